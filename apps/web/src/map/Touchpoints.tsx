import { useTranslation } from 'react-i18next';
import type { MapStage } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useTouchpoints } from '../touchpoints/useTouchpoints.js';
import classes from './map.module.css';

const SHOWN = 3;

/** The places where people of a stage met the organisation in the period, the busiest first. */
export const Touchpoints = ({ stage }: { stage: MapStage }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf, iconOf } = useTouchpoints();
  const weight = ({ name, interactions }: MapStage['touchpoints'][number]) => (name === 'other' ? -1 : interactions);
  const shown = [...stage.touchpoints].sort((a, b) => weight(b) - weight(a)).slice(0, SHOWN);
  const most = Math.max(1, ...shown.map((touchpoint) => touchpoint.interactions));
  return (
    <div className={classes.cell}>
      <h3 className={classes.cellTitle}>{t('map.touchpoints')}</h3>
      {shown.length === 0 && <p className={classes.small}>{t('map.noTouchpoints')}</p>}
      <ul className={classes.touchpoints}>
        {shown.map(({ name, interactions, customers }) => {
          const Icon = iconOf(name);
          return (
            <li
              key={name}
              title={`${t('common.interactions', { count: interactions })}, ${t('common.customers', { count: customers })}`}
            >
              <span className={classes.touchpoint}>
                <Icon size={13} stroke={1.75} aria-hidden />
                {nameOf(name)}
              </span>
              <span className={classes.touchCount}>{format.figure(interactions)}</span>
              <span className={classes.touchBar} style={{ width: `${(interactions / most) * 100}%` }} aria-hidden />
            </li>
          );
        })}
      </ul>
    </div>
  );
};
