import type { Look } from './usual.js';

/** [ALERT-2] Days in a row within the inner range after which an alert is over, and away after which it is the new usual. */
export const BACK_AFTER = 3;
export const USUAL_AFTER = 35;
/** [ALERT-2] The level of the inner range, which nineteen of twenty usual days lie in. */
export const INNER = 0.05;

/** Where a series stands: an alert is open; or it is over, and the same is not told again yet. */
export interface Watch {
  readonly status: 'calm' | 'open' | 'cooling';
  readonly direction: 'above' | 'below' | null;
  /** Whether it was one day or the week that departed. */
  readonly by: 'day' | 'week' | null;
  /** The first day of the departure, as its number; null while calm. */
  readonly since: number | null;
  /** Days in a row within the inner range. */
  readonly within: number;
  /** What came before this day is no longer compared with. */
  readonly usualFrom: number;
}
export const CALM: Watch = { status: 'calm', direction: null, by: null, since: null, within: 0, usualFrom: 0 };

export interface Looked {
  readonly day: Look;
  readonly week: Look;
  /** Whether the day, and the week up to it, are within the inner range. */
  readonly inner: { readonly day: boolean; readonly week: boolean };
}
export type Turn = 'opened' | 'closed' | 'settled';

const opening = (watch: Watch, { day, week }: Looked, at: number): Watch | null => {
  const by = day.departure ? 'day' : week.departure ? 'week' : null;
  const direction = day.departure ?? week.departure;
  const same = watch.status !== 'calm' && watch.direction === direction;
  if (by === null || same) return null;
  return { status: 'open', direction, by, since: at, within: 0, usualFrom: watch.usualFrom };
};

/**
 * [ALERT-2] A day more: an alert opens when the day, or the seven days up to it, depart; it closes after three days in a row within
 * the inner range, by whichever opened it; and the same direction is not told again before both have been within it for three days.
 * After 35 days away it is the new usual.
 */
export const watchDay = (watch: Watch, looked: Looked, at: number): { watch: Watch; turns: Turn[] } => {
  const opened = opening(watch, looked, at);
  if (opened) return { watch: opened, turns: watch.status === 'open' ? ['closed', 'opened'] : ['opened'] };
  if (watch.status === 'calm') return { watch, turns: [] };
  const { inner } = looked;
  const inside = watch.status === 'open' && watch.by === 'day' ? inner.day : inner.week && inner.day;
  const within = inside ? watch.within + 1 : 0;
  if (watch.status === 'open' && at - (watch.since as number) >= USUAL_AFTER)
    return { watch: { ...CALM, usualFrom: watch.since as number }, turns: ['settled'] };
  if (within < BACK_AFTER) return { watch: { ...watch, within }, turns: [] };
  if (watch.status === 'cooling') return { watch: { ...CALM, usualFrom: watch.usualFrom }, turns: [] };
  return { watch: { ...watch, status: 'cooling', within: 0 }, turns: ['closed'] };
};

/** [ALERT-1] A workspace is called wrongly about once in so many days, all its series together. */
export const FALSE_EVERY = 90;
/** The level at which each of so many series is looked at, by the day and by the week: Bonferroni's, so that it bounds their sum. */
export const levelOf = (series: number): number => 1 / (FALSE_EVERY * 2 * Math.max(1, series));
