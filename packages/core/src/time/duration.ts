import { Temporal } from 'temporal-polyfill';
import { addCalendar } from './wallClock.js';

/** A parsed ISO 8601 duration: calendar units apart from exact milliseconds. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly ms: number;
}

const PATTERN =
  /^P(?!$)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** Parses P1Y2M3W4DT5H6M7S (whole units, none negative); null when the text is no such duration. */
export const parseDuration = (text: string): Duration | null => {
  const found = PATTERN.exec(text);
  if (!found) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    months: years * 12 + months,
    days: weeks * 7 + days,
    ms: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
};

export const isPositiveDuration = (text: string): boolean => {
  const duration = parseDuration(text);
  return duration !== null && duration.months + duration.days + duration.ms > 0;
};

const addByTemporal = (time: number, calendar: { months: number; days: number }, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).add(calendar).epochMilliseconds;

/**
 * [TIME-3] `time` (ms) plus a duration, added forward in a zone: months, then days by the
 * calendar (a time skipped by daylight saving moves forward), then exact time.
 */
export const addDuration = (time: number, duration: Duration, zone: string): number => {
  if (duration.months === 0 && (duration.days === 0 || zone === 'UTC')) {
    return time + duration.days * 86_400_000 + duration.ms;
  }
  const { months, days, ms } = duration;
  return (addCalendar(time, months, days, zone) ?? addByTemporal(time, { months, days }, zone)) + ms;
};

export const isTimeZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};
