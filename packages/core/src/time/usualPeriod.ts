import { calendarStarts } from './calendar.js';

/** The lengths of period, in days, that are offered wherever one is chosen, and the one looked at first. */
export const PERIOD_DAYS = [7, 30, 90, 365] as const;
export const USUAL_DAYS = 30;

const DAY = 86_400_000;

/** So many days of a zone up to yesterday, and today: [from, to) in ms. */
export const usualPeriod = (days: number, now: number, zone: string): { from: number; to: number } => {
  // Two days more on either side, for those whose clocks change.
  const starts = calendarStarts('day', { from: now - (days + 2) * DAY, to: now + 2 * DAY }, zone);
  const today = starts.findLastIndex((start) => start <= now);
  return { from: starts[today - days] as number, to: starts[today + 1] as number };
};
