import { clockChanges, type Duration, openSpans, parseDuration, type Span } from '@parcours/core';
import { allOf, anyOf, type Texts } from './texts.sql.js';

const DAY = 86_400_000;
/** An instant that no sum of a time and a duration reaches. */
const FOREVER = Number.MAX_SAFE_INTEGER;

const durationOf = (text: string): Duration => {
  const duration = parseDuration(text);
  if (!duration) throw new RangeError(`"${text}" is no ISO 8601 duration`);
  return duration;
};

const within = (texts: Texts, time: string, { from, to }: Span): string =>
  allOf([`${time} >= ${texts.whole(from)}`, Number.isFinite(to) ? `${time} < ${texts.whole(to)}` : null]);

/** [TIME-2] Whether the window of an instant is still open at `now`. The calendar is asked here, so the query compares only. */
export const isOpen = (
  texts: Texts,
  time: string,
  { window, now, zone }: { readonly window: string; readonly now: number; readonly zone: string },
): string => anyOf(openSpans(durationOf(window), now, zone).map((span) => within(texts, time, span)));

const list = (texts: Texts, values: readonly number[]): string =>
  `cast(${texts.text(`[${values.join(',')}]`)}, 'Array(Int64)')`;

/** Months, then days, of the calendar on a local time told as ms. */
const added = (texts: Texts, local: string, { months, days }: Duration): string =>
  `toUnixTimestamp64Milli(addDays(addMonths(fromUnixTimestamp64Milli(${local}, 'UTC'), ${texts.whole(months)}), ${texts.whole(days)}))`;

/**
 * [TIME-3] An instant plus a duration, in the query: where clocks change it takes the changes from the same source as the
 * fold. A local time that is skipped, or comes twice, is told by the clock as it was before the change.
 */
export const endOf = (
  texts: Texts,
  time: string,
  { window, now, zone }: { readonly window: string | undefined; readonly now: number; readonly zone: string },
): string => {
  if (window === undefined) return texts.whole(FOREVER);
  const duration = durationOf(window);
  const { months, days, ms } = duration;
  if (months === 0 && (days === 0 || zone === 'UTC')) return `${time} + ${texts.whole(days * DAY + ms)}`;
  if (zone === 'UTC') return `${added(texts, time, duration)} + ${texts.whole(ms)}`;
  const { at, offsets } = clockChanges(zone, 0, now + DAY + (months * 31 + days + 2) * DAY);
  const clock = list(texts, offsets);
  const local = `${time} + ${clock}[1 + arrayLastIndex(change -> change <= ${time}, ${list(texts, at)})]`;
  const later = added(texts, local, duration);
  const turns = at.map((change, n) => change + Math.max(offsets[n] as number, offsets[n + 1] as number));
  return `${later} - ${clock}[1 + arrayLastIndex(turn -> turn <= ${later}, ${list(texts, turns)})] + ${texts.whole(ms)}`;
};
