import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { baseFor, startPlace, wanted } from './stretch.js';
import type { useCustomers } from './useCustomers.js';

/** Pixels of a line, and of a card on a small screen; the style sheet holds rows to them. */
const LINE = 62;
const CARD = 124;
const SMALL = '(max-width: 47.99em)';
/** Rows drawn beyond those in sight, and rows that wait below the last one held. */
const OVERSCAN = 10;
const WAITING = 10;
const RESTS_MS = 150;
/** The column heads stay above the rows. */
const HEAD = 44;

export interface Rows {
  readonly shown: readonly VirtualItem[];
  /** Pixels above the first row shown, and below the last. */
  readonly above: number;
  readonly below: number;
  /** The row of the whole list a shown one is. */
  rowOf(item: VirtualItem): number;
  /** Brings a row into sight. */
  reveal(row: number): void;
}

const useOffset = (body: RefObject<HTMLElement | null>): number => {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setOffset((now) => (Math.abs(now - top - scrollY) < 1 ? now : top + scrollY));
  });
  return offset;
};

/** A table drawn anew after a leap begins where the leap goes. */
const useArrival = (goal: 'start' | 'end' | null): void =>
  useLayoutEffect(() => {
    if (goal === null) return;
    scrollTo({ top: goal === 'end' ? document.documentElement.scrollHeight : 0, behavior: 'instant' });
  }, [goal]);

/** Once the hand on the scroll bar rests at a row. */
const useWhenResting = (row: number | null, act: RefObject<() => void>): void =>
  useEffect(() => {
    if (row === null) return;
    const timer = setTimeout(() => act.current(), RESTS_MS);
    return () => clearTimeout(timer);
  }, [row, act]);

/** The rows in sight of the long table: only these are drawn, and pages are read as one comes near the end of those held. */
export const useRows = (
  customers: ReturnType<typeof useCustomers>,
  body: RefObject<HTMLElement | null>,
  leapt: boolean,
): Rows => {
  const { query, stretch, jump, rebase, markBefore } = customers;
  const { base, start, items, after } = stretch;
  const [goal] = useState(leapt ? stretch.goal : null);
  const height = useMediaQuery(SMALL, undefined, { getInitialValueInEffect: false }) ? CARD : LINE;
  const scrollMargin = useOffset(body);
  const end = start + items.length;
  const count = end - base + (after ? WAITING : 0);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin,
    initialOffset: () => (goal === null ? scrollY : goal === 'end' ? count * height : 0),
  });
  useArrival(goal);
  useLayoutEffect(() => {
    if (height > 0) virtual.measure();
  }, [virtual, height]);
  const shown = virtual.getVirtualItems();
  const first = base + (shown[0]?.index ?? 0);
  const last = base + (shown.at(-1)?.index ?? 0);
  const next = baseFor(stretch, first + OVERSCAN);
  useLayoutEffect(() => {
    if (next === base || items.length === 0) return;
    rebase(next);
    scrollBy({ top: (base - next) * height, behavior: 'instant' });
  }, [next, base, items.length, height, rebase]);

  const want = items.length === 0 || query.isFetching || query.isError ? null : wanted(stretch, { first, last });
  const row = first + OVERSCAN;
  const elsewhere = useRef<() => void>(() => undefined);
  elsewhere.current = () => {
    // A scroll of our own is told of a frame later.
    const top = base + Math.max(0, Math.floor((scrollY - scrollMargin) / height));
    if (Math.abs(top - row) > shown.length + OVERSCAN) return;
    const place = first === 0 ? startPlace : markBefore(row);
    void (place ? jump(place) : query.fetchPreviousPage());
  };
  useEffect(() => {
    if (want === 'before') void query.fetchPreviousPage();
    if (want === 'after') void query.fetchNextPage();
  });
  useWhenResting(want === 'elsewhere' ? row : null, elsewhere);
  return {
    shown,
    // All rows are as high: reckoned here, they fit the rows of this very drawing.
    above: (shown[0]?.index ?? 0) * height,
    below: Math.max(0, count - 1 - (shown.at(-1)?.index ?? -1)) * height,
    rowOf: ({ index }) => base + index,
    // By hand: the library would keep correcting towards the row for a while, also against where one goes next.
    reveal: (row) => {
      const top = scrollMargin + (row - base) * height - HEAD;
      const bottom = top + HEAD + 2 * height - innerHeight;
      if (top < scrollY) scrollTo({ top, behavior: 'instant' });
      else if (bottom > scrollY) scrollTo({ top: bottom, behavior: 'instant' });
    },
  };
};
