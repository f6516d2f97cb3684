import { describe, expect, it } from 'vitest';
import type { Paths } from '../../api/understandPaths.js';
import { shownOf, visiblePart } from './visible.js';

const edge = (from: string, to: string, count: number) => ({ from, to, count, medianSeconds: 1 });
const PATHS: Paths = {
  period: { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
  ...{ paths: 9, names: 4, variants: [], variantCount: 0 },
  nodes: [
    { name: 'a', count: 9 },
    { name: 'b', count: 8 },
    { name: 'c', count: 3 },
    { name: 'd', count: 1 },
  ],
  edges: [edge('a', 'b', 7), edge('b', 'b', 5), edge('b', 'c', 3), edge('a', 'c', 2), edge('c', 'd', 1)],
  start: [{ name: 'a', count: 9 }],
  end: [
    { name: 'b', count: 6 },
    { name: 'd', count: 1 },
  ],
};

describe('the part of a graph that is shown', () => {
  it('all of it, or the most frequent steps with what leads between them', () => {
    expect(visiblePart(PATHS, { steps: 100, links: 100 })).toMatchObject({ nodes: PATHS.nodes, edges: PATHS.edges });
    const half = visiblePart(PATHS, { steps: 50, links: 100 });
    expect(half.nodes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(half.edges.map(({ from, to }) => from + to)).toEqual(['ab', 'bb']);
    expect(half.end.map(({ name }) => name)).toEqual(['b']);
  });

  it('of the arrows the most frequent, and of each step the strongest way in and out', () => {
    const few = visiblePart(PATHS, { steps: 100, links: 1 });
    expect(few.edges.map(({ from, to }) => from + to)).toEqual(['ab', 'bc', 'cd']);
  });

  it('one at least, where there is any', () => {
    expect([shownOf(0, 50), shownOf(3, 0), shownOf(4, 50), shownOf(4, 100)]).toEqual([0, 1, 2, 4]);
  });
});
