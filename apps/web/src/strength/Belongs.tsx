import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Customer, CustomerItem } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { StrengthMark } from './StrengthMark.js';
import classes from './strength.module.css';
import { labelOf, usePersonas, useSegments } from './useBelongs.js';

/** The persona and the segments of a customer, each a link to its people. */
export const Belongs = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [personas, segments] = [usePersonas(), useSegments()];
  const { persona } = customer;
  return (
    <>
      {persona && (
        <section aria-labelledby="persona">
          <h2 id="persona" className={classes.title}>
            {t('belongs.persona')}
          </h2>
          <p className={classes.belongs}>
            <Link to="/customers" search={{ persona: persona.id }} className="quiet-link">
              {labelOf(personas, persona.id)}
            </Link>
            <span className={classes.hint}>{t('belongs.since', { date: format.day(persona.since) })}</span>
          </p>
        </section>
      )}
      {segments.length > 0 && (
        <section aria-labelledby="segments">
          <h2 id="segments" className={classes.title}>
            {t('belongs.segments')}
          </h2>
          {customer.segments.length === 0 && <p className={classes.hint}>{t('belongs.none')}</p>}
          <ul className={classes.segments}>
            {customer.segments.map(({ id, since }) => (
              <li key={id} className={classes.belongs}>
                <Link to="/customers" search={{ segment: id }} className="quiet-link">
                  {labelOf(segments, id)}
                </Link>
                <span className={classes.hint}>{t('belongs.since', { date: format.day(since) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

/** In a list: the persona and the relationship, in a few words; nothing where neither is defined. */
export const BelongsShort = ({ customer: { persona, relationship } }: { customer: CustomerItem }) => {
  const personas = usePersonas();
  if (!(persona || relationship)) return null;
  return (
    <span className={classes.short}>
      {persona && <span>{labelOf(personas, persona.id)}</span>}
      {relationship && <StrengthMark {...relationship} />}
    </span>
  );
};
