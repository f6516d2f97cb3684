import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import classes from './ui.module.css';

export type Direction = 'advancing' | 'steady' | 'receding';
const ARROWS = { advancing: IconArrowUpRight, steady: IconArrowRight, receding: IconArrowDownRight } as const;

export const DirectionArrow = ({ direction, size = 16 }: { direction: Direction; size?: number }) => {
  const Arrow = ARROWS[direction];
  return <Arrow size={size} stroke={2} aria-hidden className={classes[direction]} />;
};

/** A direction: an arrow and a word, never the colour alone. */
export const DirectionMark = ({ direction }: { direction: Direction }) => {
  const { t } = useTranslation();
  return (
    <span className={classes.direction}>
      <DirectionArrow direction={direction} />
      {t(`direction.${direction}`)}
    </span>
  );
};

/** A velocity in stages per 30 days, with its sign; the unit is spoken, and shown when `unit` is set. */
export const Velocity = ({ value, unit = false }: { value: number; unit?: boolean }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const said = { value: format.velocity(value), count: Math.abs(value) };
  return (
    <span className="figure" title={t('common.perMonth', said)}>
      {unit ? t('common.perMonthShort', said) : said.value}
    </span>
  );
};
