import { useTranslation } from 'react-i18next';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { labelOf, useMoments } from '../strength/useBelongs.js';
import classes from './customers.module.css';
import type { Filters } from './useCustomers.js';

/** Says what a filter on a moment of truth selects: to whom it happened in the period, and how they moved after it. */
export const MomentNote = ({ filters: { moment, then } }: { filters: Filters }) => {
  const { t } = useTranslation();
  const moments = useMoments();
  if (!moment) return null;
  const told = then ? (`told_${then}` as const) : 'told';
  return (
    <div className={classes.note}>
      <p>{t(`impact.${told}`, { moment: labelOf(moments, moment) })}</p>
      <PeriodPicker />
    </div>
  );
};
