import { expect, test } from 'vitest';
import { overall } from './retentionOption.js';

test('all cohorts together are those that have lasted so long, weighed by people', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const cohorts = [
    { at, customers: 10, retained: [10, 5, 2] },
    { at, customers: 30, retained: [30, 3] },
    { at, customers: 7, retained: [7] },
  ];
  expect(overall(cohorts)).toEqual([1, 0.5]);
  expect(overall([])).toEqual([]);
});
