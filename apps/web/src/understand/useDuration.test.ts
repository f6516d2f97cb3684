import { expect, test } from 'vitest';
import { unitOf } from './useDuration.js';

test('a time is told in the largest unit of which there are two', () => {
  const told = [0, 0.4, 90, 120, 5_400, 7_200, 100_000, 172_800, 86_400 * 45].map(unitOf);
  expect(told.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
    ...['0 second', '0.4 second', '90 second', '2 minute', '90 minute', '2 hour', '28 hour', '2 day', '45 day'],
  ]);
});
