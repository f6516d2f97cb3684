import { describe, expect, it } from 'vitest';
import type { CustomerItem, CustomersPage } from '../api/types.js';
import { baseFor, endPlace, PAGE, type PlaceOfPage, placed, startPlace, wanted } from './stretch.js';

const page = (count: number, prev: string | null, next: string | null): CustomersPage => ({
  items: Array.from({ length: count }, () => ({}) as CustomerItem),
  ...{ prev, next, total: null, capped: false },
});
const held = (pages: CustomersPage[], start: number, base = 0) =>
  placed({ pages, pageParams: pages.map((): PlaceOfPage => ({ ...startPlace, start, base })) });

describe('the rows held of a long list', () => {
  it('follow each other from where the first page stands', () => {
    const rows = held([page(100, 'p', 'n'), page(100, 'p', 'n')], 700, 200);
    expect({ ...rows, items: rows.items.length }).toEqual({
      ...{ base: 200, start: 700, items: 200, before: true, after: true, leap: 0, goal: null },
    });
  });

  it('begin at 0 when nothing comes before, whatever was supposed', () => {
    expect(held([page(100, null, 'n')], 40, 30)).toMatchObject({ start: 0, base: 0, before: false });
    expect(placed(undefined)).toMatchObject({ start: 0, items: [], before: false, after: false });
  });

  it('ask for more near their ends, and for another place far from them', () => {
    const rows = held([page(100, 'p', 'n')], 1_000);
    expect(wanted(rows, { first: 1_060, last: 1_049 + 20 })).toBe('after');
    expect(wanted(rows, { first: 1_055, last: 1_045 })).toBeNull();
    expect(wanted(rows, { first: 1_010, last: 1_030 })).toBe('before');
    expect(wanted(rows, { first: 300, last: 320 })).toBe('elsewhere');
    expect(wanted(held([page(30, null, null)], 0), { first: 0, last: 29 })).toBeNull();
  });

  it('leave room above the end of a million, and never grow beyond what scrolls', () => {
    expect(endPlace(1_000_000)).toMatchObject({ cursor: null, at: 'end', start: 1_000_000 - PAGE, base: 994_900 });
    expect(endPlace(40)).toMatchObject({ start: 0, base: 0 });
    const atEnd = held([page(100, 'p', null)], 999_900, 994_900);
    expect(baseFor(atEnd, 999_950)).toBe(994_900);
    expect(baseFor(atEnd, 994_910)).toBe(989_900);
    expect(baseFor(held([page(100, 'p', 'n')], 200_000), 200_050)).toBe(100_000);
  });
});
