import { describe, expect, it } from 'vitest';
import { chanceFrom } from './chance.js';
import { findGroups } from './findGroups.js';
import { kMeans } from './kMeans.js';
import { separate } from './separate.js';
import { silhouetteOf } from './silhouette.js';
import { stabilityOf } from './stability.js';

/** Fisher's irises (1936), in millimetres: sepal length and width, petal length and width, of each of 150. */
const IRISES = `
51 35 14 2 49 30 14 2 47 32 13 2 46 31 15 2 50 36 14 2 54 39 17 4 46 34 14 3 50 34 15 2 44 29 14 2 49 31 15 1
54 37 15 2 48 34 16 2 48 30 14 1 43 30 11 1 58 40 12 2 57 44 15 4 54 39 13 4 51 35 14 3 57 38 17 3 51 38 15 3
54 34 17 2 51 37 15 4 46 36 10 2 51 33 17 5 48 34 19 2 50 30 16 2 50 34 16 4 52 35 15 2 52 34 14 2 47 32 16 2
48 31 16 2 54 34 15 4 52 41 15 1 55 42 14 2 49 31 15 2 50 32 12 2 55 35 13 2 49 36 14 1 44 30 13 2 51 34 15 2
50 35 13 3 45 23 13 3 44 32 13 2 50 35 16 6 51 38 19 4 48 30 14 3 51 38 16 2 46 32 14 2 53 37 15 2 50 33 14 2
70 32 47 14 64 32 45 15 69 31 49 15 55 23 40 13 65 28 46 15 57 28 45 13 63 33 47 16 49 24 33 10 66 29 46 13 52
27 39 14 50 20 35 10 59 30 42 15 60 22 40 10 61 29 47 14 56 29 36 13 67 31 44 14 56 30 45 15 58 27 41 10 62 22
45 15 56 25 39 11 59 32 48 18 61 28 40 13 63 25 49 15 61 28 47 12 64 29 43 13 66 30 44 14 68 28 48 14 67 30 50
17 60 29 45 15 57 26 35 10 55 24 38 11 55 24 37 10 58 27 39 12 60 27 51 16 54 30 45 15 60 34 45 16 67 31 47 15
63 23 44 13 56 30 41 13 55 25 40 13 55 26 44 12 61 30 46 14 58 26 40 12 50 23 33 10 56 27 42 13 57 30 42 12 57
29 42 13 62 29 43 13 51 25 30 11 57 28 41 13 63 33 60 25 58 27 51 19 71 30 59 21 63 29 56 18 65 30 58 22 76 30
66 21 49 25 45 17 73 29 63 18 67 25 58 18 72 36 61 25 65 32 51 20 64 27 53 19 68 30 55 21 57 25 50 20 58 28 51
24 64 32 53 23 65 30 55 18 77 38 67 22 77 26 69 23 60 22 50 15 69 32 57 23 56 28 49 20 77 28 67 20 63 27 49 18
67 33 57 21 72 32 60 18 62 28 48 18 61 30 49 18 64 28 56 21 72 30 58 16 74 28 61 19 79 38 64 20 64 28 56 22 63
28 51 15 61 26 56 14 77 30 61 23 63 34 56 24 64 31 55 18 60 30 48 18 69 31 54 21 67 31 56 24 69 31 51 23 58 27
51 19 68 32 59 23 67 33 57 25 67 30 52 23 63 25 50 19 65 30 52 20 62 34 54 23 59 30 51 18`
  .trim()
  .split(/\s+/)
  .map((text) => Number(text) / 10);
const irises = Array.from({ length: 150 }, (_, at) => IRISES.slice(4 * at, 4 * at + 4));

const sizesOf = (groups: readonly number[]): number[] =>
  [...new Set(groups)].map((group) => groups.filter((one) => one === group).length).sort((a, b) => a - b);

describe('groups of points, against scikit-learn 1.9.1 (Python) on the irises', () => {
  it.each([
    { k: 2, inertia: 152.3479517603579, silhouette: 0.6810461692117462, sizes: [53, 97] },
    { k: 3, inertia: 78.851441426146, silhouette: 0.5528190123564095, sizes: [38, 50, 62] },
  ])('k-means and its silhouette, $k groups', ({ k, inertia, silhouette, sizes }) => {
    const found = kMeans(irises, k, chanceFrom(1), 20);
    expect(found.within).toBeCloseTo(inertia, 9);
    expect(silhouetteOf(irises, found.groups)).toBeCloseTo(silhouette, 9);
    expect(sizesOf(found.groups)).toEqual(sizes);
  });

  it('setosa is found again in nearly every resample, the other two less often', () => {
    const { groups } = kMeans(irises, 3, chanceFrom(1), 20);
    const stability = stabilityOf(irises, groups, 3, { chance: chanceFrom(2) });
    expect(stability[groups[0] as number]).toBeGreaterThan(0.95);
    expect(Math.min(...stability)).toBeLessThan(stability[groups[0] as number] as number);
    for (const one of stability) expect(one).toBeLessThanOrEqual(1);
  });
});

/** Rows of three ways of doing things, in an order by chance. */
const planted = (people: number): { rows: number[][]; ways: number[] } => {
  const chance = chanceFrom(5);
  const ways = Array.from({ length: people }, () => Math.floor(chance() * 3));
  const middles = [
    [30, 2, 400],
    [2, 25, 0],
    [3, 2, 40],
  ];
  return {
    ways,
    rows: ways.map((way) => (middles[way] as number[]).map((mean) => Math.round(mean * (0.7 + 0.6 * chance())))),
  };
};

describe('groups of people', () => {
  it('[GROUP-2] [GROUP-4] those planted are found, all of them, and each is stable', () => {
    const { rows, ways } = planted(600);
    const { groups, clear, silhouette, byChance } = findGroups({ rows });
    expect(groups).toHaveLength(3);
    expect(clear).toBe(true);
    expect(silhouette).toBeGreaterThan(byChance);
    for (const { people, stability } of groups) {
      expect(new Set(people.map((at) => ways[at])).size).toBe(1);
      expect(stability).toBeGreaterThan(0.95);
    }
    expect(groups.flatMap(({ people }) => people).sort((a, b) => a - b)).toEqual(rows.map((_, at) => at));
  });

  it('[GROUP-2] the same rows give the same groups', () => {
    const { rows } = planted(200);
    expect(findGroups({ rows })).toEqual(findGroups({ rows }));
  });

  it('[GROUP-3] chance alone makes none: of 20 workspaces without groups, at most 3 seem to have some', () => {
    const chance = chanceFrom(11);
    const seeming = Array.from({ length: 20 }, () =>
      findGroups({
        rows: Array.from({ length: 150 }, () => [0, 1, 2, 3].map(() => Math.floor(20 * chance()))),
        count: 3,
      }),
    ).filter(({ clear }) => clear);
    expect(seeming.length).toBeLessThanOrEqual(3);
  }, 60_000);

  it('[GROUP-5] the bounds of a group tell it from all others, judged on others than found them', () => {
    const { rows, ways } = planted(600);
    for (const way of [0, 1, 2]) {
      const { bounds, precision, recall } = separate(
        rows,
        ways.map((one) => one === way),
      );
      expect(bounds.length).toBeLessThanOrEqual(3);
      expect(precision).toBeGreaterThan(0.97);
      expect(recall).toBeGreaterThan(0.97);
    }
  });

  it('[GROUP-5] bounds promise nothing where groups differ in nothing', () => {
    const chance = chanceFrom(13);
    const rows = Array.from({ length: 400 }, () => [0, 1, 2].map(() => Math.floor(50 * chance())));
    const { precision } = separate(
      rows,
      rows.map(() => chance() < 0.3),
    );
    expect(precision).toBeLessThan(0.45);
  });

  it('people who all do the same, one person, and columns that never change are no groups', () => {
    const same = findGroups({ rows: Array.from({ length: 80 }, () => [3, 3]) });
    expect(same.clear).toBe(false);
    expect(findGroups({ rows: [[1, 2]] }).clear).toBe(false);
    const { rows } = planted(300);
    const constant = findGroups({ rows: rows.map((row) => [...row, 7]) });
    expect(constant.groups).toHaveLength(3);
  });
});
