import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { labelOf, useMoments } from '../strength/useBelongs.js';
import classes from './customers.module.css';
import type { Filters } from './useCustomers.js';

interface NoteProps {
  model: Model | undefined;
  filters: Filters;
}

/** Says what a filter on a moment of truth or an event selects: to whom it happened in the period, where, and how they moved after it. */
export const MomentNote = ({ model, filters: { moment, then, did, within } }: NoteProps) => {
  const { t } = useTranslation();
  const { say, event } = useWords();
  const moments = useMoments();
  const stage = model?.stages.find(({ id }) => id === within);
  if (!moment && !did) return null;
  const told = then ? (`told_${then}` as const) : 'told';
  return (
    <div className={classes.note}>
      {moment && <p>{t(`impact.${told}`, { moment: labelOf(moments, moment) })}</p>}
      {did && <p>{t('lanes.did', { event: event(did) })}</p>}
      {stage && <p>{t('lanes.within', { stage: say(stage.name) })}</p>}
      <PeriodPicker />
    </div>
  );
};
