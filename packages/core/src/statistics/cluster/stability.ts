import { mostAlike } from './agreement.js';
import type { Chance } from './chance.js';
import { type Grouping, kMeans } from './kMeans.js';
import { type Points, pointsAt } from './points.js';

/** Below this a group is found again in samples no better than by chance, or half dissolved (Hennig 2007). */
export const STABLE = 0.6;
/** From here on, a group can be relied upon; from the next on, it hardly ever comes out otherwise. */
export const VALID = 0.75;
export const HIGHLY_STABLE = 0.85;

/**
 * How well each group is found again when people are drawn anew: the mean Jaccard coefficient with the most alike group of
 * so many bootstrap samples, points drawn more than once taken once (Hennig, "Cluster-wise assessment of cluster stability",
 * Computational Statistics & Data Analysis 52, 2007; `clusterboot` of R's fpc with `multipleboot = FALSE`).
 */
export const stabilityOf = (
  points: Points,
  { labels, centres }: Pick<Grouping, 'labels' | 'centres'>,
  { chance, samples, starts }: { readonly chance: Chance; readonly samples: number; readonly starts: number },
): number[] => {
  const groups = centres.count;
  const sums = new Float64Array(groups);
  const seen = new Float64Array(groups);
  for (let sample = 0; sample < samples; sample++) {
    const drawn = new Set(Array.from({ length: points.count }, () => Math.floor(chance() * points.count)));
    const places = [...drawn].sort((a, b) => a - b);
    const again = kMeans(pointsAt(points, places), groups, { chance, starts });
    const own = places.map((place) => labels[place] as number);
    for (const [group, jaccard] of mostAlike(own, again.labels, { groups, others: groups }).entries()) {
      if (jaccard === null) continue;
      sums[group] = (sums[group] as number) + jaccard;
      seen[group] = (seen[group] as number) + 1;
    }
  }
  return Array.from(sums, (sum, group) => (seen[group] === 0 ? 0 : sum / (seen[group] as number)));
};
