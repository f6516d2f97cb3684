import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { addDuration, isPositiveDuration, parseDuration } from './duration.js';

const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
];
const HOUR = 3_600_000;
/** The hours around changes of the clocks in these zones: those of 2024, and odd ones, as the day that Samoa left out. */
const CHANGES = [
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2024-03-10T07:00Z',
  '2024-11-03T06:00Z',
  '2024-04-06T15:00Z',
  '2024-10-05T15:30Z',
  '2024-03-10T02:00Z',
  '2024-04-14T02:00Z',
  '2011-12-30T10:00Z',
  '1985-12-31T18:30Z',
  '2018-11-04T03:00Z',
  '1970-01-02T00:00Z',
  '2099-12-20T00:00Z',
];

const add = (at: string, text: string, zone: string): string => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(text);
  return new Date(addDuration(Date.parse(at), duration, zone)).toISOString();
};

const part = (max: number, letter: string) =>
  fc.option(fc.integer({ min: 0, max }), { nil: null }).map((n) => (n === null ? '' : `${n}${letter}`));
const durationText = fc
  .tuple(part(3, 'Y'), part(30, 'M'), part(9, 'W'), part(70, 'D'), part(50, 'H'), part(90, 'M'), part(100, 'S'))
  .map(([y, m, w, d, h, min, s]) => `P${y}${m}${w}${d}${h || min || s ? `T${h}${min}${s}` : ''}`)
  .filter(isPositiveDuration);

describe('durations', PATIENCE, () => {
  it('[TIME-3] are added as Temporal adds them, through every change of the clocks', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
        fc.integer({ min: -40, max: 3 }),
      )
      .map(([change, ms, days]) => Date.parse(change) + ms + days * 24 * HOUR);
    const time = fc.oneof(near, fc.integer({ min: 0, max: Date.parse('2100-01-01') }));
    fc.assert(
      fc.property(time, durationText, fc.constantFrom(...ZONES), (at, text, zone) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(zone)
          .add(Temporal.Duration.from(text)).epochMilliseconds;
        const duration = parseDuration(text);
        expect(duration && addDuration(at, duration, zone)).toBe(expected);
        expect(expected).toBeGreaterThan(at);
      }),
      { numRuns: RUNS * 3 },
    );
  });

  it('[TIME-3] a day can be 23, 24½ or 25 hours, an hour is always one', () => {
    expect(add('2024-03-30T12:00Z', 'P1D', 'Europe/Paris')).toBe('2024-03-31T11:00:00.000Z');
    expect(add('2024-03-30T12:00Z', 'PT24H', 'Europe/Paris')).toBe('2024-03-31T12:00:00.000Z');
    expect(add('2024-10-26T12:00Z', 'P1D', 'Europe/Paris')).toBe('2024-10-27T13:00:00.000Z');
    expect(add('2024-04-06T00:00Z', 'P1D', 'Australia/Lord_Howe')).toBe('2024-04-07T00:30:00.000Z');
    expect(add('2024-03-09T07:30Z', 'P1D', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z');
    expect(add('2024-01-31T12:00Z', 'P1M', 'UTC')).toBe('2024-02-29T12:00:00.000Z');
  });

  it('[TIME-4] calendar sums do not keep the order of what they were added to', () => {
    expect(add('2023-01-29T23:00Z', 'P1M', 'UTC') > add('2023-01-31T01:00Z', 'P1M', 'UTC')).toBe(true);
    // 02:30 does not exist in Paris on 31 March: it becomes 03:30, later than 03:10
    expect(add('2024-03-30T01:30Z', 'P1D', 'Europe/Paris') > add('2024-03-30T02:10Z', 'P1D', 'Europe/Paris')).toBe(
      true,
    );
  });
});
