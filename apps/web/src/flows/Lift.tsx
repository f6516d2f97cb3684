import type { FlowNumbers } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWorkspace } from '../session/workspace.js';
import classes from './flows.module.css';

/** By how much those in a flow do better than those held out, or that it is too early to tell. */
export const Lift = ({ lift }: { lift: NonNullable<FlowNumbers['lift']> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useWorkspace();
  const { treated, held, share, mean, enough } = lift;
  const shareOf = ({ reached, people }: typeof treated) => format.percent(people === 0 ? 0 : reached / people);
  const money = (value: number) => format.money(value, currency);
  return (
    <section className={classes.tried} aria-labelledby="lift">
      <h2 id="lift">{t('flows.lift')}</h2>
      {enough && share ? (
        <ul className={classes.facts}>
          <li>
            {t('flows.liftText', {
              treated: shareOf(treated),
              held: shareOf(held),
              share: format.points(share.value),
              low: format.points(share.low),
              high: format.points(share.high),
            })}
          </li>
          {mean && (
            <li>{t('flows.liftMean', { value: money(mean.value), low: money(mean.low), high: money(mean.high) })}</li>
          )}
        </ul>
      ) : (
        <p className={classes.facts}>{t('flows.liftFew')}</p>
      )}
    </section>
  );
};
