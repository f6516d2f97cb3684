import type { Duration } from '../../time/duration.js';

export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
type Part = readonly [count: number, unit: Unit];

/** A duration in the units people would say it in, largest first. */
export const durationParts = ({ months, days, ms }: Duration): Part[] => {
  const seconds = ms / 1000;
  const parts: Part[] = [
    [months % 12 === 0 ? months / 12 : 0, 'year'],
    [months % 12 === 0 ? 0 : months, 'month'],
    [days, 'day'],
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ];
  return parts.filter(([count]) => count > 0);
};
