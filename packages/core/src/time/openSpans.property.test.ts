import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { addDuration, type Duration, parseDuration } from './duration.js';
import { openSpans, type Span } from './openSpans.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  ...['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo'],
  ...['Africa/Casablanca', 'Asia/Kathmandu', 'America/Santiago', 'Atlantic/Azores'],
];
const duration = (text: string): Duration => parseDuration(text) as Duration;
const holds = (spans: readonly Span[], time: number): boolean =>
  spans.some(({ from, to }) => from <= time && time < to);

const window = fc.record({
  months: fc.constantFrom(0, 0, 1, 1, 2, 3, 11, 12, 13, 24, 120),
  days: fc.constantFrom(0, 0, 1, 2, 7, 28, 30, 90, 365),
  ms: fc.constantFrom(0, 0, 1, HOUR / 2, HOUR, 26 * HOUR),
});
/** Days around month ends and around the changes of clocks in those zones, a skipped day included. */
const about = fc.constantFrom(
  ...['2011-12-30', '2017-10-15', '2018-02-18', '2023-03-31', '2024-02-29', '2024-03-10', '2024-03-31', '2024-04-07'],
  ...['2024-05-31', '2024-10-06', '2024-10-27', '2024-11-03', '2024-12-31', '2025-03-30'],
);

describe('open windows', () => {
  it('[TIME-2] [TIME-3] [TIME-4] are those of the instants whose own sum is later than now', { ...PATIENCE }, () => {
    fc.assert(
      fc.property(
        window.filter(({ months, days, ms }) => months + days + ms > 0),
        about,
        fc.constantFrom(...ZONES),
        fc.integer({ min: -30 * 96, max: 30 * 96 }),
        fc.array(fc.integer({ min: -6 * DAY, max: 6 * DAY }), { minLength: 20, maxLength: 40 }),
        fc.boolean(),
        (given, day, zone, quarter, near, exact) => {
          const beginning = Date.parse(`${day}T00:00Z`) + quarter * (HOUR / 4);
          // Ends that are reached to the millisecond, and others.
          const now = addDuration(beginning, given, zone) - (exact ? 0 : 1);
          const spans = openSpans(given, now, zone);
          const edges = spans.flatMap(({ from, to }) => [from - 1, from, ...(Number.isFinite(to) ? [to - 1, to] : [])]);
          for (const time of [beginning, ...edges, ...near.map((distance) => beginning + distance)]) {
            expect([time, holds(spans, time)]).toEqual([time, addDuration(time, given, zone) > now]);
          }
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  it('[TIME-4] are several spans where a month ends for the 29th, 30th and 31st of January at once', () => {
    const spans = openSpans(duration('P1M'), Date.parse('2023-02-28T12:00Z'), 'UTC');
    expect(
      spans.map(({ from, to }) =>
        [from, to].map((time) => (Number.isFinite(time) ? new Date(time).toISOString() : null)),
      ),
    ).toEqual([
      ['2023-01-28T12:00:00.001Z', '2023-01-29T00:00:00.000Z'],
      ['2023-01-29T12:00:00.001Z', '2023-01-30T00:00:00.000Z'],
      ['2023-01-30T12:00:00.001Z', '2023-01-31T00:00:00.000Z'],
      ['2023-01-31T12:00:00.001Z', null],
    ]);
  });

  it('[TIME-3] are one span of a day where clocks go forward, an hour short', () => {
    const now = Date.parse('2024-03-31T12:00+02:00');
    expect(openSpans(duration('P1D'), now, 'Europe/Paris')).toEqual([
      { from: Date.parse('2024-03-30T12:00+01:00') + 1, to: Number.POSITIVE_INFINITY },
    ]);
  });
});
