import { expect, test } from 'vitest';
import { calendarStarts, startOfDay } from './calendar.js';

const told = (starts: readonly number[]): string[] => starts.map((start) => new Date(start).toISOString());

test('a day begins at midnight of the zone, or when clocks reach the day', () => {
  expect(told([startOfDay('2026-03-29', 'Europe/Paris'), startOfDay('2026-03-30', 'Europe/Paris')])).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ]);
  expect(told([startOfDay('2018-11-04', 'America/Sao_Paulo')])).toEqual(['2018-11-04T03:00:00.000Z']);
  expect(() => startOfDay('2026-02-30x', 'UTC')).toThrow(RangeError);
});

test('weeks begin on Monday, months on the first, and the first of them holds the beginning', () => {
  const period = { from: Date.parse('2026-03-25T10:00:00Z'), to: Date.parse('2026-04-06T00:00:00Z') };
  expect(told(calendarStarts('week', period, 'Europe/Paris'))).toEqual([
    '2026-03-22T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
    '2026-04-05T22:00:00.000Z',
  ]);
  expect(told(calendarStarts('month', period, 'UTC'))).toEqual([
    '2026-03-01T00:00:00.000Z',
    '2026-04-01T00:00:00.000Z',
  ]);
  expect(calendarStarts('day', period, 'UTC')).toHaveLength(12);
});

test('a period of no length has the one step it stands in', () => {
  const at = Date.parse('2026-03-25T10:00:00Z');
  expect(told(calendarStarts('day', { from: at, to: at }, 'UTC'))).toEqual(['2026-03-25T00:00:00.000Z']);
});
