import { type DailyCounts, weekdayOf } from './dailyCounts.js';
import { fitQuasiPoisson } from './quasiPoisson.js';

/** [USUAL-1] Days known from which on the season of the year is told. */
const TWO_YEARS = 730;
const MOST = 3 * 365;
const YEAR = 365.2425;
/** Counts enough to tell it. */
const EVENTS = 365;

/** Two waves a year and half a year long. */
const waves = (day: number): number[] => {
  const angle = (2 * Math.PI * day) / YEAR;
  return [Math.sin(angle), Math.cos(angle), Math.sin(2 * angle), Math.cos(2 * angle)];
};

/**
 * How far a day of the year usually is above or below, as the logarithm of a factor: two harmonics beside days of the week and a
 * trend (Serfling, Public Health Reports 78, 1963); none where fewer than two years are known.
 */
export const seasonOf = ({ counts, exposure, firstDay }: DailyCounts, until: number): ((day: number) => number) => {
  if (until < TWO_YEARS) return () => 0;
  const from = Math.max(0, until - MOST);
  const known = Array.from({ length: until - from }, (_, at) => from + at).filter(
    (at) => !exposure || (exposure[at] as number) > 0,
  );
  const own = known.map((at) => counts[at] as number);
  if (known.length < TWO_YEARS || own.reduce((sum, count) => sum + count, 0) < EVENTS) return () => 0;
  const rows = known.map((at) => {
    const day = firstDay + at;
    const weekday = [1, 2, 3, 4, 5, 6].map((one) => Number(weekdayOf(day) === one));
    return Float64Array.from([1, ...weekday, (at - until) / YEAR, ...waves(day)]);
  });
  const offsets = known.map((at) => (exposure ? Math.log(exposure[at] as number) : 0));
  const fit = fitQuasiPoisson({ rows, counts: own, offsets, weights: own.map(() => 1), ridge: 0.01 });
  if (!fit) return () => 0;
  const last = fit.coefficients.slice(-4);
  return (day) => waves(day).reduce((sum, wave, at) => sum + wave * (last[at] as number), 0);
};
