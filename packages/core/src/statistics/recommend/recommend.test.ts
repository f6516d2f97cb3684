import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inverseOf } from '../cholesky.js';
import { countPairs } from './countPairs.js';
import { cutoffOf, evaluate, popularityOf } from './evaluate.js';
import { historiesFrom } from './histories.js';
import { inverseInPlace } from './inverseInPlace.js';
import { byAfter, byCooccurrence, byEase, METHODS, neighboursBy } from './methods.js';
import type { Neighbours } from './neighbours.js';
import { pairedDifference } from './pairedDifference.js';
import { recommend } from './recommend.js';

/** Six customers, four products. */
const SIX = [
  [0, 1],
  [0, 1, 2],
  [1, 2],
  [0, 3],
  [0, 1, 3],
  [2, 3],
];
const six = historiesFrom(
  4,
  SIX.map((own) => own.map((product) => [product, 0] as const)),
);
const weightsOf = ({ product, weight }: Neighbours, i: number): Record<number, number> =>
  Object.fromEntries(Array.from(product[i] ?? [], (j, at) => [j, weight[i]?.[at] as number]));

/** A sequence of numbers that is the same each time (Park & Miller). */
const numbers = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

describe('who bought what, together and after', () => {
  it('counts each customer once per pair, and what came later', () => {
    const counts = countPairs(
      historiesFrom(3, [
        [
          [0, 1],
          [1, 1],
          [0, 5],
          [1, 9],
        ],
        [
          [1, 2],
          [0, 3],
        ],
        [
          [2, 4],
          [2, 4],
        ],
        [],
      ]),
    );
    expect([...counts.buyers]).toEqual([2, 2, 1]);
    expect(counts.customers).toBe(3);
    expect([...counts.both]).toEqual([2, 2, 0, 2, 2, 0, 0, 0, 1]);
    expect([...counts.together]).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0]);
    // the first bought 0 again and 1 after 0; both bought 0 after 1; two of one product at once is not again
    expect([...counts.after]).toEqual([1, 1, 0, 2, 1, 0, 0, 0, 0]);
  });

  it('looks no further than the instant asked for', () => {
    const counts = countPairs(
      historiesFrom(2, [
        [
          [0, 1],
          [1, 3],
        ],
        [[1, 5]],
      ]),
      3,
    );
    expect([counts.customers, ...counts.buyers]).toEqual([1, 1, 1]);
  });
});

describe('the inverse in place', () => {
  it('equals that by Cholesky on matrices of every size up to 20', () => {
    const next = numbers(7);
    for (let size = 1; size <= 20; size++) {
      const factor = Array.from({ length: size }, () => Array.from({ length: size }, () => next() - 0.5));
      const at = (i: number, j: number) =>
        (factor[i] as number[]).reduce((sum, x, k) => sum + x * (factor[j]?.[k] as number), i === j ? 0.5 : 0);
      const rows = factor.map((_, i) => Float64Array.from({ length: size }, (__, j) => at(i, j)));
      const flat = Float64Array.from(rows.flatMap((row) => [...row]));
      inverseInPlace(flat, size);
      const expected = (inverseOf(rows) as Float64Array[]).flatMap((row) => [...row]);
      for (const [k, value] of flat.entries()) expect(value).toBeCloseTo(expected[k] as number, 8);
    }
  });
});

describe('the methods', () => {
  it('EASE equals the closed form in exact fractions (Python 3 fractions, λ = 2)', () => {
    const neighbours = byEase(countPairs(six), 10, 2);
    const [first, second, third] = [0, 1, 2].map((i) => weightsOf(neighbours, i));
    // what weighs below 0 is not kept
    expect(first).toEqual({ 1: expect.closeTo(0.4634146341463415, 6), 3: expect.closeTo(1 / 3, 6) });
    expect(second).toEqual({ 0: expect.closeTo(0.4634146341463415, 6), 2: expect.closeTo(1 / 3, 6) });
    expect(third).toEqual({ 1: expect.closeTo(0.3170731707317073, 6), 3: expect.closeTo(0.15384615384615385, 6) });
  });

  it('co-occurrence is the shrunk cosine of the buyers', () => {
    const { 1: weight } = weightsOf(byCooccurrence(countPairs(six), 10), 0);
    // three bought both, of four and four: the asymmetry tells of different numbers only
    expect(weight).toBeCloseTo((3 / 4) * (3 / 13), 6);
  });

  it('after is directed, and leaves the rest to what anybody buys', () => {
    const histories = historiesFrom(2, [
      [
        [0, 1],
        [1, 2],
      ],
      [
        [0, 1],
        [1, 2],
      ],
      [[0, 3]],
    ]);
    const neighbours = byAfter(countPairs(histories), 10);
    expect(weightsOf(neighbours, 0)[1]).toBeCloseTo(2 / 33, 6);
    expect(weightsOf(neighbours, 1)).toEqual({});
    expect(neighbours.rest[0]).toBeCloseTo(30 / 33, 6);
  });

  it.each(METHODS)('%s keeps the nearest only, and stands nobody having bought anything', (method) => {
    const kept = neighboursBy[method](countPairs(six), 1);
    expect(kept.product.every(({ length }) => length <= 1)).toBe(true);
    expect(neighboursBy[method](countPairs(historiesFrom(2, [])), 5).product.map(({ length }) => length)).toEqual([
      0, 0,
    ]);
  });
});

describe('recommending', () => {
  const popularity = { share: [0.5, 0.4, 0.3, 0.1], ranked: [0, 1, 2, 3] };
  const neighbours: Neighbours = {
    product: [Int32Array.of(3, 0), Int32Array.of(3)],
    weight: [Float32Array.of(0.5, 0.25), Float32Array.of(0.75)],
    rest: Float32Array.of(0, 0),
  };

  it('adds up what speaks for a product and names what speaks most', () => {
    const told = recommend([0, 1], neighbours, { popularity, most: 3, onlyNew: false });
    expect(told[0]).toEqual({ product: 3, score: expect.closeTo(0.5 + 0.98 * 0.75), from: 1 });
    expect(told[1]).toMatchObject({ product: 0, from: 0 });
    expect(told[2]).toEqual({ product: 1, score: 0, from: null });
  });

  it('leaves out what is known where only new products are wanted, and fills up with popular ones', () => {
    const told = recommend([0, 1], neighbours, { popularity, most: 3, onlyNew: true });
    expect(told.map(({ product }) => product)).toEqual([3, 2]);
    expect(recommend([0], null, { popularity, most: 2, onlyNew: true }).map(({ product }) => product)).toEqual([1, 2]);
    expect(recommend([], neighbours, { popularity, most: 2, onlyNew: false }).map(({ product }) => product)).toEqual([
      0, 1,
    ]);
  });
});

describe('trying a method on what came later', () => {
  it('learns nothing from after the cut-off, and finds what follows where something does', () => {
    const next = numbers(11);
    // whoever buys 2n buys 2n + 1 later; all equally popular
    const histories = historiesFrom(
      100,
      Array.from({ length: 1000 }, (_, customer) => {
        const first = 2 * Math.floor(next() * 50);
        return [
          [first, customer],
          [first + 1, customer + 20],
        ] as const;
      }),
    );
    const cutoff = cutoffOf(histories, 0.75);
    const before = countPairs(histories, cutoff);
    const popularity = popularityOf(before);
    const on = (learnt: Neighbours | null) => evaluate(histories, cutoff, { neighbours: learnt, popularity });
    const usual = on(null).all;
    expect(usual.customers).toBeGreaterThan(10);
    expect(usual.recall).toBeLessThan(0.6);
    for (const method of METHODS) {
      const { all, fresh } = on(neighboursBy[method](before, 60));
      expect(all.gain, method).toBeGreaterThan(0.6);
      expect([all.recall, fresh.recall], method).toEqual([1, 1]);
    }
  });

  it('is the share found, of at most 20', () => {
    const own = Array.from({ length: 30 }, (_, product) => [product, product === 0 ? 0 : 9] as const);
    const histories = historiesFrom(30, [own]);
    const popularity = popularityOf(countPairs(histories));
    // 29 came later; of the 20 most popular the one they had is none of those
    const { all, fresh } = evaluate(histories, 0, { neighbours: null, popularity });
    expect([all.recall, all.error, fresh.recall]).toEqual([19 / 20, null, 1]);
    expect(evaluate(histories, 100, { neighbours: null, popularity }).all).toEqual({
      customers: 0,
      recall: null,
      error: null,
      gain: null,
      each: [],
    });
  });
});

const GROCERIES = fileURLToPath(new URL('../../../../../../shared/data/groceries/groceries.csv', import.meta.url));

/** Real baskets; their items are parted by chance into what was there first and what is to be found. */
describe.skipIf(!existsSync(GROCERIES))('9,835 real baskets (needs shared/data/groceries)', () => {
  const baskets = existsSync(GROCERIES)
    ? readFileSync(GROCERIES, 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','))
    : [];
  const names = [...new Set(baskets.flat())];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const of = (name: string) => numberOf.get(name) as number;

  it('counts what arules counts (Hahsler et al. 2006): whole milk 2513, with other vegetables 736', () => {
    const counts = countPairs(
      historiesFrom(
        names.length,
        baskets.map((own) => own.map((name) => [of(name), 0] as const)),
      ),
    );
    expect(names).toHaveLength(169);
    expect(counts.buyers[of('whole milk')]).toBe(2513);
    expect(counts.together[of('whole milk') * names.length + of('other vegetables')]).toBe(736);
  });

  it('finds more of the other half than popularity does (recall@20 0.550 against 0.543)', () => {
    const next = numbers(3);
    const halves = historiesFrom(
      names.length,
      baskets.map((own) => own.map((name) => [of(name), next() < 0.5 ? 0 : 1] as const)),
    );
    const before = countPairs(halves, 0);
    const popularity = popularityOf(before);
    const usual = evaluate(halves, 0, { neighbours: null, popularity }).fresh;
    expect(usual.customers).toBeGreaterThan(5000);
    // within one half nothing comes after: the method that looks at who bought both
    const { fresh } = evaluate(halves, 0, { neighbours: neighboursBy.cooccurrence(before, 60), popularity });
    expect((fresh.recall ?? 0) - (usual.recall ?? 0)).toBeGreaterThan(0.005);
  });
});

describe('paired differences', () => {
  it("equal R's t.test(paired = TRUE), 4.2.2, on Student's own sleep data", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const found = pairedDifference(second, first);
    expect(found?.difference).toBeCloseTo(1.58, 10);
    expect(found?.low).toBeCloseTo(0.7001142, 6);
    expect(found?.high).toBeCloseTo(2.4598858, 6);
  });
  it('are none of too few, and nothing where all are equal', () => {
    expect(pairedDifference([1], [0])).toBeNull();
    expect(pairedDifference([1, 2], [1])).toBeNull();
    expect(pairedDifference([1, 2, 3], [1, 2, 3])).toEqual({ difference: 0, low: 0, high: 0 });
  });
});
