import { IconHourglassHigh, IconHourglassLow, IconPlayerPause, IconSeeding } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CustomerPosition } from '../api/types.js';
import classes from './strength.module.css';

export type Pace = NonNullable<CustomerPosition['pace']>;
const ICONS = {
  faster: IconSeeding,
  typical: IconHourglassLow,
  slower: IconHourglassHigh,
  stalled: IconPlayerPause,
} as const;

/** A pace: a sign and words; what it means is told in full where there is room. */
export const PaceMark = ({ pace, full = false }: { pace: Pace; full?: boolean }) => {
  const { t } = useTranslation();
  const Icon = ICONS[pace];
  const hint = t(`pace.${pace}Hint`);
  return (
    <span className={classes.mark} title={hint}>
      <Icon size={15} stroke={1.75} aria-hidden />
      {full ? `${t('pace.label')}: ${t(`pace.${pace}`)} (${hint})` : t(`pace.${pace}`)}
    </span>
  );
};
