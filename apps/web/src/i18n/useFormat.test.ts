import { describe, expect, it } from 'vitest';
import { relativeParts } from './useFormat.js';

const now = Date.parse('2026-03-10T18:46:00Z');
const from = (instant: string, zone = 'UTC') => relativeParts(Date.parse(instant), now, zone);

describe('relativeParts', () => {
  it('counts days by the calendar of the zone', () => {
    expect(from('2026-03-09T03:00:00Z')).toEqual([-1, 'day']);
    expect(from('2026-03-09T03:00:00Z', 'America/New_York')).toEqual([-2, 'day']);
  });
  it('says minutes, hours, months and years where they fit', () => {
    expect(from('2026-03-10T18:40:00Z')).toEqual([-6, 'minute']);
    expect(from('2026-03-10T08:46:00Z')).toEqual([-10, 'hour']);
    expect(from('2025-12-10T18:46:00Z')).toEqual([-3, 'month']);
    expect(from('2023-03-10T18:46:00Z')).toEqual([-3, 'year']);
  });
});
