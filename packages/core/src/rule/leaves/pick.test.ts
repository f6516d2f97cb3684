import { describe, expect, it } from 'vitest';
import type { Fact } from '../../interaction/fact.js';
import type { Leaf } from '../leaf.js';
import { compileWindow } from '../window.js';
import { compileFirst, compileLast } from './pick.js';

const HOUR = 3_600_000;
const rule = { event: 'A', property: 'n', gt: 1, within: 'P30D' };
const window = compileWindow('P30D', 'UTC');
const factOf = (hour: number, n: number): Fact => ({
  time: hour * HOUR,
  rank: 5,
  messageId: `${hour}`,
  event: 'A',
  outbound: false,
  values: { n },
});
const taken = (leaf: Leaf<never>, values: readonly number[]): readonly unknown[] =>
  values.reduce((state, n, hour) => leaf.take(state as never, factOf(hour, n)), leaf.start as readonly unknown[]);

describe('[KEEP-2] what is kept of the first and the last in a window', () => {
  it('grows with the changes of the answer, not with what is done', () => {
    const values = Array.from({ length: 600 }, (_, at) => (at < 200 ? 2 : at < 400 ? 0 : 3));
    expect(taken(compileFirst(rule, window), values)).toHaveLength(3);
    expect(taken(compileLast(rule, window), values)).toHaveLength(1);
  });

  it('answers as the first still open does, whenever it is asked', () => {
    const values = [2, 2, 0, 0, 3, 0, 2];
    const leaf = compileFirst(rule, window) as unknown as Leaf<unknown>;
    const state = taken(leaf as Leaf<never>, values);
    for (let hour = 0; hour <= values.length; hour++) {
      const now = (30 * 24 + hour) * HOUR;
      const never = Number.NEGATIVE_INFINITY;
      const first = values[hour + 1];
      expect(leaf.holds(state, { now, floor: never, entered: never, active: never })).toBe(
        first !== undefined && first > 1,
      );
    }
  });
});
