import { studentQuantile } from '../usual/tails.js';

/** How much greater one mean is than another of the same people, with the ends of its 95 % interval. */
export interface PairedDifference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean difference of two figures of each of the same people, with Student's interval for paired differences (Student, The Probable
 * Error of a Mean, Biometrika 6, 1908; fit for comparing rankings: Smucker, Allan & Carterette, CIKM 2007). Null below two people.
 */
export const pairedDifference = (one: readonly number[], other: readonly number[]): PairedDifference | null => {
  const count = one.length;
  if (count < 2 || other.length !== count) return null;
  const differences = one.map((value, at) => value - (other[at] as number));
  const difference = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0);
  const margin = studentQuantile(0.025, count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { difference, low: difference - margin, high: difference + margin };
};
