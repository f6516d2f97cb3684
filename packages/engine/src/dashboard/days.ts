import { startOfDay } from '@parcours/core';
import { Temporal } from 'temporal-polyfill';

/** Calendar days of a zone that follow each other, whole ones. */
export interface Days {
  readonly zone: string;
  /** The first, as days since 1970. */
  readonly first: number;
  /** The instants (ms) they begin at; and that at which the last ends. */
  readonly starts: readonly number[];
  readonly end: number;
}

const DAY = 86_400_000;
export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const dayOfDate = (date: string): number => Date.parse(date) / DAY;

/** The instant (ms) at which a day, counted from 1970, begins in a zone. */
export const startOf = (day: number, zone: string): number => startOfDay(dateOfDay(day), zone);

/** The day of a zone that an instant (ms) falls on. */
export const dayAt = (time: number, zone: string): number =>
  dayOfDate(Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate().toString());

/** The days from the first to the last, both included; at least one. */
export const daysBetween = (first: number, last: number, zone: string): Days => {
  const starts = Array.from({ length: Math.max(1, last - first + 1) }, (_, at) => startOf(first + at, zone));
  return { zone, first, starts, end: startOf(first + starts.length, zone) };
};
