import { inverseOf } from '../cholesky.js';

export interface QuasiPoissonData {
  /** One row of variables per count. */
  readonly rows: readonly Float64Array[];
  readonly counts: ArrayLike<number>;
  /** Added to the logarithm of each mean. */
  readonly offsets: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** Draws the coefficients, but the first, towards none by half their squares times this. */
  readonly ridge: number;
}

export interface QuasiPoissonFit {
  readonly coefficients: Float64Array;
  /** Of the coefficients, before it is multiplied by the dispersion. */
  readonly covariance: readonly Float64Array[];
  readonly means: Float64Array;
  /** Pearson's, as it is found: below 1 too. */
  readonly dispersion: number;
  /** Counts less coefficients. */
  readonly freedom: number;
}

const MOST_STEPS = 50;
/** No mean is further from 1 than e to this. */
const FARTHEST = 30;

const dot = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
};

export const meanAt = (row: Float64Array, coefficients: Float64Array, offset: number): number =>
  Math.exp(Math.min(FARTHEST, Math.max(-FARTHEST, dot(row, coefficients) + offset)));

const informationOf = ({ rows, weights, ridge }: QuasiPoissonData, means: Float64Array): Float64Array[] => {
  const size = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  for (const [at, row] of rows.entries()) {
    const weight = (weights[at] as number) * (means[at] as number);
    for (let i = 0; i < size; i++) {
      const line = matrix[i] as Float64Array;
      for (let j = 0; j < size; j++) line[j] = (line[j] as number) + weight * (row[i] as number) * (row[j] as number);
    }
  }
  for (let i = 1; i < size; i++) {
    const line = matrix[i] as Float64Array;
    line[i] = (line[i] as number) + ridge;
  }
  return matrix;
};

const slopeOf = ({ rows, counts, weights, ridge }: QuasiPoissonData, means: Float64Array, beta: Float64Array) => {
  const slope = beta.map((value, at) => (at === 0 ? 0 : -ridge * value));
  for (const [at, row] of rows.entries()) {
    const rest = (weights[at] as number) * ((counts[at] as number) - (means[at] as number));
    for (let i = 0; i < slope.length; i++) slope[i] = (slope[i] as number) + rest * (row[i] as number);
  }
  return slope;
};

const deviance = ({ counts, weights }: QuasiPoissonData, means: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < means.length; at++) {
    const [y, mean] = [counts[at] as number, means[at] as number];
    sum += (weights[at] as number) * ((y > 0 ? y * Math.log(y / mean) : 0) - (y - mean));
  }
  return 2 * sum;
};

const penalised = (data: QuasiPoissonData, means: Float64Array, beta: Float64Array): number =>
  deviance(data, means) + data.ridge * beta.reduce((sum, value, at) => sum + (at === 0 ? 0 : value * value), 0);

/**
 * Counts with a mean of log-linear form and a variance in proportion to it (McCullagh & Nelder, Generalized Linear Models, 2nd ed.
 * 1989, 6.2 and 9.2), by Newton's method, halving steps that lead away. Null where there is nothing to fit.
 */
export const fitQuasiPoisson = (data: QuasiPoissonData): QuasiPoissonFit | null => {
  const { rows, counts, offsets, weights } = data;
  const size = rows[0]?.length ?? 0;
  const total = dot(weights, counts);
  if (rows.length <= size || total <= 0) return null;
  const exposure = rows.reduce((sum, _, at) => sum + (weights[at] as number) * Math.exp(offsets[at] as number), 0);
  const meansOf = (beta: Float64Array) =>
    Float64Array.from(rows, (row, at) => meanAt(row, beta, offsets[at] as number));
  let beta = new Float64Array(size);
  beta[0] = Math.log(total / exposure);
  let means = meansOf(beta);
  let value = penalised(data, means, beta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const covariance = inverseOf(informationOf(data, means));
    if (!covariance) return null;
    const slope = slopeOf(data, means, beta);
    const way = Float64Array.from(covariance, (row) => dot(row, slope));
    if (way.every((part) => Math.abs(part) < 1e-10)) break;
    for (let scale = 1; scale > 1e-6; scale /= 2) {
      const there = beta.map((from, at) => from + scale * (way[at] as number));
      const reached = meansOf(there);
      const found = penalised(data, reached, there);
      if (!(found <= value + 1e-12 * Math.abs(value))) continue;
      [beta, means, value] = [there, reached, found];
      break;
    }
  }
  const covariance = inverseOf(informationOf(data, means));
  if (!covariance) return null;
  const freedom = rows.length - size;
  const pearson = rows.reduce((sum, _, at) => {
    const mean = means[at] as number;
    return sum + ((weights[at] as number) * ((counts[at] as number) - mean) ** 2) / mean;
  }, 0);
  return { coefficients: beta, covariance, means, dispersion: pearson / freedom, freedom };
};
