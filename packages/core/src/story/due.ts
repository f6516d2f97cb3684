import { Temporal } from 'temporal-polyfill';

/** An instant (ms) at which something was due, and the local day it was due on, YYYY-MM-DD: the same whatever the clocks do. */
export interface Due {
  readonly at: number;
  readonly day: string;
}

/**
 * An hour of a day in a zone. Where clocks leave the hour out, the instant is as much later; where they have it twice, the first
 * (RFC 5545, 3.3.5).
 */
const dueOn = (date: Temporal.PlainDate, hour: number, zone: string): Due => {
  const local = date.toPlainDateTime({ hour }).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return { at: local.epochMilliseconds, day: date.toString() };
};

/** [MAIL-1] The last `count` times a daily hour was due at or before an instant (ms) in a zone, newest first. */
export const lastDaily = (now: number, zone: string, hour: number, count: number): Due[] => {
  let date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  if (dueOn(date, hour, zone).at > now) date = date.subtract({ days: 1 });
  return Array.from({ length: count }, (_, back) => dueOn(date.subtract({ days: back }), hour, zone));
};

/** [MAIL-1] The last time an hour of a weekday (1 is Monday) was due. */
export const lastWeekly = (now: number, zone: string, { weekday, hour }: { weekday: number; hour: number }): Due => {
  const found = lastDaily(now, zone, hour, 7).find(({ day }) => Temporal.PlainDate.from(day).dayOfWeek === weekday);
  return found as Due;
};

/** [MAIL-1] The next time it is. */
export const nextWeekly = (now: number, zone: string, asked: { weekday: number; hour: number }): Due => {
  const last = Temporal.PlainDate.from(lastWeekly(now, zone, asked).day);
  return dueOn(last.add({ days: 7 }), asked.hour, zone);
};
