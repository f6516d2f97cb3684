import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerValue } from '../../api/valuePaths.js';
import { customerValueQuery } from '../../api/valueQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import classes from './value.module.css';

const Fact = ({ name, fact }: { name: string; fact: string }) => (
  <div>
    <dt className={classes.name}>{name}</dt>
    <dd className={classes.told}>{fact}</dd>
  </div>
);

const Facts = ({ value, currency }: { value: NonNullable<CustomerValue['value']>; currency: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { pAlive, expectedPurchases, lifetimeValue, nextPurchase } = value;
  return (
    <dl className={classes.facts}>
      <Fact name={t('value.purchases')} fact={format.number(value.purchases)} />
      <Fact name={t('value.total')} fact={format.money(value.spent, currency)} />
      {lifetimeValue !== null && <Fact name={t('value.worthColumn')} fact={format.money(lifetimeValue, currency)} />}
      {pAlive !== null && value.purchases > 1 && <Fact name={t('value.pAlive')} fact={format.percent(pAlive)} />}
      {expectedPurchases !== null && <Fact name={t('value.expectedColumn')} fact={format.short(expectedPurchases)} />}
      {pAlive !== null && (
        <Fact name={t('value.next')} fact={nextPurchase === null ? t('value.never') : format.day(nextPurchase)} />
      )}
      <Fact name={t('value.scoresName')} fact={t('value.scores', value.rfm)} />
    </dl>
  );
};

/** What one customer is worth; nothing of who never bought. */
export const CustomerWorth = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { data } = useQuery(customerValueQuery(workspace.id, id));
  if (!data?.value) return null;
  return (
    <section aria-labelledby="worth">
      <h2 id="worth" className={classes.title}>
        {t('value.card')}
      </h2>
      <Facts value={data.value} currency={data.currency} />
    </section>
  );
};
