import { addDuration, type Duration } from './duration.js';
import { offsetAt } from './zone.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Mean length of a month of the Gregorian calendar, in ms: 30.436875 days. */
const MONTH = 2_629_746_000;
/** By how much a calendar sum may differ from that of mean months: unequal months, days that do not exist, a zone's changes. */
const DOUBT = 12 * DAY;
/** Within a piece of this length two jumps cannot cancel out, unless clocks change in it. */
const PIECE = 6 * HOUR;
const NEAR_CHANGE = HOUR / 4;

/** Instants from `from` (ms), up to but without `to`; Infinity for ever after. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

type Sum = (time: number) => number;

/** Whether no clock changes during a piece, where it begins and where it is added to. */
const isCalm = (from: number, last: number, sum: Sum, zone: string): boolean =>
  offsetAt(from, zone) === offsetAt(last, zone) && offsetAt(sum(from), zone) === offsetAt(sum(last), zone);

/** The part of a piece whose sums are later than `bound`: within a piece that does not jump it is an end of it. */
const openPart = (piece: Span, sum: Sum, bound: number, zone: string): Span[] => {
  const { from, to } = piece;
  const last = to - 1;
  const runs = sum(last) - sum(from) === last - from;
  if (runs && (to - from <= NEAR_CHANGE || isCalm(from, last, sum, zone))) {
    const start = Math.max(from, bound - (sum(from) - from) + 1);
    return start < to ? [{ from: start, to }] : [];
  }
  const middle = from + Math.floor((to - from) / 2);
  return [...openPart({ from, to: middle }, sum, bound, zone), ...openPart({ from: middle, to }, sum, bound, zone)];
};

const joined = (spans: readonly Span[]): Span[] => {
  const all: Span[] = [];
  for (const span of spans) {
    const before = all.at(-1);
    if (before?.to === span.from) all[all.length - 1] = { from: before.from, to: span.to };
    else all.push(span);
  }
  return all;
};

/**
 * [TIME-2] The instants t whose window is still open: now < t + window, added forward in the zone [TIME-3]. As such sums do
 * not keep the order of what they were added to [TIME-4], they may be several spans, oldest first; the last has no end.
 */
export const openSpans = (window: Duration, now: number, zone: string): readonly Span[] => {
  const { months, days, ms } = window;
  if (months === 0 && (days === 0 || zone === 'UTC')) {
    return [{ from: now - days * DAY - ms + 1, to: Number.POSITIVE_INFINITY }];
  }
  const sum: Sum = (time) => addDuration(time, { months, days, ms: 0 }, zone);
  const bound = now - ms;
  const about = bound - months * MONTH - days * DAY;
  const sure = about + DOUBT;
  const spans: Span[] = [];
  for (let from = about - DOUBT; from < sure; from += PIECE) {
    spans.push(...openPart({ from, to: from + PIECE }, sum, bound, zone));
  }
  return joined([...spans, { from: sure, to: Number.POSITIVE_INFINITY }]);
};
