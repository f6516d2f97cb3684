import { Temporal } from 'temporal-polyfill';

const zoned = (time: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);

/** What the clocks of a zone are ahead of UTC by, in ms. */
export const offsetAt = (time: number, zone: string): number => zoned(time, zone).offsetNanoseconds / 1_000_000;

/** The instants (ms) at which clocks change, ascending, and the offsets: `offsets[n]` before `at[n]`, the last one ever after. */
export interface ClockChanges {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

/** The changes of a zone's clocks later than `from` and up to `to`. */
export const clockChanges = (zone: string, from: number, to: number): ClockChanges => {
  const at: number[] = [];
  const offsets = [offsetAt(from, zone)];
  let next = zoned(from, zone).getTimeZoneTransition('next');
  while (next && next.epochMilliseconds <= to) {
    at.push(next.epochMilliseconds);
    offsets.push(next.offsetNanoseconds / 1_000_000);
    next = next.getTimeZoneTransition('next');
  }
  return { at, offsets };
};
