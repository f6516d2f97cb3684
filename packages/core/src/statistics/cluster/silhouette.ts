import { type Points, squaredDistance } from './points.js';

/** The distances between all pairs of points: n², so of a thousand or two. */
export const distancesOf = (points: Points): Float64Array => {
  const { count } = points;
  const distances = new Float64Array(count * count);
  for (let at = 0; at < count; at++) {
    for (let other = 0; other < at; other++) {
      const apart = Math.sqrt(squaredDistance(points, at, points, other));
      distances[at * count + other] = apart;
      distances[other * count + at] = apart;
    }
  }
  return distances;
};

/**
 * The average silhouette width, from −1 to 1: how much nearer points are to their own group than to the next one (Rousseeuw,
 * Journal of Computational and Applied Mathematics 20, 1987). A point alone in its group counts 0.
 */
export const silhouetteOf = (distances: Float64Array, labels: Int32Array, groups: number): number => {
  const count = labels.length;
  const sizes = new Float64Array(groups);
  for (const label of labels) sizes[label] = (sizes[label] as number) + 1;
  let total = 0;
  const sums = new Float64Array(groups);
  for (let at = 0; at < count; at++) {
    sums.fill(0);
    for (let other = 0; other < count; other++) {
      const label = labels[other] as number;
      sums[label] = (sums[label] as number) + (distances[at * count + other] as number);
    }
    const own = labels[at] as number;
    if ((sizes[own] as number) < 2) continue;
    const inside = (sums[own] as number) / ((sizes[own] as number) - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let group = 0; group < groups; group++)
      if (group !== own && (sizes[group] as number) > 0)
        outside = Math.min(outside, (sums[group] as number) / (sizes[group] as number));
    const widest = Math.max(inside, outside);
    if (Number.isFinite(outside) && widest > 0) total += (outside - inside) / widest;
  }
  return count === 0 ? 0 : total / count;
};
