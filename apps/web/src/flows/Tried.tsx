import { Loader } from '@mantine/core';
import type { FlowDryRun } from '@parcours/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CustomerLink } from '../ui/CustomerLink.js';
import { ErrorState } from '../ui/states.js';
import classes from './flows.module.css';

const Days = ({ perDay }: { perDay: FlowDryRun['messages']['perDay'] }) => {
  const { t } = useTranslation();
  const most = Math.max(1, ...perDay.map(({ messages }) => messages));
  const told = perDay.map((one) => t('flows.tried.day', one)).join(', ');
  return (
    <>
      <h3 className={classes.soft}>{t('flows.tried.perDay')}</h3>
      <div className={classes.days} role="img" aria-label={told}>
        {perDay.map((one) => (
          <span key={one.day} title={t('flows.tried.day', one)} style={{ height: `${(100 * one.messages) / most}%` }} />
        ))}
      </div>
    </>
  );
};

const Found = ({ tried }: { tried: FlowDryRun }) => {
  const { t } = useTranslation();
  const { begun, messages, refused, looked, of, examples } = tried;
  if (begun.people === 0 && refused.holdout === 0) return <p className={classes.facts}>{t('flows.tried.nobody')}</p>;
  const kept = refused.audience + refused.reentry + refused.holdout;
  return (
    <>
      <ul className={classes.facts}>
        <li>
          <strong>{t('flows.tried.people', { count: begun.people })}</strong>
        </li>
        <li>
          {messages.sent === 0
            ? t('flows.tried.silent')
            : t('flows.tried.messages', { count: messages.sent, people: messages.people })}
          {messages.people > 0 && ` · ${t('flows.tried.most', { most: messages.most })}`}
        </li>
        {messages.unreachable > 0 && <li>{t('flows.tried.unreachable', { count: messages.unreachable })}</li>}
        {kept > 0 && <li>{t('flows.tried.refused', { ...refused })}</li>}
        {looked < of && <li>{t('flows.tried.sampled', { looked, of })}</li>}
      </ul>
      {messages.perDay.length > 1 && <Days perDay={messages.perDay} />}
      {examples.length > 0 && (
        <p className={classes.facts}>
          {`${t('flows.tried.examples')} `}
          {examples.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ' · '}
              <CustomerLink id={id} name={name ?? id.slice(0, 8)} />
            </span>
          ))}
        </p>
      )}
    </>
  );
};

/** What a draft would have done on real history. */
export const Tried = ({ days, query }: { days: number; query: UseQueryResult<FlowDryRun> }) => {
  const { t } = useTranslation();
  return (
    <section className={classes.tried} aria-labelledby="tried">
      <h2 id="tried">{t('flows.dryRun', { days })}</h2>
      <p className={classes.soft}>{t('flows.dryRunText')}</p>
      {query.data && <Found tried={query.data} />}
      {query.isFetching && (
        <p className={classes.facts} role="status">
          <Loader size="xs" /> {t('flows.trying')}
        </p>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
    </section>
  );
};
