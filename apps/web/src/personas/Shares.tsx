import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useStageColour } from '../theme/stageColours.js';
import classes from './personas.module.css';

export interface Share {
  readonly id: string;
  readonly name: string;
  readonly customers: number;
}

/** All customers as one bar, a part for each persona; every part opens onto its people. */
export const Shares = ({ shares }: { shares: readonly Share[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const colour = useStageColour();
  const all = shares.reduce((sum, { customers }) => sum + customers, 0);
  if (all === 0) return null;
  const tint = (at: number) => (at === shares.length - 1 ? 'var(--ink-soft)' : colour(at, shares.length - 1));
  return (
    <section className={classes.shares} aria-label={t('personas.shares')}>
      <div className={classes.bar} aria-hidden>
        {shares.map(({ id, name, customers }, at) => (
          <Link
            key={id}
            to="/customers"
            search={{ persona: id }}
            tabIndex={-1}
            title={`${name}: ${format.percent(customers / all)}`}
            style={{ flexGrow: customers, background: tint(at) }}
          />
        ))}
      </div>
      <ul>
        {shares.map(({ id, name, customers }, at) => (
          <li key={id}>
            <span className={classes.dot} style={{ background: tint(at) }} aria-hidden />
            <Link to="/customers" search={{ persona: id }} className="quiet-link">
              {name}
            </Link>
            <span className={classes.soft}>{format.percent(customers / all)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
