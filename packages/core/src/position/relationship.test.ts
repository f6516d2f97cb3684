import { describe, expect, it } from 'vitest';
import { afterMoments, compareStrength, newRelationship, RELATIONSHIP_HALF_LIFE, strengthAt } from './relationship.js';

const NEVER = Number.POSITIVE_INFINITY;
const START = Date.parse('2026-01-01T00:00Z');
const scored = (score: number) => ({ score, at: START, broken: false });
/** The score that has this strength, by the same formula. */
const scoreFor = (strength: number): number => 100 * Math.atanh((strength - 50) / 50);
const atLeast = (score: number, bound: number, now = START) => compareStrength(scored(score), bound, 'atLeast', now);
const atMost = (score: number, bound: number, now = START) => compareStrength(scored(score), bound, 'atMost', now);

describe('[STR-1] strength', () => {
  it('is 50 at first, half the score later half a life, and never beyond 0 and 100', () => {
    expect(strengthAt(newRelationship, START)).toBe(50);
    expect(strengthAt(scored(100), START)).toBeCloseTo(50 + 50 * Math.tanh(1), 12);
    expect(strengthAt(scored(100), START + RELATIONSHIP_HALF_LIFE)).toBeCloseTo(50 + 50 * Math.tanh(0.5), 12);
    expect(strengthAt(scored(-1e6), START)).toBe(0);
    expect(strengthAt(scored(1e6), START)).toBe(100);
  });

  it('[STR-2] all moments of an instant count together', () => {
    const moments = [
      { effect: 'reinforce' as const, weight: 40 },
      { effect: 'weaken' as const, weight: 10 },
    ];
    expect(afterMoments(scored(20), START + RELATIONSHIP_HALF_LIFE, moments)).toEqual({
      score: 40,
      at: START + RELATIONSHIP_HALF_LIFE,
      broken: false,
    });
  });
});

describe('[STR-3] strength against a bound', () => {
  it('stays as it is where decay leads away from the bound or never to it', () => {
    expect(atLeast(10, 40)).toEqual({ holds: true, until: NEVER });
    expect(atMost(10, 40)).toEqual({ holds: false, until: NEVER });
    expect(atLeast(10, 60)).toEqual({ holds: false, until: NEVER });
    expect(atMost(-10, 30)).toEqual({ holds: false, until: NEVER });
    expect(atLeast(-10, 60)).toEqual({ holds: false, until: NEVER });
  });

  it('never reaches 50 from either side, and is there without any moment', () => {
    expect(atLeast(1, 50)).toEqual({ holds: true, until: NEVER });
    expect(atMost(1, 50)).toEqual({ holds: false, until: NEVER });
    expect(atLeast(-1, 50)).toEqual({ holds: false, until: NEVER });
    for (const compare of ['atLeast', 'atMost'] as const) {
      expect(compareStrength(newRelationship, 50, compare, START)).toEqual({ holds: true, until: NEVER });
    }
  });

  it('is at least 0 and at most 100 always, and never more', () => {
    for (const score of [-1e6, -1, 0, 1, 1e6]) {
      expect(atLeast(score, 0)).toEqual({ holds: true, until: NEVER });
      expect(atMost(score, 100)).toEqual({ holds: true, until: NEVER });
      expect(atMost(score, 0)).toEqual({ holds: false, until: NEVER });
      expect(atLeast(score, 100)).toEqual({ holds: false, until: NEVER });
    }
  });

  it.each([
    ['above', 2 * scoreFor(60), 60],
    ['below', 2 * scoreFor(30), 30],
  ])('crosses from %s at the first whole millisecond after the decay to it', (_, score, bound) => {
    const until = START + RELATIONSHIP_HALF_LIFE + 1;
    for (const compare of [atLeast, atMost]) {
      const now = compare(score, bound);
      expect(now.until).toBe(until);
      expect(compare(score, bound, until - 1)).toEqual(now);
      expect(compare(score, bound, until)).toEqual({ holds: !now.holds, until: NEVER });
    }
  });

  it('at the bound itself is within it, and beyond at the next millisecond where decay leads out', () => {
    expect(atLeast(scoreFor(60), 60)).toEqual({ holds: true, until: START + 1 });
    expect(atMost(scoreFor(60), 60)).toEqual({ holds: true, until: NEVER });
    expect(atMost(scoreFor(30), 30)).toEqual({ holds: true, until: START + 1 });
    expect(atLeast(scoreFor(30), 30)).toEqual({ holds: true, until: NEVER });
  });
});
