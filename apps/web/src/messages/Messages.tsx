import type { DeliveryView } from '@parcours/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contentsQuery } from '../api/contentQueries.js';
import type { CustomerFlow } from '../api/flowPaths.js';
import { customerFlowsQuery, flowsQuery } from '../api/flowQueries.js';
import { deliveriesQuery } from '../api/messageQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { More } from '../ui/More.js';
import { ErrorState, Loaded } from '../ui/states.js';
import classes from './messages.module.css';

/** What contents and flows are called; their id where they exist no more. */
const useNames = () => {
  const { id: workspace } = useWorkspace();
  const { say } = useWords();
  const contents = useQuery(contentsQuery(workspace)).data?.items;
  const flows = useQuery(flowsQuery(workspace)).data?.items;
  const content = (id: string): string => {
    const found = contents?.find((one) => one.content.id === id);
    return found ? say(found.content.name) : id;
  };
  const flow = (id: string): string => {
    const found = flows?.find((one) => one.flow.id === id);
    return found ? say(found.flow.name) : id;
  };
  return { content, flow };
};

type Names = ReturnType<typeof useNames>;

/** Why a message is where it is, as far as anything has to be said. */
const useReason = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ state, reason, next, opened, clicked, unsubscribed }: DeliveryView): string[] => [
    ...(reason ? [t(`deliveries.because_${reason}`)] : []),
    ...(state === 'unsure' ? [t('deliveries.unsure')] : []),
    ...(state === 'queued' && next ? [t('deliveries.next', { at: format.ago(next) })] : []),
    ...(opened ? [t('deliveries.opened')] : []),
    ...(clicked ? [t('deliveries.clicked')] : []),
    ...(unsubscribed ? [t('deliveries.unsubscribed')] : []),
  ];
};

const Delivery = ({ delivery, names }: { delivery: DeliveryView; names: Names }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const { content, origin, state, trouble, ended, asked } = delivery;
  const hasTrouble = trouble !== null && state !== 'sent';
  const at = ended ?? asked;
  return (
    <li>
      <span className={classes.name}>{names.content(content)}</span>
      <time className={classes.soft} dateTime={at}>
        {format.moment(at)}
      </time>
      <span className={classes.state}>
        <strong>{t(`deliveries.state_${state}`)}</strong>
        {reasonOf(delivery).map((one) => ` · ${one}`)}
        {hasTrouble && (
          <>
            {' · '}
            <span lang="en">{trouble}</span>
          </>
        )}
      </span>
      {origin.kind === 'flow' && (
        <Link to="/flows/edit/$id" params={{ id: origin.id }} className={classes.soft}>
          {t('deliveries.from', { name: names.flow(origin.id) })}
        </Link>
      )}
    </li>
  );
};

const Deliveries = ({ items, names }: { items: DeliveryView[]; names: Names }) => {
  const { t } = useTranslation();
  if (items.length === 0) return <p className={classes.soft}>{t('deliveries.none')}</p>;
  return (
    <ul className={classes.list}>
      {items.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} names={names} />
      ))}
    </ul>
  );
};

const Flows = ({ flows, names }: { flows: CustomerFlow[]; names: Names }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <h3 className={classes.subtitle}>{t('deliveries.flows')}</h3>
      <ul className={`${classes.list} ${classes.inside}`}>
        {flows.map(({ flow, entered, due }) => (
          <li key={`${flow} ${entered}`}>
            <Link to="/flows/edit/$id" params={{ id: flow }} className={classes.name}>
              {names.flow(flow)}
            </Link>
            <span className={classes.soft}>
              {t('deliveries.since', { day: format.day(entered) })}
              {due && ` · ${t('deliveries.waits', { at: format.ago(due) })}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What was sent to a customer, or was not and why, and the flows they are in. */
export const Messages = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const names = useNames();
  const deliveries = useInfiniteQuery(deliveriesQuery(workspace.id, id));
  const flows = useQuery(customerFlowsQuery(workspace.id, id));
  const inside = flows.data?.items.filter(({ outcome }) => outcome === null) ?? [];
  return (
    <section aria-labelledby="messages" className={classes.messages}>
      <h2 id="messages" className={classes.title}>
        {t('deliveries.title')}
      </h2>
      {flows.isError && <ErrorState error={flows.error} onRetry={() => void flows.refetch()} />}
      {inside.length > 0 && <Flows flows={inside} names={names} />}
      <Loaded query={deliveries} height={64}>
        {({ pages }) => <Deliveries items={pages.flatMap(({ items }) => items)} names={names} />}
      </Loaded>
      <More query={deliveries} />
    </section>
  );
};
