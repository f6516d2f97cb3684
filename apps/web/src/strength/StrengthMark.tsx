import { IconHeart, IconHeartBroken } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import classes from './strength.module.css';

/** From the strength at least in the first place on, a relationship is called by the second. */
const WORDS = [
  [75, 'close'],
  [55, 'good'],
  [45, 'neutral'],
  [25, 'fragile'],
  [0, 'distant'],
] as const;

export const wordOf = (strength: number) => WORDS.find(([least]) => strength >= least)?.[1] ?? 'distant';

interface StrengthProps {
  strength: number;
  broken: boolean;
}

/** A relationship in a few words: a heart, whole or broken, and the strength; never the colour alone. */
export const StrengthMark = ({ strength, broken }: StrengthProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const Mark = broken ? IconHeartBroken : IconHeart;
  const value = format.number(Math.round(strength));
  const said = t('strength.short', { value });
  return (
    <span className={classes.mark} title={said}>
      <Mark size={14} stroke={1.75} aria-hidden />
      {broken && `${t('strength.broken')} · `}
      <span aria-hidden>{value}</span>
      <span className="visually-hidden">{said}</span>
    </span>
  );
};
