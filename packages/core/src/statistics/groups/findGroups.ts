import { chanceFrom, shuffled } from './chance.js';
import { type Grouping, kMeans, type Point } from './kMeans.js';
import { type Separation, separate } from './separate.js';
import { silhouetteOf } from './silhouette.js';
import { stabilityOf } from './stability.js';

/** What groups are looked for in: a row a person, in an order by chance; counts and amounts of at least 0. */
export interface GroupsTask {
  readonly rows: readonly (readonly number[])[];
  /** How many groups; the number that sets them apart best, where absent. */
  readonly count?: number | undefined;
}

export interface FoundGroup extends Separation {
  /** Places of its people, in order. */
  readonly people: readonly number[];
  /** From 0 to 1: how much of it is found again in resamples. */
  readonly stability: number;
  /** Of each column: how many standard deviations, of the columns as compared, its people are from all. */
  readonly apart: readonly number[];
}

export interface GroupsFound {
  /** The largest first. */
  readonly groups: readonly FoundGroup[];
  /** The mean silhouette of the groups, and the highest of 19 times the same with what people do drawn apart. */
  readonly silhouette: number;
  readonly byChance: number;
  /** Whether the groups are further apart than chance makes them, by either figure. */
  readonly clear: boolean;
}

const SEED = 20_260_101;
export const MOST_GROUPS = 8;
/** Silhouettes and resamples look at so many people at most. */
const LOOKED_AT = 600;
/** With 19 draws, chance is above what was found once in twenty times (Barnard 1963). */
const DRAWS = 19;
/** Below, there is no structure to speak of (Kaufman and Rousseeuw 1990). */
const LEAST_SILHOUETTE = 0.25;

/** Logarithms, so that a few very active people do not decide; then each column in its own standard deviations. */
const scaled = (rows: readonly (readonly number[])[]): Point[] => {
  const logs = rows.map((row) => row.map((value) => Math.log1p(Math.max(0, value))));
  const columns = rows[0]?.length ?? 0;
  const scale = Array.from({ length: columns }, (_, column) => {
    const mean = logs.reduce((sum, row) => sum + (row[column] as number), 0) / logs.length;
    const variance = logs.reduce((sum, row) => sum + ((row[column] as number) - mean) ** 2, 0) / logs.length;
    return { mean, deviation: Math.sqrt(variance) };
  });
  return logs.map((row) =>
    row.map((value, column) => {
      const { mean, deviation } = scale[column] as { mean: number; deviation: number };
      return deviation > 1e-12 ? (value - mean) / deviation : 0;
    }),
  );
};

/** Each column in an order of its own: nobody's habits go together any more. */
const drawnApart = (points: readonly Point[], chance: () => number): Point[] => {
  const orders = (points[0] ?? []).map(() => shuffled(points.length, chance));
  return points.map((_, at) => orders.map((order, column) => points[order[at] as number]?.[column] as number));
};

const silhouetteWith = (points: readonly Point[], k: number, chance: () => number): number =>
  silhouetteOf(points, kMeans(points, k, chance, 4).groups);

const chooseCount = (points: readonly Point[], chance: () => number): number => {
  let [best, most] = [2, Number.NEGATIVE_INFINITY];
  for (let k = 2; k <= MOST_GROUPS; k++) {
    const silhouette = silhouetteWith(points, k, chance);
    if (silhouette > most) [best, most] = [k, silhouette];
  }
  return best;
};

/** Groups as far apart by chance alone: the highest silhouette where no two habits go together. */
const chanceOf = (points: readonly Point[], k: number, chance: () => number): number =>
  Math.max(...Array.from({ length: DRAWS }, () => silhouetteWith(drawnApart(points, chance), k, chance)));

/** The groups of those looked at, as many of the points as `all` begins with. */
const peopleOf = ({ groups }: Grouping, group: number): number[] =>
  groups.flatMap((one, at) => (one === group ? [at] : []));

/**
 * [GROUP-2] to [GROUP-5] Groups of people who do alike: k-means on scaled logarithms, their number by the mean silhouette, held
 * against chance, the stability of each by resampling, and the bounds that tell each from all others. The same rows give the
 * same groups. Empty where there are no two different rows.
 */
export const findGroups = ({ rows, count }: GroupsTask): GroupsFound => {
  const chance = chanceFrom(SEED);
  const points = scaled(rows);
  const looked = points.slice(0, LOOKED_AT);
  const k = count ?? chooseCount(looked, chance);
  const found = kMeans(points, k, chance);
  const among = found.groups.slice(0, looked.length);
  const silhouette = silhouetteOf(looked, among);
  const byChance = chanceOf(looked, k, chance);
  const stability = stabilityOf(looked, among, k, { chance });
  const groups = found.middles.map((middle, group) => {
    const members = found.groups.map((one) => one === group);
    return {
      people: peopleOf(found, group),
      stability: stability[group] ?? 0,
      apart: middle,
      ...separate(rows, members),
    };
  });
  return {
    groups: groups.filter(({ people }) => people.length > 0).sort((a, b) => b.people.length - a.people.length),
    ...{ silhouette, byChance },
    clear: silhouette >= LEAST_SILHOUETTE && silhouette > byChance,
  };
};
