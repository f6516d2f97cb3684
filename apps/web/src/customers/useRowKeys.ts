import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { endPlace, PAGE, startPlace } from './stretch.js';
import type { useCustomers } from './useCustomers.js';
import type { Rows } from './useRows.js';

const LEAP = 10;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP };

type Body = RefObject<HTMLElement | null>;

const drawnRow = (body: Body, row: number): HTMLElement | null =>
  body.current?.querySelector<HTMLElement>(`[data-row="${row}"]`) ?? null;

/** A row one goes to takes the focus when it is there: it may have to be scrolled to, or read, first. */
const useFocusOnceDrawn = (body: Body, wanted: RefObject<number | null>): void =>
  useEffect(() => {
    if (wanted.current === null) return;
    const row = drawnRow(body, wanted.current);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

/** Arrows move from row to row, Home and End go to either end, Enter opens. One row of the table is in the tab order. */
export const useRowKeys = (
  customers: ReturnType<typeof useCustomers>,
  rows: Rows,
  { body, total, leapt }: { body: Body; total: number | undefined; leapt: boolean },
) => {
  const navigate = useNavigate();
  const { stretch, jump } = customers;
  const { start, items, before, after } = stretch;
  const end = start + items.length;
  // After a leap to an end the row there takes the focus.
  const first = !leapt || stretch.goal === null ? null : stretch.goal === 'end' ? end - 1 : 0;
  const [chosen, setChosen] = useState(first ?? start);
  const wanted = useRef<number | null>(first);
  // The row one was at may have left the page: then the first in sight takes its place in the tab order.
  const visible = rows.shown.map(rows.rowOf);
  const current = visible.includes(chosen) ? chosen : (visible.find((row) => row >= start) ?? 0);

  useFocusOnceDrawn(body, wanted);

  // A row not read yet can be gone to: it takes the focus once it is there.
  const lowest = before ? Math.max(stretch.base, start - PAGE) : start;
  const go = (row: number): void => {
    wanted.current = row;
    setChosen(row);
    // The row one leaves may go before the other comes: until then the body of the table hears the keys.
    if (!drawnRow(body, row)) body.current?.focus({ preventScroll: true });
    rows.reveal(row);
  };
  const toStart = (): void => {
    if (start === 0 && !before) go(0);
    else void jump({ ...startPlace, goal: 'start' });
  };
  const toEnd = (): void => {
    if (!after) go(end - 1);
    else if (total !== undefined) void jump(endPlace(total));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    if (event.target.dataset['row'] === undefined && event.target !== body.current) return;
    const step = STEPS[event.key];
    // Keys come faster than rows are drawn: the next step starts from where the last one leads.
    const from = wanted.current ?? current;
    const item = items[from - start];
    if (step !== undefined) go(Math.min(Math.max(from + step, lowest), end - 1 + (after ? LEAP : 0)));
    else if (event.key === 'Home') toStart();
    else if (event.key === 'End') toEnd();
    else if (event.key === 'Enter' && item) void navigate({ to: '/customers/$id', params: { id: item.id } });
    else return;
    event.preventDefault();
  };
  return { current, choose: setChosen, onKeyDown };
};
