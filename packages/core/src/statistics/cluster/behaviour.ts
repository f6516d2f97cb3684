import type { Points } from './points.js';
import { quantileOf } from './quantile.js';

/** A kind of behaviour that points are made of: shares of what one did, or amounts. Lists in the order of the people. */
export type Family =
  | { readonly kind: 'mix' /** By part, how often each did it. */; readonly counts: readonly Float64Array[] }
  | { readonly kind: 'amounts' /** The first is how much one did. */; readonly values: readonly Float64Array[] };

/** How a family becomes columns of points, learnt from people: by the same rule for whoever comes later. */
export interface Scaling {
  /** By column, what is taken off and what it is divided by. */
  readonly middles: readonly number[];
  readonly spreads: readonly number[];
  /** Of a mix, that of all together. */
  readonly mix: readonly number[];
  /** By which all columns are multiplied, so that each family weighs the same. */
  readonly weight: number;
}

/** Beyond so many spreads from the middle, further is no different: one person must not make a group. */
const FARTHEST = 3;
/** Between the quartiles of a normal distribution lie so many standard deviations. */
const BETWEEN_QUARTILES = 1.348_979_500_392_163;

/** As if everybody had done so many things more, of the mix of all: what little was done says little (Good, The Estimation of Probabilities, 1965). */
const SUPPOSED = 5;

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** The mix of all together. */
const mixOfAll = (counts: readonly Float64Array[]): number[] => {
  const sizes = counts.map(sumOf);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => (all > 0 ? size / all : 0));
};

/** Square roots of shares, between which Euclid's distance is Hellinger's (Legendre & Gallagher, Oecologia 129, 2001). */
const mixColumns = (counts: readonly Float64Array[], mix: readonly number[]): Float64Array[] => {
  const totals = new Float64Array(counts[0]?.length ?? 0);
  for (const part of counts) for (const [at, count] of part.entries()) totals[at] = (totals[at] as number) + count;
  return counts.map((part, column) =>
    part.map((count, at) =>
      Math.sqrt((count + SUPPOSED * (mix[column] as number)) / ((totals[at] as number) + SUPPOSED)),
    ),
  );
};

const rawColumns = (family: Family, mix: readonly number[]): Float64Array[] =>
  family.kind === 'mix'
    ? mixColumns(family.counts, mix)
    : family.values.map((column) => column.map((value) => Math.log1p(value)));

const meanOf = (column: Float64Array): number => sumOf(column) / (column.length || 1);
const deviationOf = (column: Float64Array): number => {
  const mean = meanOf(column);
  return Math.sqrt(meanOf(column.map((value) => (value - mean) ** 2)));
};

/**
 * The middle and spread of a column: of amounts the median, and the spread between the quartiles as of a normal distribution, or
 * the standard deviation where that is greater, as most did nothing; of shares the mean, as all are told on one scale already.
 */
const scaleOf = (kind: Family['kind'], column: Float64Array): { middle: number; spread: number } => {
  if (kind === 'mix') return { middle: meanOf(column), spread: 1 };
  const sorted = column.toSorted();
  const quartiles = quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25);
  return { middle: quantileOf(sorted, 0.5), spread: Math.max(quartiles / BETWEEN_QUARTILES, deviationOf(column)) };
};

const scaled = (column: Float64Array, middle: number, spread: number): Float64Array =>
  column.map((value) => Math.max(-FARTHEST, Math.min(FARTHEST, spread === 0 ? 0 : (value - middle) / spread)));

const scaledColumns = (family: Family, { middles, spreads, mix, weight }: Scaling): Float64Array[] =>
  rawColumns(family, mix).map((column, at) =>
    scaled(column, middles[at] as number, spreads[at] as number).map((value) => value * weight),
  );

/** What hardly differs is not made much of. */
const MOST_WEIGHT = 2;

/** How to scale a family so that the variances of its columns add up to 1, as those of every other, or less where they are small. */
export const scalingOf = (family: Family): Scaling => {
  const mix = family.kind === 'mix' ? mixOfAll(family.counts) : [];
  const scales = rawColumns(family, mix).map((column) => scaleOf(family.kind, column));
  const plain = {
    middles: scales.map(({ middle }) => middle),
    spreads: scales.map(({ spread }) => spread),
    mix,
    weight: 1,
  };
  const variance = scaledColumns(family, plain).reduce((sum, column) => sum + deviationOf(column) ** 2, 0);
  return { ...plain, weight: variance > 0 ? Math.min(MOST_WEIGHT, 1 / Math.sqrt(variance)) : 0 };
};

/** How much people differ in what they do: the variances of all mixes, which weigh the same. */
export const spreadOfMixes = (families: readonly Family[]): number =>
  families.reduce((sum, family) => {
    if (family.kind !== 'mix') return sum;
    const columns = mixColumns(family.counts, mixOfAll(family.counts));
    return sum + columns.reduce((own, column) => own + deviationOf(column) ** 2, 0);
  }, 0);

/** The people of some families as points. */
export const behaviourPoints = (families: readonly Family[], scalings: readonly Scaling[]): Points => {
  const columns = families.flatMap((family, at) => scaledColumns(family, scalings[at] as Scaling));
  const count = columns[0]?.length ?? 0;
  const values = new Float64Array(count * columns.length);
  for (const [column, own] of columns.entries())
    for (let at = 0; at < count; at++) values[at * columns.length + column] = own[at] as number;
  return { count, columns: columns.length, values };
};

/** Some of the people of a family. */
export const familyAt = (family: Family, places: readonly number[]): Family => {
  const chosen = (columns: readonly Float64Array[]) =>
    columns.map((column) => Float64Array.from(places, (place) => column[place] as number));
  return family.kind === 'mix'
    ? { kind: 'mix', counts: chosen(family.counts) }
    : { kind: 'amounts', values: chosen(family.values) };
};
