import { APART, type DailyCounts, INNER, learnUsual, type UsualDay } from '@parcours/core';
import { dateOfDay } from './days.js';

/** Days drawn of a series. */
const DRAWN = 28;

/** The last days of a series, each beside what was usual by those before it. */
export const chartOf = (series: DailyCounts): UsualDay[] => {
  const count = series.counts.length;
  const drawn = Math.min(DRAWN, count);
  return Array.from({ length: drawn }, (_, at) => {
    const day = count - drawn + at;
    const usual = learnUsual(series, day - APART + 1);
    const look = usual.is === 'usual' ? usual.look(day, 1, INNER) : null;
    return {
      date: dateOfDay(series.firstDay + day),
      observed: series.counts[day] as number,
      ...{ expected: look?.expected ?? null, low: look?.low ?? null, high: look?.high ?? null },
    };
  });
};
