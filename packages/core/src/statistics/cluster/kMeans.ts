import type { Chance } from './chance.js';
import { type Points, squaredDistance } from './points.js';

export interface Grouping {
  /** The group of each point, from 0. */
  readonly labels: Int32Array;
  readonly centres: Points;
  /** The sum of the squared distances of the points to the centres of their groups. */
  readonly within: number;
}

const MOST_ROUNDS = 100;

/** The nearest centre, of equally near ones the first, and how far it is, squared. */
const nearest = (points: Points, at: number, centres: Points): [group: number, squared: number] => {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let group = 0; group < centres.count; group++) {
    const squared = squaredDistance(points, at, centres, group);
    if (squared < least) [best, least] = [group, squared];
  }
  return [best, least];
};

/** The group of each point whose centre is nearest. */
export const nearestCentres = (points: Points, centres: Points): Int32Array =>
  Int32Array.from({ length: points.count }, (_, at) => nearest(points, at, centres)[0]);

/** Centres to begin with, far apart: k-means++ (Arthur & Vassilvitskii, Symposium on Discrete Algorithms, 2007). */
const begin = (points: Points, groups: number, chance: Chance): Points => {
  const { count, columns, values } = points;
  const centres = { count: groups, columns, values: new Float64Array(groups * columns) };
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(chance() * count);
  for (let group = 0; group < groups; group++) {
    centres.values.set(values.subarray(chosen * columns, (chosen + 1) * columns), group * columns);
    let total = 0;
    for (let at = 0; at < count; at++) {
      least[at] = Math.min(least[at] as number, squaredDistance(points, at, centres, group));
      total += least[at] as number;
    }
    let left = chance() * total;
    chosen = least.findIndex((squared) => {
      left -= squared;
      return left < 0;
    });
    if (chosen < 0) chosen = Math.floor(chance() * count);
  }
  return centres;
};

/** Moves each centre into the middle of its points; one without points to the point farthest from its own centre. */
const moveCentres = (points: Points, labels: Int32Array, far: Float64Array, centres: Points): void => {
  const { count, columns, values } = points;
  const sizes = new Float64Array(centres.count);
  centres.values.fill(0);
  for (let at = 0; at < count; at++) {
    const group = labels[at] as number;
    sizes[group] = (sizes[group] as number) + 1;
    for (let column = 0; column < columns; column++) {
      const place = group * columns + column;
      centres.values[place] = (centres.values[place] as number) + (values[at * columns + column] as number);
    }
  }
  for (let group = 0; group < centres.count; group++) {
    const own = centres.values.subarray(group * columns, (group + 1) * columns);
    const size = sizes[group] as number;
    if (size > 0) for (let column = 0; column < columns; column++) own[column] = (own[column] as number) / size;
    else {
      const lonely = far.indexOf(Math.max(...far));
      own.set(values.subarray(lonely * columns, (lonely + 1) * columns));
      far[lonely] = 0;
    }
  }
};

/** From some centres to where nothing changes any more (Lloyd, IEEE Transactions on Information Theory 28, 1982). */
const settle = (points: Points, centres: Points): Grouping => {
  const labels = new Int32Array(points.count).fill(-1);
  const far = new Float64Array(points.count);
  for (let round = 0; ; round++) {
    let [moved, within] = [0, 0];
    for (let at = 0; at < points.count; at++) {
      const [group, squared] = nearest(points, at, centres);
      if (group !== labels[at]) moved += 1;
      labels[at] = group;
      far[at] = squared;
      within += squared;
    }
    if (moved === 0 || round === MOST_ROUNDS) return { labels, centres, within };
    moveCentres(points, labels, far, centres);
  }
};

/**
 * The best of several groupings into so many groups by k-means, each from another start: that with the least sum of squared
 * distances (MacQueen, Fifth Berkeley Symposium, 1967). The same chance gives the same groups.
 */
export const kMeans = (
  points: Points,
  groups: number,
  { chance, starts }: { readonly chance: Chance; readonly starts: number },
): Grouping => {
  let best: Grouping | null = null;
  for (let start = 0; start < starts; start++) {
    const found = settle(points, begin(points, groups, chance));
    if (best === null || found.within < best.within) best = found;
  }
  return best as Grouping;
};
