import { addDuration, parseDuration } from '../time/duration.js';

/** The instant at which something of a given time no longer counts. */
export type Expiry = (time: number) => number;

/** Where no window is set: a time that JSON can carry and no clock reaches. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/**
 * [TIME-4] Adds an entry to a list ascending by the ends of windows. It nearly always goes last, but calendar
 * sums do not keep the order of what they were added to.
 */
export const insertByEnd = <Entry>(
  entries: readonly Entry[],
  entry: Entry,
  endOf: (entry: Entry) => number,
): Entry[] => {
  const end = endOf(entry);
  let at = entries.length;
  if (at === 0 || endOf(entries[at - 1] as Entry) <= end) return [...entries, entry];
  while (at > 0 && endOf(entries[at - 1] as Entry) > end) at--;
  return [...entries.slice(0, at), entry, ...entries.slice(at)];
};

/** [TIME-3] An interaction counts while time ≤ now < time + window, added forward in the zone. */
export const compileWindow = (window: string, zone: string): Expiry => {
  const duration = parseDuration(window);
  if (!duration) throw new RangeError(`"${window}" is no ISO 8601 duration`);
  if (duration.months === 0 && (duration.days === 0 || zone === 'UTC')) {
    const span = duration.days * 86_400_000 + duration.ms;
    return (time) => time + span;
  }
  return (time) => (Number.isFinite(time) ? addDuration(time, duration, zone) : time);
};
