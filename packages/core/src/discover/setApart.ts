import { quantileOf } from '../statistics/cluster/quantile.js';
import type { Apart } from './feature.js';

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

const momentsOf = (values: readonly number[]): Moments => {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / (count || 1);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1 || 1);
  return { count, mean, variance };
};

/**
 * The difference of two means in standard deviations common to both groups (Cohen, Statistical Power Analysis for the Behavioral
 * Sciences, 1988, 2.5.1); 0 where nothing differs at all.
 */
export const standardisedDifference = (a: readonly number[], b: readonly number[]): number => {
  const [one, other] = [momentsOf(a), momentsOf(b)];
  const freedom = one.count + other.count - 2;
  const pooled = Math.sqrt(((one.count - 1) * one.variance + (other.count - 1) * other.variance) / (freedom || 1));
  return pooled > 0 ? (one.mean - other.mean) / pooled : 0;
};

/** A column of a feature: as it is told, by its median or its mean, and as it is compared. */
export interface Told {
  readonly middle: 'median' | 'mean';
  readonly values: Float64Array;
  readonly compared: Float64Array;
}

/** What sets a group apart from everybody else, what does so most first. */
export const setApart = (columns: readonly Told[], labels: Int32Array, group: number): Apart[] => {
  const sides = (values: Float64Array): [number[], number[]] => {
    const [inside, outside]: [number[], number[]] = [[], []];
    for (const [at, value] of values.entries()) (labels[at] === group ? inside : outside).push(value);
    return [inside, outside];
  };
  return columns
    .map(({ middle, values, compared }, feature) => {
      const middleOf = (side: number[]): number =>
        middle === 'mean'
          ? momentsOf(side).mean
          : quantileOf(
              side.sort((a, b) => a - b),
              0.5,
            );
      const [inside, outside] = sides(values).map(middleOf) as [number, number];
      return { feature, inside, outside, effect: standardisedDifference(...sides(compared)) };
    })
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || a.feature - b.feature);
};
