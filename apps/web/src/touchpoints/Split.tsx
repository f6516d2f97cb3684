import { OTHER_TOUCHPOINT, PRESENCES } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import type { TouchpointVolumes } from '../api/touchpointPaths.js';
import { useFormat } from '../i18n/useFormat.js';
import type { Drafts } from './edit.js';
import classes from './touchpoints.module.css';

/** How much happens online, offline, either way, and how much is not classified. */
export const Split = ({ volumes, drafts, ids }: { volumes: TouchpointVolumes; drafts: Drafts; ids: string[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { each, days, oneIn } = volumes;
  const all = each.reduce((sum, { interactions }) => sum + interactions, 0);
  if (all === 0) return <p className={classes.soft}>{t('touchpoints.nothing', { count: days })}</p>;
  const of = (wanted: (id: string) => boolean): number =>
    each.filter(({ id }) => wanted(id)).reduce((sum, { interactions }) => sum + interactions, 0);
  const presenceOf = (id: string) => drafts[ids.indexOf(id)]?.presence;
  const parts = [
    ...PRESENCES.map((presence) => ({
      key: presence,
      label: t(`touchpoints.presence.${presence}`),
      amount: of((id) => presenceOf(id) === presence),
    })),
    {
      key: OTHER_TOUCHPOINT,
      label: t('touchpoints.unclassifiedShare'),
      amount: of((id) => id === OTHER_TOUCHPOINT),
    },
  ];
  return (
    <section aria-label={t('touchpoints.split')} className={classes.split}>
      <div className={classes.bar} aria-hidden>
        {parts.map(({ key, amount }) => amount > 0 && <span key={key} data-part={key} style={{ flexGrow: amount }} />)}
      </div>
      <ul>
        {parts.map(({ key, label, amount }) => (
          <li key={key}>
            <span className={classes.dot} data-part={key} aria-hidden />
            {label}
            <strong>{format.percent(amount / all)}</strong>
          </li>
        ))}
        <li className={classes.soft}>
          {t('touchpoints.counted', { count: days })} · {t('common.interactions', { count: volumes.interactions })}
        </li>
      </ul>
      {oneIn > 1 && <p className={classes.soft}>{t('touchpoints.estimated', { count: oneIn })}</p>}
    </section>
  );
};
