/** A point: as many numbers as there are columns. */
export type Point = readonly number[];

/** Groups by k-means: of each point the group, each group's middle, and the sum of squared distances to the middles. */
export interface Grouping {
  readonly groups: readonly number[];
  readonly middles: readonly Point[];
  readonly within: number;
}

const MOST_ROUNDS = 100;

/** Squared Euclidean distance. */
export const squaredDistance = (a: Point, b: Point): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return sum;
};

/** A place drawn with chances in proportion to weights; −1 where all are 0. */
const drawn = (weights: readonly number[], chance: () => number): number => {
  let left = chance() * weights.reduce((sum, one) => sum + one, 0);
  for (const [at, weight] of weights.entries()) {
    left -= weight;
    if (weight > 0 && left <= 0) return at;
  }
  return weights.findLastIndex((one) => one > 0);
};

/** The first middles, far from each other by chance (k-means++, Arthur and Vassilvitskii 2007). */
const firstMiddles = (points: readonly Point[], k: number, chance: () => number): Point[] => {
  const middles = [points[Math.floor(chance() * points.length)] as Point];
  const nearest = points.map((point) => squaredDistance(point, middles[0] as Point));
  while (middles.length < k) {
    const chosen = drawn(nearest, chance);
    if (chosen < 0) break;
    const middle = points[chosen] as Point;
    middles.push(middle);
    for (const [at, point] of points.entries())
      nearest[at] = Math.min(nearest[at] as number, squaredDistance(point, middle));
  }
  return middles;
};

/** The middle nearest to a point, the first of several as near. */
const nearestOf = (point: Point, middles: readonly Point[]): number => {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [at, middle] of middles.entries()) {
    const distance = squaredDistance(point, middle);
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
};

/** The mean of each group; one that lost all its points keeps its middle. */
const meansOf = (points: readonly Point[], groups: readonly number[], before: readonly Point[]): Point[] => {
  const sums = before.map((middle) => middle.map(() => 0));
  const counts = before.map(() => 0);
  for (const [at, point] of points.entries()) {
    const group = groups[at] as number;
    counts[group] = (counts[group] as number) + 1;
    const sum = sums[group] as number[];
    for (let column = 0; column < sum.length; column++)
      sum[column] = (sum[column] as number) + (point[column] as number);
  }
  return sums.map((sum, group) =>
    counts[group] ? sum.map((one) => one / (counts[group] as number)) : (before[group] as Point),
  );
};

const oneStart = (points: readonly Point[], k: number, chance: () => number): Grouping => {
  let middles = firstMiddles(points, k, chance);
  let groups = points.map((point) => nearestOf(point, middles));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    middles = meansOf(points, groups, middles);
    const next = points.map((point) => nearestOf(point, middles));
    const settled = next.every((group, at) => group === groups[at]);
    groups = next;
    if (settled) break;
  }
  const within = points.reduce(
    (sum, point, at) => sum + squaredDistance(point, middles[groups[at] as number] as Point),
    0,
  );
  return { groups, middles, within };
};

/**
 * Points in k groups at most, so that squared distances to the middles are small: the best of several starts of Lloyd's
 * algorithm (1982) from k-means++ middles. Fewer groups where there are fewer different points.
 */
export const kMeans = (points: readonly Point[], k: number, chance: () => number, starts = 8): Grouping => {
  let best = oneStart(points, k, chance);
  for (let start = 1; start < starts; start++) {
    const next = oneStart(points, k, chance);
    if (next.within < best.within) best = next;
  }
  return best;
};
