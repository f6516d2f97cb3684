import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { PeriodPicker } from '../period/PeriodPicker.js';
import classes from './customers.module.css';
import type { Filters } from './useCustomers.js';

interface NoteProps {
  model: Model | undefined;
  filters: Filters;
  moved: NonNullable<Filters['moved']>;
}

/** Says what a filter on moves selects: with it, the stage is where the move began or ended, not where people stand. */
export const MovedNote = ({ model, filters, moved }: NoteProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const nameOf = (id: string | undefined) => {
    const stage = model?.stages.find((known) => known.id === id);
    return stage && say(stage.name);
  };
  const stage = nameOf(filters.stage);
  const destination = nameOf(filters.destination);
  const into = moved === 'entered' || moved === 'fellIn' || moved === 'arrived';
  const parts = [
    t(`customers.told_${moved}`),
    stage && t(into ? 'customers.told_into' : 'customers.told_from', { stage }),
    destination && t('customers.told_into', { stage: destination }),
  ];
  return (
    <div className={classes.note}>
      <p>{t('customers.told', { move: parts.filter(Boolean).join(' ') })}</p>
      <PeriodPicker />
    </div>
  );
};
