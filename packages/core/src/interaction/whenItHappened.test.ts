import { describe, expect, test } from 'vitest';
import { parseInstant } from './instant.js';
import { Rejection } from './rejection.js';
import { readInstant, whenItHappened } from './whenItHappened.js';

const NOW = Date.UTC(2024, 4, 31, 9, 30);
const HOUR = 3_600_000;
const iso = (time: number): string => new Date(time).toISOString();

describe('[TIME-1] the time is fixed once', () => {
  test('without any, it is when it was received', () => {
    expect(whenItHappened({}, { receivedAt: NOW })).toBe(NOW);
    expect(whenItHappened({ timestamp: null }, { receivedAt: NOW })).toBe(NOW);
  });

  test('without sentAt, the timestamp as given', () => {
    expect(whenItHappened({ timestamp: iso(NOW - HOUR) }, { receivedAt: NOW })).toBe(NOW - HOUR);
  });

  test('with both, receivedAt − (sentAt − originalTimestamp)', () => {
    const late = { originalTimestamp: iso(NOW + HOUR - 5000), sentAt: iso(NOW + HOUR) };
    expect(whenItHappened(late, { receivedAt: NOW })).toBe(NOW - 5000);
    expect(whenItHappened({ timestamp: iso(NOW - HOUR - 5000) }, { receivedAt: NOW, sentAt: NOW - HOUR })).toBe(
      NOW - 5000,
    );
  });

  test('a chosen time comes out exactly when the sender’s clock is right', () => {
    const chosen = Date.UTC(2020, 0, 1);
    const event = { timestamp: iso(chosen), originalTimestamp: iso(NOW - 900), sentAt: iso(NOW - 800) };
    expect(whenItHappened(event, { receivedAt: NOW })).toBe(chosen);
  });

  test('more than five minutes ahead becomes receivedAt', () => {
    expect(whenItHappened({ timestamp: iso(NOW + 300_000) }, { receivedAt: NOW })).toBe(NOW + 300_000);
    expect(whenItHappened({ timestamp: iso(NOW + 300_001) }, { receivedAt: NOW })).toBe(NOW);
    expect(whenItHappened({ timestamp: '+275760-09-13T00:00:00.000Z' }, { receivedAt: NOW })).toBe(NOW);
  });

  test.each(['1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'])('%s is before 1970', (timestamp) => {
    expect(whenItHappened({ timestamp }, { receivedAt: NOW })).toMatchObject({ code: 'before_1970' });
  });

  test.each([
    ['NaN'],
    ['yesterday'],
    [Number.NaN],
    [true],
    [{}],
    [1717147800],
    [-1],
    ['2024-02-30'],
    ['+275760-09-14T00:00:00Z'],
    ['1'],
  ])('%j is refused by name', (timestamp) => {
    const outcome = whenItHappened({ timestamp } as never, { receivedAt: NOW });
    expect(outcome).toBeInstanceOf(Rejection);
    expect(outcome).toMatchObject({ code: 'invalid_time', field: 'timestamp' });
  });

  test('an unreadable sentAt is as if it were absent', () => {
    expect(
      whenItHappened({ timestamp: iso(NOW - HOUR), sentAt: 'soon' }, { receivedAt: NOW, sentAt: Number.NaN }),
    ).toBe(NOW - HOUR);
  });
});

describe('instants', () => {
  test.each([
    ['2024-05-31T09:30:00.000Z', NOW],
    ['2024-05-31T09:30:00.000999Z', NOW],
    ['2024-05-31T11:30:00+02:00', NOW],
    ['2024-05-31 09:30', NOW],
    ['2024-05-31T05:00:00-0430', NOW],
    ['2024-05-31', Date.UTC(2024, 4, 31)],
    ['2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
    ['0050-01-01T00:00:00Z', Date.parse('0050-01-01T00:00:00Z')],
  ])('%s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  test.each([
    '2023-02-29T00:00:00.000Z',
    '2024-13-01',
    '2024-05-31T25:00:00Z',
    '2024-05-31T09:61:00.000Z',
    '31/05/2024',
    '',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  test('milliseconds are read, seconds are not guessed at', () => {
    expect(readInstant(NOW)).toBe(NOW);
    expect(readInstant(NOW / 1000)).toBeNaN();
  });
});
