import { HALF_LIFE, velocityAfter } from '@parcours/core';
import { describe, expect, it } from 'vitest';
import { velocityCurve } from './velocityCurve.js';

const DAY = 86_400_000;

describe('velocityCurve', () => {
  it('rises at each movement, decays between, and ends now', () => {
    const curve = velocityCurve(
      [
        { at: 30 * DAY, delta: -1, kind: 'advance' as const },
        { at: 0, delta: 2, kind: 'advance' as const },
      ],
      60 * DAY,
    );
    const at = (day: number) => curve.filter((point) => point.at === day * DAY).map(({ velocity }) => velocity);
    expect(at(0)).toEqual([0, 2 * Math.LN2]);
    expect(at(14)[0]).toBeCloseTo(2 * Math.LN2 * 2 ** (-14 / 30), 12);
    expect(at(30)[0]).toBeCloseTo(Math.LN2, 12);
    expect(at(30)[1]).toBeCloseTo(0, 12);
    expect(curve.at(-1)?.at).toBe(60 * DAY);
    expect(curve.map(({ at: instant }) => instant)).toEqual(
      [...curve].map(({ at: instant }) => instant).sort((a, b) => a - b),
    );
  });

  it('never has more than 400 points, and ends where the fold does', () => {
    for (const count of [1, 50, 120, 121, 3000]) {
      const movements = Array.from({ length: count }, (_, n) => ({
        at: n * 3 * DAY,
        delta: n % 3 === 0 ? -1 : 1,
        kind: 'advance' as const,
      }));
      const now = count * 3 * DAY + 2000 * DAY;
      const curve = velocityCurve(movements, now);
      const folded = movements.reduce(
        (sum, { at, delta }, n) => velocityAfter(sum, movements[n - 1]?.at ?? at, at, delta),
        0,
      );
      const last = movements.at(-1)?.at ?? 0;
      expect(curve.length).toBeLessThanOrEqual(400);
      expect(curve.at(-1)?.velocity).toBeCloseTo(folded * 2 ** (-(now - last) / HALF_LIFE), 12);
    }
  });

  it('is empty for who never moved, and ignores what lies ahead', () => {
    expect(velocityCurve([], DAY)).toEqual([]);
    expect(velocityCurve([{ at: 2 * DAY, delta: 1, kind: 'advance' as const }], DAY)).toEqual([]);
  });
});
