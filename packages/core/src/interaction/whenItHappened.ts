import { parseInstant } from './instant.js';
import type { JsonObject } from './interaction.js';
import { Rejection } from './rejection.js';

const MINUTE = 60_000;
const MAX_AHEAD = 5 * MINUTE;
/** A sentAt this close to our own clock shows the time a request takes, not a wrong clock. */
const PLAUSIBLE_DELAY = MINUTE;
/** Smaller numbers are more likely seconds than milliseconds of the first three years of the seventies. */
const SMALLEST_MILLISECONDS = 1e11;

const isAbsent = (value: unknown): value is undefined | null | '' =>
  value === undefined || value === null || value === '';

/** An instant as senders write it: ISO 8601, or milliseconds since 1970. Null when absent, NaN when unreadable. */
export const readInstant = (value: unknown): number | null => {
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return parseInstant(value);
  if (typeof value !== 'number' || !(value >= SMALLEST_MILLISECONDS && value <= 8.64e15)) return Number.NaN;
  return Math.trunc(value);
};

const readable = (instant: number | null): number | null =>
  instant === null || Number.isNaN(instant) ? null : instant;

const unreadable = (field: string): Rejection =>
  new Rejection(
    'invalid_time',
    `${field} is not a date and time this can read: send ISO 8601, such as 2024-05-31T09:30:00.000Z, or milliseconds since 1970.`,
    field,
  );

export interface Received {
  readonly receivedAt: number;
  /** The batch's sentAt, in milliseconds; an event's own takes precedence. */
  readonly sentAt?: number | null;
}

/**
 * The time of an interaction, fixed here once. Clocks of browsers and phones are wrong by minutes or years, so the time is
 * counted back from ours: receivedAt − (sentAt − originalTimestamp). Segment's clients name their moment `timestamp` and
 * its server calls that originalTimestamp; RudderStack's send originalTimestamp, and `timestamp` only where the caller chose
 * a moment. So `timestamp`, where given, is the moment meant, and it is left alone when sentAt shows the sender's clock to
 * be right: an explicit time then comes out exactly as given, not later by the delay of the request.
 */
export const whenItHappened = (event: JsonObject, { receivedAt, sentAt = null }: Received): number | Rejection => {
  const chosen = readInstant(event.timestamp);
  if (Number.isNaN(chosen)) return unreadable('timestamp');
  const original = chosen ?? readInstant(event.originalTimestamp);
  if (original === null) return receivedAt;
  if (Number.isNaN(original)) return unreadable('originalTimestamp');
  const sent = readable(readInstant(event.sentAt)) ?? readable(sentAt);
  const skew = sent === null ? 0 : receivedAt - sent;
  const clockIsRight = chosen !== null && Math.abs(skew) <= PLAUSIBLE_DELAY;
  const time = clockIsRight ? original : original + skew;
  if (time > receivedAt + MAX_AHEAD) return receivedAt;
  if (time < 0) {
    return new Rejection(
      'before_1970',
      'The event is dated before 1970.',
      chosen === null ? 'originalTimestamp' : 'timestamp',
    );
  }
  return time;
};
