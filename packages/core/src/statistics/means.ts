import type { Estimate } from './proportions.js';

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** The 97.5 % quantile of Student's t, by the expansion of Abramowitz & Stegun (Handbook of Mathematical Functions, 1964), 26.7.5. */
const studentQuantile = (freedom: number): number => {
  const terms = [
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92_160,
  ];
  return terms.reduce((sum, term, at) => sum + term / freedom ** (at + 1), Z);
};

const momentsOf = (values: readonly number[]): { readonly mean: number; readonly error: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: squares / (values.length - 1) / values.length };
};

/**
 * By how much one mean is above another, with the 95 % interval of unequal variances (Welch, "The generalization of Student's
 * problem when several different population variances are involved", Biometrika 34, 1947); null where either has fewer than two.
 */
export const differenceOfMeans = (one: readonly number[], other: readonly number[]): Estimate | null => {
  if (one.length < 2 || other.length < 2) return null;
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const value = a.mean - b.mean;
  const error = a.error + b.error;
  if (error === 0) return { value, low: value, high: value };
  const freedom = error ** 2 / (a.error ** 2 / (one.length - 1) + b.error ** 2 / (other.length - 1));
  const spread = studentQuantile(freedom) * Math.sqrt(error);
  return { value, low: value - spread, high: value + spread };
};
