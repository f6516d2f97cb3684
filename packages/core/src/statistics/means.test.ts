import { describe, expect, it } from 'vitest';
import { differenceOfMeans } from './means.js';

describe('[FLOW-10] the difference of two means', () => {
  it('has the interval that is worked out by hand', () => {
    // Means 3 and 7, variances 2.5 and 10, so an error of 0.5 + 2, 25/(1/16 + 1) = 5.882… degrees of freedom, t = 2.4590.
    const found = differenceOfMeans(
      [5, 6, 7, 8, 9].map((n) => n * 2 - 7),
      [1, 2, 3, 4, 5],
    );
    expect(found?.value).toBeCloseTo(4, 10);
    const spread = ((found?.high ?? 0) - (found?.low ?? 0)) / 2;
    expect(spread / Math.sqrt(2.5)).toBeCloseTo(2.459, 2);
  });
  it('is none of fewer than two, and exact where nothing varies', () => {
    expect(differenceOfMeans([1], [1, 2])).toBeNull();
    expect(differenceOfMeans([2, 2], [1, 1])).toEqual({ value: 1, low: 1, high: 1 });
  });
  it('holds the true difference 95 times in a hundred', () => {
    let state = 7;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
    const draw = (n: number, mean: number, spread: number) => Array.from({ length: n }, () => mean + spread * normal());
    let covered = 0;
    for (let n = 0; n < 2_000; n += 1) {
      const found = differenceOfMeans(draw(40, 10, 5), draw(30, 8, 1));
      if (found && found.low <= 2 && found.high >= 2) covered += 1;
    }
    expect(covered / 2_000).toBeGreaterThan(0.935);
    expect(covered / 2_000).toBeLessThan(0.965);
  });
});
