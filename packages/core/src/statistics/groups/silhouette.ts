import { type Point, squaredDistance } from './kMeans.js';

/**
 * The mean silhouette width, from −1 to 1: how much nearer points are to their own group than to the next (Rousseeuw 1987). A
 * point alone in its group counts 0. Euclidean distances; time grows with the square of the number of points.
 */
export const silhouetteOf = (points: readonly Point[], groups: readonly number[]): number => {
  const most = Math.max(...groups) + 1;
  const sizes = Array.from({ length: most }, (_, group) => groups.filter((one) => one === group).length);
  let total = 0;
  for (const [at, point] of points.entries()) {
    const own = groups[at] as number;
    if ((sizes[own] as number) < 2) continue;
    const sums = new Array<number>(most).fill(0);
    for (const [other, to] of points.entries()) {
      const group = groups[other] as number;
      sums[group] = (sums[group] as number) + Math.sqrt(squaredDistance(point, to));
    }
    const inside = (sums[own] as number) / ((sizes[own] as number) - 1);
    const outside = Math.min(
      ...sums.map((sum, group) =>
        group === own || !sizes[group] ? Number.POSITIVE_INFINITY : sum / (sizes[group] as number),
      ),
    );
    if (Number.isFinite(outside) && Math.max(inside, outside) > 0)
      total += (outside - inside) / Math.max(inside, outside);
  }
  return points.length > 0 ? total / points.length : 0;
};
