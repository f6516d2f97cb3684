import { Temporal } from 'temporal-polyfill';

/** A time of the clock, HH:MM, on some days of the week, Monday being 1; on any day where none is named. */
export interface LocalTime {
  readonly at: string;
  readonly weekdays?: readonly number[] | undefined;
}

const DAYS = 8;
const onDay = (day: Temporal.PlainDate, at: string, zone: string): Temporal.ZonedDateTime =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at) });
const isAsked = ({ weekdays }: Pick<LocalTime, 'weekdays'>, day: Temporal.PlainDate): boolean =>
  !weekdays?.length || weekdays.includes(day.dayOfWeek);
const dayOf = (time: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate();

/**
 * The first instant (ms) at or after `from` at which the clocks of a zone show a time. A time that clocks skip comes as much
 * later as they were put forward, one that they show twice comes the first time.
 */
export const nextLocalTime = (from: number, asked: LocalTime, zone: string): number => {
  const today = dayOf(from, zone);
  for (let ahead = 0; ahead < DAYS; ahead += 1) {
    const day = today.add({ days: ahead });
    const then = onDay(day, asked.at, zone).epochMilliseconds;
    if (then >= from && isAsked(asked, day)) return then;
  }
  throw new RangeError(`no day of the week is asked for at ${asked.at}`);
};

/** A stretch of the day in which something may happen; it may go over midnight, and then is of the day it begins on. */
export interface LocalWindow {
  readonly from: string;
  readonly to: string;
  readonly weekdays?: readonly number[] | undefined;
}

/** The instant at or after `time` at which a window is open: `time` itself while it is. */
export const nextOpening = (time: number, window: LocalWindow, zone: string): number => {
  const today = dayOf(time, zone);
  // Yesterday's may still be open after midnight.
  for (let ahead = -1; ahead < DAYS; ahead += 1) {
    const day = today.add({ days: ahead });
    if (!isAsked(window, day)) continue;
    const begins = onDay(day, window.from, zone).epochMilliseconds;
    const last = window.to > window.from ? day : day.add({ days: 1 });
    const ends = onDay(last, window.to, zone).epochMilliseconds;
    if (ends > time) return Math.max(time, begins);
  }
  throw new RangeError('no day of the week is open');
};

/** The instant of a date or a time written by people, YYYY-MM-DD or ISO 8601, in a zone; a date alone is its beginning. Null for others. */
export const localInstant = (text: string, zone: string): number | null => {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds;
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
};

/** The same time of the clock so many days later, or earlier. */
export const addDays = (time: number, days: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).add({ days }).epochMilliseconds;

/** The day of the calendar in a zone, YYYY-MM-DD. */
export const localDay = (time: number, zone: string): string => dayOf(time, zone).toString();
