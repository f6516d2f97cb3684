import type { TailNews } from '@parcours/core';
import { expect, test } from 'vitest';
import { MOST_SHOWN, resumed, type TailState, withNews } from './useTail.js';

const NOTHING: TailState = { items: [], held: [], heldCount: 0, dropped: 0, arrived: 0 };
const news = (from: number, count: number): TailNews => ({
  items: Array.from({ length: count }, (_, place) => ({
    ...{ what: 'refused', n: from + count - 1 - place, at: '', code: 'x', field: null, message: '' },
  })),
  accepted: 0,
  refused: count,
  dropped: 1,
});

test('the newest come first, and never more than 200 are kept', () => {
  let state = withNews(NOTHING, news(1, 3));
  expect(state.items.map(({ n }) => n)).toEqual([3, 2, 1]);
  for (let round = 0; round < 10; round++) state = withNews(state, news(4 + round * 150, 150));
  expect(state.items).toHaveLength(MOST_SHOWN);
  expect(state.items.map(({ n }) => n)).toEqual(Array.from({ length: MOST_SHOWN }, (_, place) => 1_503 - place));
  expect([state.arrived, state.dropped]).toEqual([1_503, 11]);
});

test('a pause holds back what arrives, bounded too, and gives it when it ends', () => {
  let state = withNews(NOTHING, news(1, 2));
  state = withNews(state, news(3, 150), { paused: true });
  state = withNews(state, news(153, 150), { paused: true });
  expect([state.items.length, state.held.length, state.heldCount]).toEqual([2, MOST_SHOWN, 300]);
  state = resumed(state);
  expect([state.items.length, state.items[0]?.n, state.held.length, state.heldCount]).toEqual([MOST_SHOWN, 302, 0, 0]);
});
