import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millionths } from '../testing/referenceRule.js';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { addMicro, compareMicro, negateMicro, timesMicro, toMicro } from './decimal.js';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -1e7, max: 1e7 }),
  fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 })).map(([n, places]) => n / 10 ** places),
  fc.constantFrom(
    9_007_199_254.74099,
    9_007_199_254.740992,
    8_999_999_999,
    9_000_000_000,
    -9_007_199_255,
    1e21,
    1e-7,
    -0,
  ),
);

describe('exact decimals', PATIENCE, () => {
  it('[RULE-7] are the shortest decimal text cut toward zero after six places', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(BigInt(toMicro(value))).toBe(millionths(value));
      }),
      { numRuns: RUNS * 5 },
    );
  });

  it('[RULE-7] add, subtract, multiply and compare without rounding, and survive JSON', () => {
    fc.assert(
      fc.property(number, number, fc.nat({ max: 5000 }), (x, y, count) => {
        const [a, b] = [toMicro(x), toMicro(y)];
        const [p, q] = [millionths(x), millionths(y)];
        const sum = addMicro(a, b);
        expect(BigInt(sum)).toBe(p + q);
        expect(BigInt(addMicro(a, negateMicro(b)))).toBe(p - q);
        expect(BigInt(timesMicro(a, count))).toBe(p * BigInt(count));
        expect([compareMicro(a, b) > 0, compareMicro(a, b) < 0]).toEqual([p > q, p < q]);
        expect(BigInt(JSON.parse(JSON.stringify(sum)))).toBe(p + q);
      }),
      { numRuns: RUNS * 5 },
    );
  });
});
