import { Skeleton } from '@mantine/core';
import type { DeliveryState, DeliveryView } from '@parcours/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contentsQuery } from '../api/contentQueries.js';
import type { CustomerFlow } from '../api/flowPaths.js';
import { flowsQuery } from '../api/flowQueries.js';
import { customerFlowsQuery, deliveriesQuery } from '../api/messageQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { More } from '../ui/More.js';
import { ErrorState } from '../ui/states.js';
import classes from './messages.module.css';

const STATES = {
  queued: 'isQueued',
  held: 'isHeld',
  sending: 'isSending',
  handing: 'isHanding',
  sent: 'isSent',
  unsure: 'isUnsure',
  failed: 'isFailed',
  skipped: 'isSkipped',
} as const satisfies Record<DeliveryState, string>;

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

/** Why a message is where it is, as far as anything has to be said. */
const useReason = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ state, reason, next, opened, clicked, unsubscribed }: DeliveryView): string[] => [
    ...(reason ? [t(`sent.because_${reason}`)] : []),
    ...(state === 'unsure' ? [t('sent.unsure')] : []),
    ...(state === 'queued' && next ? [t('sent.next', { at: format.ago(next) })] : []),
    ...(opened ? [t('sent.opened')] : []),
    ...(clicked ? [t('sent.clicked')] : []),
    ...(unsubscribed ? [t('sent.unsubscribed')] : []),
  ];
};

const Delivery = ({ delivery, names }: { delivery: DeliveryView; names: ReturnType<typeof useNames> }) => {
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
      <span className={classes.state} data-state={state}>
        <strong>{t(`sent.${STATES[state]}`)}</strong>
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
          {t('sent.from', { name: names.flow(origin.id) })}
        </Link>
      )}
    </li>
  );
};

const Flows = ({ flows, names }: { flows: CustomerFlow[]; names: ReturnType<typeof useNames> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <h3 className={classes.subtitle}>{t('sent.flows')}</h3>
      <ul className={classes.list}>
        {flows.map(({ flow, entered, due }) => (
          <li key={`${flow} ${entered}`}>
            <Link to="/flows/edit/$id" params={{ id: flow }} className={classes.name}>
              {names.flow(flow)}
            </Link>
            <span className={classes.soft}>
              {t('sent.since', { day: format.day(entered) })}
              {due && ` · ${t('sent.waits', { at: format.ago(due) })}`}
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
  const items = deliveries.data?.pages.flatMap((page) => page.items);
  const under = flows.data?.items.filter(({ outcome }) => outcome === null) ?? [];
  return (
    <section aria-labelledby="messages" className={classes.messages}>
      <h2 id="messages" className={classes.title}>
        {t('sent.title')}
      </h2>
      {deliveries.isError && <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {flows.isError && <ErrorState error={flows.error} onRetry={() => void flows.refetch()} />}
      {deliveries.isPending && <Skeleton height={64} radius="lg" />}
      {under.length > 0 && <Flows flows={under} names={names} />}
      {items?.length === 0 && <p className={classes.soft}>{t('sent.none')}</p>}
      {items && items.length > 0 && (
        <ul className={classes.list}>
          {items.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} names={names} />
          ))}
        </ul>
      )}
      <More query={deliveries} />
    </section>
  );
};
