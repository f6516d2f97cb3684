import { APART, type DailyCounts, INNER, learnUsual, type UsualDay } from '@parcours/core';
import { dateOfDay } from './days.js';

/** Days drawn of a series. */
const DRAWN = 28;

/** The last days of a series, each beside what was usual by those before it; at another level where told. */
export const chartOf = (series: DailyCounts, drawn = DRAWN, level = INNER): UsualDay[] => {
  const count = series.counts.length;
  return Array.from({ length: Math.min(drawn, count) }, (_, at) => {
    const day = count - Math.min(drawn, count) + at;
    const usual = learnUsual(series, day - APART + 1);
    const look = usual.is === 'usual' ? usual.look(day, 1, level) : null;
    return {
      date: dateOfDay(series.firstDay + day),
      observed: series.counts[day] as number,
      ...{ expected: look?.expected ?? null, low: look?.low ?? null, high: look?.high ?? null },
    };
  });
};
