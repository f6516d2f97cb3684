import { PERIOD_DAYS, usualPeriod } from '@parcours/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayKey } from '../i18n/useFormat.js';
import { periodOf, periodSearch, startOfDay } from './period.js';

const PARIS = 'Europe/Paris';

test('a day starts at midnight in the zone, on either side of a clock change', () => {
  expect(new Date(startOfDay('2026-03-29', PARIS)).toISOString()).toBe('2026-03-28T23:00:00.000Z');
  expect(new Date(startOfDay('2026-03-30', PARIS)).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(new Date(startOfDay('2026-10-26', PARIS)).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  expect(new Date(startOfDay('2026-01-01', 'Pacific/Kiritimati')).toISOString()).toBe('2025-12-31T10:00:00.000Z');
});

test('a length counts back from today, and takes today whole', () => {
  const period = periodOf({ period: '7' }, PARIS, '2026-06-10');
  expect(period).toMatchObject({ length: '7', first: '2026-06-03', last: '2026-06-10' });
  expect(period.to).toBe('2026-06-10T22:00:00.000Z');
});

test('chosen days are both included', () => {
  const period = periodOf({ from: '2026-06-01', to: '2026-06-02' }, 'UTC', '2026-06-10');
  expect(period).toMatchObject({ length: null, from: '2026-06-01T00:00:00.000Z', to: '2026-06-03T00:00:00.000Z' });
  expect(periodSearch(period)).toEqual({ from: '2026-06-01', to: '2026-06-02', period: undefined });
});

test('instants, as the links of the server have them, become the days they cover', () => {
  const asked = { from: '2026-06-01T00:00:00.000Z', to: '2026-06-03T00:00:00.000Z' };
  expect(periodOf(asked, 'UTC', '2026-06-10')).toMatchObject({ first: '2026-06-01', last: '2026-06-02' });
});

test('an address that makes no sense falls back to thirty days', () => {
  for (const asked of [{ period: '-1' }, { from: 'x', to: 'y' }, { from: '2026-02-02', to: '2026-01-01' }, {}]) {
    expect(periodOf(asked, 'UTC', '2026-06-10')).toMatchObject({ length: '30', first: '2026-05-11' });
  }
});

test('[MAP-7] the lengths offered are the periods whose answers are kept in advance', () => {
  const zones = fc.constantFrom(
    'UTC',
    PARIS,
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Cairo',
  );
  const instants = fc.integer({ min: Date.parse('2019-01-01'), max: Date.parse('2031-01-01') });
  fc.assert(
    fc.property(zones, instants, fc.constantFrom(...PERIOD_DAYS), (zone, now, days) => {
      const { from, to } = periodOf({ period: String(days) }, zone, dayKey(now, zone));
      expect(usualPeriod(days, now, zone)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
    }),
  );
});
