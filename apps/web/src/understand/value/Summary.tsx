import { useTranslation } from 'react-i18next';
import type { ValueModel } from '../../api/valuePaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useCalendarDay } from './calendarDay.js';
import classes from './value.module.css';

const Figure = ({ name, figure, hint }: { name: string; figure: string; hint: string }) => (
  <div className={classes.figure}>
    <dt className={classes.name}>{name}</dt>
    <dd className={classes.big}>{figure}</dd>
    <dd className={classes.hint}>{hint}</dd>
  </div>
);

/** What follows for all customers together. */
export const Summary = ({ model }: { model: ValueModel }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useCalendarDay();
  const { totals, customers, repeatBuyers, purchases, currency, days } = model;
  const money = (value: number) => format.money(value, currency, true);
  const share = format.percent(repeatBuyers / customers);
  return (
    <section>
      <dl className={classes.summary}>
        {totals.lifetimeValue === null ? (
          <Figure name={t('value.worth')} figure={t('value.noAmounts')} hint={t('value.noAmountsHint')} />
        ) : (
          <Figure name={t('value.worth')} figure={money(totals.lifetimeValue)} hint={t('value.worthHint')} />
        )}
        <Figure
          name={t('value.expected')}
          figure={format.number(Math.round(totals.expectedPurchases))}
          hint={t('value.expectedHint')}
        />
        <Figure
          name={t('value.spent')}
          figure={money(totals.spent)}
          hint={t('value.spentHint', { count: purchases })}
        />
        <Figure
          name={t('value.repeat')}
          figure={format.number(repeatBuyers)}
          hint={t('value.repeatHint', {
            share,
            all: format.number(customers),
            alive: format.number(Math.round(totals.alive)),
          })}
        />
      </dl>
      <p className={classes.note}>
        {t('value.until', { from: day(days.from), until: day(days.to), when: format.ago(model.measuredAt) })}
      </p>
      {!model.bgNbd.converged && <p className={classes.note}>{t('value.unsure')}</p>}
    </section>
  );
};
