import { useTranslation } from 'react-i18next';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { ScopeConditions } from '../understand/ScopeConditions.js';
import classes from './customers.module.css';

/** Says by which properties of what they did people are chosen; the period is told once, by whatever else looks at it. */
export const WhereNote = ({ alone }: { alone: boolean }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.note}>
      <ScopeConditions offer={t('map.onlyWhere')} about={t('customers.told_where')} />
      {alone && <PeriodPicker />}
    </div>
  );
};
