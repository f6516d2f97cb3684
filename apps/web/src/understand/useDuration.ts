import { useMemo } from 'react';
import { useWords } from '../i18n/useWords.js';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time in the largest unit of which there are two or more, with one decimal while it is short: 2.4 days, 36 hours. */
export const unitOf = (seconds: number): { value: number; unit: (typeof UNITS)[number][0] } => {
  const [unit, length] = UNITS.find(([, size]) => seconds >= 2 * size) ?? (['second', 1] as const);
  const value = seconds / length;
  return { value: value < 10 ? Math.round(value * 10) / 10 : Math.round(value), unit };
};

/** How long something took, from seconds, in words of the page's language. */
export const useDuration = (unitDisplay: 'long' | 'narrow' = 'long'): ((seconds: number) => string) => {
  const { language } = useWords();
  return useMemo(() => {
    const formats = new Map(
      UNITS.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay })]),
    );
    return (seconds) => {
      const { value, unit } = unitOf(seconds);
      return formats.get(unit)?.format(value) ?? String(seconds);
    };
  }, [language, unitDisplay]);
};
