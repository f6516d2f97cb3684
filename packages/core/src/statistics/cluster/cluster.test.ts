import { describe, expect, it } from 'vitest';
import { adjustedRand, mostAlike } from './agreement.js';
import { behaviourPoints, type Family, scalingOf } from './behaviour.js';
import { seededChance } from './chance.js';
import { IRIS, SPECIES } from './iris.testing.js';
import { kMeans } from './kMeans.js';
import { pointsOf } from './points.js';
import { quantileOf } from './quantile.js';
import { distancesOf, silhouetteOf } from './silhouette.js';
import { bestLeaves, leavesOf } from './splitTree.js';
import { stabilityOf } from './stability.js';

const how = (starts = 20) => ({ chance: seededChance(1), starts });

describe('k-means, silhouette and adjusted Rand index equal scikit-learn 1.9.1 on iris', () => {
  // KMeans(k, n_init=200).inertia_, silhouette_score, adjusted_rand_score; sizes of its labels_
  it.each([
    [2, 152.3479517603579, 0.6810461692117462, 0.53992183, [53, 97], 9],
    [3, 78.851441426146, 0.5528190123564095, 0.73023827, [38, 50, 62], 9],
    [4, 57.22847321, 0.49805051, 0.64981769, [28, 32, 40, 50], 6],
    [5, 46.44618205, 0.48874889, 0.60789647, [12, 24, 25, 39, 50], 6],
  ])('%i groups', (groups, within, silhouette, agreement, sizes, digits) => {
    const found = kMeans(IRIS, groups, how(100));
    expect(found.within).toBeCloseTo(within, digits);
    expect(silhouetteOf(distancesOf(IRIS), found.labels, groups)).toBeCloseTo(silhouette, digits);
    expect(adjustedRand(SPECIES, found.labels)).toBeCloseTo(agreement, 7);
    const counts = Array.from({ length: groups }, (_, at) => found.labels.filter((label) => label === at).length);
    expect(counts.sort((a, b) => a - b)).toEqual(sizes);
  });

  it('the same chance gives the same groups', () => {
    expect(kMeans(IRIS, 4, how(1)).labels).toEqual(kMeans(IRIS, 4, how(1)).labels);
  });

  it('takes points that are all the same, and as many groups as points', () => {
    const same = pointsOf(Array.from({ length: 5 }, () => [1, 2]));
    expect(kMeans(same, 3, how()).within).toBe(0);
    const each = kMeans(pointsOf([[0], [1], [5]]), 3, how());
    expect([each.within, new Set(each.labels).size]).toEqual([0, 3]);
  });
});

describe('agreement', () => {
  it('is 1 for the same groups under other names, and below 0 where groups agree less than by chance', () => {
    expect(adjustedRand([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
    // adjusted_rand_score of scikit-learn 1.9.1
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714285714, 9);
  });

  it('finds the most alike group of another grouping', () => {
    expect(mostAlike([0, 0, 0, 1], [0, 0, 1, 1], { groups: 3, others: 2 })).toEqual([2 / 3, 1 / 2, null]);
  });
});

describe('stability', () => {
  it('is what Hennig’s bootstrap gives on iris, by scikit-learn 1.9.1: 0.965, 1.000, 0.953 of groups of 62, 50, 38', () => {
    const found = kMeans(IRIS, 3, how(50));
    const sizes = [0, 1, 2].map((group) => found.labels.filter((label) => label === group).length);
    const stable = stabilityOf(IRIS, found, { chance: seededChance(2), samples: 300, starts: 5 });
    const bySize = [62, 50, 38].map((size) => stable[sizes.indexOf(size)] as number);
    for (const [at, expected] of [0.965, 1, 0.953].entries())
      expect(Math.abs((bySize[at] as number) - expected)).toBeLessThan(0.015);
  });

  it('is low where a single cloud is cut into pieces', () => {
    const chance = seededChance(4);
    const cloud = pointsOf(
      Array.from({ length: 300 }, () => Array.from({ length: 6 }, () => chance() + chance() + chance())),
    );
    const found = kMeans(cloud, 5, how(10));
    const stable = stabilityOf(cloud, found, { chance, samples: 30, starts: 3 });
    expect(Math.max(...stable)).toBeLessThan(0.6);
  });
});

describe('a tree', () => {
  const measures = [0, 1, 2, 3].map((column) => {
    const values = Float64Array.from({ length: 150 }, (_, at) => IRIS.values[at * 4 + column] as number);
    const seen = [...new Set(values)].sort((a, b) => a - b);
    return { values, cuts: seen.slice(1).map((value, at) => ({ atLeast: value, atMost: seen[at] as number })) };
  });
  const inside = SPECIES.map((species) => species === 1);

  it('equals DecisionTreeClassifier(max_depth=2, min_samples_leaf=5) of scikit-learn 1.9.1 on iris', () => {
    const leaves = leavesOf(measures, inside, { depth: 2, least: 5 });
    const told = leaves.map(({ inside: within, count }) => [count - within, within]);
    expect(told.sort((a, b) => (a[0] as number) - (b[0] as number))).toEqual([
      [5, 49],
      [45, 1],
      [50, 0],
    ]);
    const [best, ...more] = bestLeaves(leaves).leaves;
    expect(more).toEqual([]);
    // Petals tell the first species apart by their length as well as by their width: of equal cuts, the first.
    expect(best?.bounds).toEqual([
      { measure: 2, side: 'atLeast', value: 3 },
      { measure: 3, side: 'atMost', value: 1.7 },
    ]);
  });

  it('tells two ends of the same branch as the branch', () => {
    const ends = (['atLeast', 'atMost'] as const).map((side) => ({
      bounds: [
        { measure: 1, side: 'atLeast' as const, value: 3 },
        { measure: 2, side, value: 5 },
      ],
      ...{ inside: 9, count: 10 },
    }));
    const rest = { bounds: [{ measure: 1, side: 'atMost' as const, value: 2 }], inside: 0, count: 20 };
    const branch = { bounds: [{ measure: 1, side: 'atLeast', value: 3 }], inside: 18, count: 20 };
    expect(bestLeaves([...ends, rest])).toEqual({ leaves: [branch], mean: 36 / 38 });
  });

  it('has one leaf where nothing tells anybody apart', () => {
    const flat = [{ values: new Float64Array(150), cuts: [{ atLeast: 1, atMost: 0 }] }];
    expect(leavesOf(flat, inside, { depth: 3, least: 5 })).toHaveLength(1);
  });
});

describe('columns of behaviour', () => {
  const column = (...values: number[]) => Float64Array.from(values);

  it('quantiles are those of numpy and of R’s default', () => {
    expect(quantileOf([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantileOf([5], 0.9)).toBe(5);
  });

  it('each family weighs the same, however many columns, and one far point stays near', () => {
    const amounts: Family = { kind: 'amounts', values: [column(1, 2, 3, 4, 1e9), column(5, 5, 5, 5, 5)] };
    const mix: Family = {
      kind: 'mix',
      counts: [column(90, 0, 2, 0, 0), column(0, 90, 2, 0, 9), column(0, 0, 40, 0, 90)],
    };
    const families = [amounts, mix];
    const points = behaviourPoints(families, families.map(scalingOf));
    const varianceOf = (at: number): number => {
      const own = Array.from({ length: 5 }, (_, person) => points.values[person * points.columns + at] as number);
      const mean = own.reduce((sum, value) => sum + value, 0) / 5;
      return own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5;
    };
    expect(points.columns).toBe(5);
    expect(varianceOf(0) + varianceOf(1)).toBeCloseTo(1, 10);
    expect(varianceOf(2) + varianceOf(3) + varianceOf(4)).toBeCloseTo(1, 10);
    // What is the same for all tells nothing, and what somebody never did is no division by zero.
    expect(varianceOf(1)).toBe(0);
    expect(points.values.every(Number.isFinite)).toBe(true);
  });
});
