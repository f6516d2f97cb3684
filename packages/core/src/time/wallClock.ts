import { type ClockChanges, clockChanges } from './zone.js';

const DAY = 86_400_000;
const FROM = Date.UTC(1970, 0, 1) - 2 * DAY;
const TO = Date.UTC(2100, 0, 1);

const kept = new Map<string, ClockChanges>();
const changesOf = (zone: string): ClockChanges => {
  let changes = kept.get(zone);
  if (!changes) {
    changes = clockChanges(zone, FROM, TO);
    kept.set(zone, changes);
  }
  return changes;
};

/** How many changes of the clocks there were up to an instant. */
const changesUntil = ({ at }: ClockChanges, time: number): number => {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A day, counted from 1970-01-01, so many months later; the last of its month where that has no such day. */
const addMonths = (day: number, months: number): number => {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY;
};

/**
 * The instant at which clocks show a wall time (ms as if it were UTC): the earlier of two, and where none does, as much later
 * as the clocks were put forward. Null where clocks change twice within two days.
 */
const instantOf = (changes: ClockChanges, wall: number): number | null => {
  const [first, last] = [changesUntil(changes, wall - DAY), changesUntil(changes, wall + DAY)];
  const early = wall - (changes.offsets[first] as number);
  if (first === last) return early;
  if (last > first + 1) return null;
  const change = changes.at[first] as number;
  const late = wall - (changes.offsets[last] as number);
  return early >= change && late >= change ? late : early;
};

/**
 * [TIME-3] Months, then days, added by the calendar of a zone: what Temporal's ZonedDateTime.add gives, worked out from the
 * changes of the zone's clocks, many times faster. Null beyond the years these are kept for: Temporal is then to be asked.
 */
export const addCalendar = (time: number, months: number, days: number, zone: string): number | null => {
  if (!(time >= FROM + DAY && time < TO - DAY)) return null;
  const changes = changesOf(zone);
  const wall = time + (changes.offsets[changesUntil(changes, time)] as number);
  const day = Math.floor(wall / DAY);
  const there = (months === 0 ? day : addMonths(day, months)) + days;
  const then = there * DAY + (wall - day * DAY);
  return then < TO - 2 * DAY ? instantOf(changes, then) : null;
};
