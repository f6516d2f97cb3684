import { IconDeviceLaptop, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../api/types.js';
import { Consents } from '../messages/Consents.js';
import { Links } from '../privacy/Links.js';
import { useMay } from '../session/useMay.js';
import { Belongs } from '../strength/Belongs.js';
import classes from './customer.module.css';
import { Properties } from './Properties.js';

/** What identifies the person, and what is known beyond what they do. */
export const Known = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  if (!useMay('personal')) {
    return (
      <aside className={classes.known}>
        <section aria-labelledby="withheld">
          <h2 id="withheld" className={classes.title}>
            {t('people.withheldTitle')}
          </h2>
          <p className={classes.soft}>{t('people.withheld')}</p>
        </section>
      </aside>
    );
  }
  const traits = Object.keys(customer.traits).length > 0;
  return (
    <aside className={classes.known}>
      <Belongs customer={customer} />
      <Consents id={customer.id} />
      <section aria-labelledby="identifiers">
        <h2 id="identifiers" className={classes.title}>
          {t('customer.identifiers')}
        </h2>
        <ul className={classes.identifiers}>
          {customer.identifiers.map(({ kind, value }) => {
            const Icon = kind === 'user' ? IconUser : IconDeviceLaptop;
            return (
              <li key={`${kind} ${value}`}>
                <Icon size={16} stroke={1.5} role="img" aria-label={t(`customer.${kind}`)} />
                <span title={t(`customer.${kind}`)}>{value}</span>
              </li>
            );
          })}
        </ul>
      </section>
      <Links customer={customer} title={classes.title ?? ''} />
      <section aria-labelledby="traits">
        <h2 id="traits" className={classes.title}>
          {t('customer.traits')}
        </h2>
        {traits ? <Properties values={customer.traits} /> : <p className={classes.soft}>{t('customer.noTraits')}</p>}
      </section>
    </aside>
  );
};
