import { kMeans, type Point } from './kMeans.js';

/** The share of what two sets have together that they have in common (Jaccard 1901). */
const jaccard = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  const together = a.size + b.size - both;
  return together > 0 ? both / together : 0;
};

const setsOf = (places: readonly number[], groups: readonly number[], k: number): Set<number>[] => {
  const sets = Array.from({ length: k }, () => new Set<number>());
  for (const [at, place] of places.entries()) sets[groups[at] as number]?.add(place);
  return sets;
};

/**
 * Of each group, the mean over resamples of how much of it is found again: the largest Jaccard coefficient with a group of the
 * resample, among the points drawn (Hennig 2007, clusterwise assessment by the bootstrap). By his reading, below 0.6 a group
 * should not be trusted, from 0.75 it is a pattern, from 0.85 it is highly stable.
 */
export const stabilityOf = (
  points: readonly Point[],
  groups: readonly number[],
  k: number,
  { chance, resamples = 25 }: { readonly chance: () => number; readonly resamples?: number },
): number[] => {
  const sums = new Array<number>(k).fill(0);
  const seen = new Array<number>(k).fill(0);
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = points.map(() => Math.floor(chance() * points.length));
    const again = kMeans(
      drawn.map((place) => points[place] as Point),
      k,
      chance,
      3,
    );
    const found = setsOf(drawn, again.groups, k);
    const places = [...new Set(drawn)];
    const known = setsOf(
      places,
      places.map((place) => groups[place] as number),
      k,
    );
    for (const [group, people] of known.entries()) {
      if (people.size === 0) continue;
      sums[group] = (sums[group] as number) + Math.max(...found.map((one) => jaccard(people, one)));
      seen[group] = (seen[group] as number) + 1;
    }
  }
  return sums.map((sum, group) => (seen[group] ? sum / (seen[group] as number) : 0));
};
