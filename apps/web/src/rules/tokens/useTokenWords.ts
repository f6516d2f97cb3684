import type { Comparison } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { type Scalar, testsOf } from '../edit/comparisons.js';
import { readSpan } from '../edit/durations.js';

export interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}
export type BoundMode = 'atLeast' | 'atMost' | 'exactly' | 'between';

export const boundModeOf = ({ atLeast, atMost }: Bounds): BoundMode => {
  if (atMost === undefined) return 'atLeast';
  if (atLeast === undefined) return 'atMost';
  return atLeast === atMost ? 'exactly' : 'between';
};

/** "90 days"; a duration of several units stays as it is written. */
export const useSpanWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (text: string): string => {
    const span = readSpan(text);
    return span ? t(`rules.units.${span.unit}`, { count: span.amount, value: format.number(span.amount) }) : text;
  };
};

export const useBoundWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (bounds: Bounds): string => {
    const [low, high] = [format.short(bounds.atLeast ?? 0), format.short(bounds.atMost ?? 0)];
    if (bounds.atLeast === undefined && bounds.atMost === undefined) return t('rules.boundsShown.any');
    return t(`rules.boundsShown.${boundModeOf(bounds)}`, { low, high });
  };
};

export const useTimesWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (bounds: Bounds): string => {
    const mode = boundModeOf(bounds);
    if (bounds.atMost === 0) return t('rules.timesShown.never');
    if (mode === 'atLeast' && (bounds.atLeast ?? 1) === 1) return t('rules.timesShown.once');
    if (mode === 'between') {
      const [low, high] = [format.number(bounds.atLeast ?? 0), format.number(bounds.atMost ?? 0)];
      return t('rules.timesShown.between', { low, high });
    }
    return t(`rules.timesShown.${mode}`, { count: bounds.atLeast ?? bounds.atMost ?? 1 });
  };
};

export const useScalarWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = useWords();
  return (value: Scalar): string => {
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    return typeof value === 'number'
      ? format.short(value)
      : language === 'fr'
        ? `«\u00A0${value}\u00A0»`
        : `“${value}”`;
  };
};

/** What is asked of a value: "is at least 100 and is less than 200". */
export const useComparisonWords = () => {
  const { t } = useTranslation();
  const scalar = useScalarWords();
  return (comparison: Comparison): string =>
    testsOf(comparison)
      .map(({ operator, value }) =>
        operator === 'exists' || operator === 'missing'
          ? t(`rules.operator.${operator}`)
          : `${t(`rules.operator.${operator}`)} ${[value].flat().map(scalar).join(', ')}`,
      )
      .join(` ${t('rules.andWhere')} `);
};
