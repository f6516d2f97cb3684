import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EFFECTS } from '../definitions/schema.js';
import { type MomentHappened, relationshipCurve } from './relationshipCurve.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-15T12:00:00.000Z');

const happened: fc.Arbitrary<MomentHappened[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 900 }).map((days) => NOW - days * DAY),
    effect: fc.constantFrom(...EFFECTS),
    weight: fc.double({ min: 0.5, max: 100, noNaN: true }),
  }),
  { maxLength: 40 },
);

/** STR-1 as it reads: every moment up to an instant, each faded by its age. */
const directly = (moments: readonly MomentHappened[], at: number): number => {
  const score = moments
    .filter((moment) => moment.at <= at)
    .reduce(
      (sum, { effect, weight, at: then }) =>
        sum + (effect === 'reinforce' ? weight : -weight) * 2 ** (-(at - then) / (180 * DAY)),
      0,
    );
  return 50 + 50 * Math.tanh(score / 100);
};

/** STR-2 as it reads: instant by instant, broken by a breaking one, mended by a reinforcing one that leaves more than 25. */
const isBroken = (moments: readonly MomentHappened[], at: number): boolean =>
  [...new Set(moments.map((moment) => moment.at))]
    .filter((instant) => instant <= at)
    .sort((a, b) => a - b)
    .reduce((broken, instant) => {
      const effects = new Set(moments.filter((moment) => moment.at === instant).map(({ effect }) => effect));
      if (effects.has('break')) return true;
      return broken && !(effects.has('reinforce') && directly(moments, instant) > 25);
    }, false);

describe('the strength of a relationship over time', () => {
  it('[STR-1] [STR-2] is the direct sum of what every moment has left, at every point', () => {
    fc.assert(
      fc.property(happened, (moments) => {
        const curve = relationshipCurve(moments, NOW);
        expect(curve.length).toBeLessThanOrEqual(400);
        curve.forEach(({ at, strength, broken }, index) => {
          // of two points at one instant the first is just before it
          const before = curve[index + 1]?.at === at;
          const counted = before ? moments.filter((moment) => moment.at < at) : moments;
          expect(strength).toBeCloseTo(directly(counted, at), 8);
          expect(broken).toBe(isBroken(counted, at));
        });
      }),
    );
  });

  it('[STR-1] shows each instant twice, is in order and ends now', () => {
    fc.assert(
      fc.property(happened, (moments) => {
        const curve = relationshipCurve(moments, NOW);
        expect(curve.map(({ at }) => at)).toEqual(curve.map(({ at }) => at).sort((a, b) => a - b));
        expect(curve.length === 0).toBe(moments.length === 0);
        for (const { at } of moments.filter((moment) => moment.at < NOW))
          expect(curve.filter((point) => point.at === at).length).toBeGreaterThanOrEqual(2);
        if (moments.length > 0) expect(curve.at(-1)?.at).toBe(NOW);
      }),
    );
  });

  it('keeps within its bound over a very long history, and leaves out what has not happened yet', () => {
    const daily = Array.from({ length: 2000 }, (_, day) => ({
      at: NOW - day * DAY,
      effect: 'reinforce' as const,
      weight: 1,
    }));
    const curve = relationshipCurve(daily, NOW);
    expect(curve.length).toBeLessThanOrEqual(400);
    expect(curve.at(-1)?.strength).toBeCloseTo(directly(daily, NOW), 8);
    expect(relationshipCurve([{ at: NOW + 1, effect: 'break', weight: 9 }], NOW)).toEqual([]);
  });
});
