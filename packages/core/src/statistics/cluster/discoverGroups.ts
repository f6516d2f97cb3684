import { behaviourPoints, type Family, familyAt, type Scaling, scalingOf } from './behaviour.js';
import { type AgainstChance, againstChance } from './byChance.js';
import { seededChance, shuffled } from './chance.js';
import { type Grouping, kMeans, nearestCentres } from './kMeans.js';
import { type Points, pointsAt } from './points.js';
import { distancesOf, silhouetteOf } from './silhouette.js';
import { bestLeaves, type Cut, type Leaf, leavesOf } from './splitTree.js';
import { STABLE, stabilityOf, VALID } from './stability.js';

export const FEWEST_GROUPS = 2;
export const MOST_GROUPS = 8;
/** A group of fewer people who are learnt from is none. */
export const SMALLEST_GROUP = 10;
/** Groups are separate where the same comes about by chance so rarely, and people differ where so rarely. */
const SEPARATE = 1 / 40;
const DIFFERENT = 1 / 100;

/** How people behave, in one order, and what rules can ask of them. */
export interface GroupsTask {
  readonly families: readonly Family[];
  /** Who is not learnt from, but kept to measure on. */
  readonly held: readonly boolean[];
  readonly measures: readonly { readonly values: Float64Array; readonly cuts: readonly Cut[] }[];
  /** How many groups are asked for; null for the number that tells them apart best. */
  readonly groups: number | null;
}

export type NoGroups = 'chance' | 'unstable' | 'small';
export type Apartness = 'separate' | 'gradual';
export interface GroupsFound {
  /** By number of groups, the average silhouette width; null where a group would be too small. */
  readonly tried: readonly { readonly groups: number; readonly silhouette: number | null }[];
  readonly silhouette: number;
  readonly chance: AgainstChance | null;
  /** Whether groups are separate, or cut through people who differ by degrees; null where none are told. */
  readonly apart: Apartness | null;
  /** Why no groups are told; null where they are. */
  readonly none: NoGroups | null;
  /** The largest first. */
  readonly groups: readonly { readonly stability: number; readonly leaves: readonly Leaf[] }[];
  /** The group of each person, also of those who are not learnt from. */
  readonly labels: Int32Array;
}

const STARTS = 10;
/** Pairs of people are compared among so many at most, and groups drawn anew among so many. */
const COMPARED = 1000;
const AGAINST_CHANCE = 400;
const DRAWN_ANEW = 1500;
const DRAWS = 39;
const SAMPLES = 50;
const DEPTH = 3;
/** A rule that is so much better is worth being longer. */
const WORTH_MORE = 0.03;

/** The first so many in an order drawn at random, always the same. */
const some = (count: number, most: number): number[] =>
  shuffled(count, seededChance(count))
    .slice(0, most)
    .sort((a, b) => a - b);

/** The labels and centres with the largest group first; of equally large ones that which somebody is in first. */
const largestFirst = ({ labels, centres, within }: Grouping): Grouping & { readonly sizes: readonly number[] } => {
  const sizes = Array.from({ length: centres.count }, (_, group) => labels.filter((label) => label === group).length);
  const order = sizes
    .map((size, group) => ({ size, group, first: labels.indexOf(group) }))
    .sort((a, b) => b.size - a.size || a.first - b.first);
  const places = order.map(({ group }) => group);
  return {
    ...{ labels: labels.map((label) => places.indexOf(label)), centres: pointsAt(centres, places), within },
    sizes: order.map(({ size }) => size),
  };
};

/** So many groups of the points, the same each time. */
const groupsOf = (points: Points, groups: number) =>
  largestFirst(kMeans(points, groups, { chance: seededChance(groups), starts: STARTS }));

interface Learnt {
  readonly places: readonly number[];
  readonly families: readonly Family[];
  readonly scalings: readonly Scaling[];
  readonly points: Points;
}

const learntOf = ({ families, held }: Pick<GroupsTask, 'families' | 'held'>): Learnt => {
  const places = held.flatMap((one, at) => (one ? [] : [at]));
  const own = families.map((family) => familyAt(family, places));
  const scalings = own.map(scalingOf);
  return { places, families: own, scalings, points: behaviourPoints(own, scalings) };
};

/** The group of everybody, by the centres of those who are learnt from. */
const everybody = (families: readonly Family[], { scalings }: Learnt, { centres }: Grouping): Int32Array =>
  nearestCentres(behaviourPoints(families, scalings), centres);

/** The group of each person, for a number of groups that is known: the same as discoverGroups tells. */
export const regroup = (task: Pick<GroupsTask, 'families' | 'held'>, groups: number): Int32Array => {
  const learnt = learntOf(task);
  return everybody(task.families, learnt, groupsOf(learnt.points, groups));
};

/** The number of groups with the greatest silhouette among those asked for; null where each has a group that is too small. */
const chooseNumber = (points: Points, sizes: readonly number[]) => {
  const compared = some(points.count, COMPARED);
  const distances = distancesOf(pointsAt(points, compared));
  const tried = sizes.map((groups) => {
    const found = groupsOf(points, groups);
    const labels = Int32Array.from(compared, (place) => found.labels[place] as number);
    const large = found.sizes.every((size) => size >= SMALLEST_GROUP);
    return { groups, found, silhouette: large ? silhouetteOf(distances, labels, groups) : null };
  });
  const best = tried.reduce((most, one) => ((one.silhouette ?? -2) > (most.silhouette ?? -2) ? one : most));
  return { best, tried: tried.map(({ groups, silhouette }) => ({ groups, silhouette })) };
};

const rulesOf = ({ measures }: GroupsTask, { places }: Learnt, labels: Int32Array, groups: number): Leaf[][] => {
  const own = measures.map(({ values, cuts }) => ({
    values: Float64Array.from(places, (place) => values[place] as number),
    cuts,
  }));
  const least = Math.max(5, Math.ceil(places.length / 100));
  return Array.from({ length: groups }, (_, group) => {
    const inside = Array.from(labels, (label) => label === group);
    const byDepth = Array.from({ length: DEPTH }, (_, at) =>
      bestLeaves(leavesOf(own, inside, { depth: at + 1, least })),
    );
    const most = Math.max(...byDepth.map(({ mean }) => mean));
    return (byDepth.find(({ mean }) => mean > most - WORTH_MORE) as (typeof byDepth)[number]).leaves;
  });
};

/**
 * Groups of people who behave alike: k-means on columns scaled robustly, as many as make the average silhouette width greatest
 * (or as asked for), told only where people differ more than by chance and the groups come out again in new samples; with the
 * conditions that tell each one from the others, learnt from those who are not held out.
 */
export const discoverGroups = (task: GroupsTask): GroupsFound => {
  const learnt = learntOf(task);
  const { points, families, scalings } = learnt;
  const most = Math.min(MOST_GROUPS, Math.floor(points.count / SMALLEST_GROUP));
  const sizes = Array.from({ length: Math.max(1, most - 1) }, (_, at) => at + FEWEST_GROUPS);
  const { best, tried } = chooseNumber(points, task.groups === null ? sizes : [task.groups]);
  const none = {
    tried,
    silhouette: best.silhouette ?? 0,
    apart: null,
    groups: [],
    labels: new Int32Array(task.held.length),
  };
  if (best.silhouette === null) return { ...none, chance: null, none: 'small' };
  const places = some(points.count, AGAINST_CHANCE);
  const chance = againstChance(
    { families: families.map((family) => familyAt(family, places)), scalings },
    { sizes: task.groups === null ? sizes : [task.groups], draws: DRAWS, chance: seededChance(7), starts: 3 },
  );
  const separate = Math.max(chance.sameForAll.p, chance.oneCloud.p) <= SEPARATE;
  // Who does more of the same is of no other kind; of amounts alone, being separate is all there is to go by.
  const mixed = families.some(({ kind }) => kind === 'mix');
  if (mixed ? chance.differ.p > DIFFERENT : !separate) return { ...none, chance, none: 'chance' };
  const again = some(points.count, DRAWN_ANEW);
  const { found, groups } = best;
  const stability = stabilityOf(
    pointsAt(points, again),
    { centres: found.centres, labels: Int32Array.from(again, (place) => found.labels[place] as number) },
    { chance: seededChance(11), samples: SAMPLES, starts: 3 },
  );
  const stable = separate ? Math.max(...stability) >= STABLE : Math.min(...stability) >= VALID;
  if (!stable) return { ...none, chance, none: 'unstable' };
  const leaves = rulesOf(task, learnt, found.labels, groups);
  return {
    apart: separate ? 'separate' : 'gradual',
    ...{ tried, silhouette: best.silhouette, chance, none: null, labels: everybody(task.families, learnt, found) },
    groups: stability.map((one, at) => ({ stability: one, leaves: leaves[at] as Leaf[] })),
  };
};
