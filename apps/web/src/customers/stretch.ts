import type { InfiniteData } from '@tanstack/react-query';
import type { CustomerItem, CustomersPage } from '../api/types.js';

/** Customers of one request. */
export const PAGE = 100;

/** Where a page is read, and which rows of the whole list it holds. */
export interface PlaceOfPage {
  readonly cursor: string | null;
  readonly at: 'start' | 'end';
  /** The row its first customer is, from 0. */
  readonly start: number;
  /** The row the table's height begins at: no browser can scroll over millions of rows. */
  readonly base: number;
  /** Which leap led here, of those made so far: the table is drawn anew after each. */
  readonly leap: number;
  /** Where a leap goes to; null where one already is. */
  readonly goal: 'start' | 'end' | null;
}
export const startPlace: PlaceOfPage = { cursor: null, at: 'start', start: 0, base: 0, leap: 0, goal: null };

/** The rows held now. */
export interface Stretch {
  readonly base: number;
  readonly leap: number;
  readonly goal: PlaceOfPage['goal'];
  readonly start: number;
  readonly items: readonly CustomerItem[];
  /** More before and after. */
  readonly before: boolean;
  readonly after: boolean;
}

/** The pages held as one run of rows; the first page of the list begins at row 0, whatever was supposed. */
export const placed = (data: InfiniteData<CustomersPage, PlaceOfPage> | undefined): Stretch => {
  const [first] = data?.pages ?? [];
  const [place] = data?.pageParams ?? [];
  if (!first || !place) {
    return { base: 0, leap: 0, goal: null, start: 0, items: [], before: false, after: false };
  }
  const start = first.prev === null ? 0 : place.start;
  return {
    base: Math.min(place.base, start),
    leap: place.leap,
    goal: place.goal,
    start,
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    before: first.prev !== null,
    after: data?.pages.at(-1)?.next != null,
  };
};

/** Rows of room above the end when one goes straight there, and how near to the room's edge more is made. */
const ROOM = 5_000;
const NEAR = 50;
/** Rows one table may be high: what every browser still scrolls over. */
const HIGHEST = 200_000;

/** The last page of a list of so many. */
export const endPlace = (total: number): PlaceOfPage => {
  const start = Math.max(0, total - PAGE);
  return { ...startPlace, at: 'end', start, base: Math.max(0, start - ROOM), goal: 'end' };
};

/** Where the height should begin, for one who reads at `row`; the same as now nearly always. */
export const baseFor = ({ base, start, items }: Stretch, row: number): number => {
  if (base > 0 && row - base < NEAR) return Math.max(0, base - ROOM);
  return start + items.length - base > HIGHEST ? base + HIGHEST / 2 : base;
};

/** What to read next for one who sees these rows: nothing, the page before or after, or somewhere else altogether. */
export const wanted = (
  { start, items, before, after }: Stretch,
  { first, last }: { first: number; last: number },
): 'before' | 'after' | 'elsewhere' | null => {
  const end = start + items.length;
  if (last < start - 2 * PAGE) return 'elsewhere';
  if (first < start + NEAR && before) return 'before';
  if (last > end - NEAR && after) return 'after';
  return null;
};
