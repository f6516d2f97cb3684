import { inverseOf } from './cholesky.js';

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** Values of each variable, one per person in one order, and what happened to each: 1 or 0. */
export interface LogisticData {
  readonly variables: readonly ArrayLike<number>[];
  readonly outcome: ArrayLike<number>;
}

/** What goes with a variable, the others held as they are. All null for one that is the same for everybody. */
export interface LogisticEffect {
  /** Log odds for one unit more, its standard error and 95 % interval (Wald). */
  readonly coefficient: number | null;
  readonly error: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** One standard deviation of the variable, in its unit: what makes effects comparable. */
  readonly deviation: number;
  /**
   * How much the chance of the outcome differs on average between having and not having it, where it is 0 or 1, else over one
   * standard deviation around each value; with its 95 % interval (delta method).
   */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly effects: readonly LogisticEffect[];
  readonly logLikelihood: number;
  /** That of a model that knows only how often it happens. */
  readonly nullLogLikelihood: number;
  readonly people: number;
  readonly events: number;
  /** Above 0 where the variables tell the outcome, or each other, apart fully: coefficients are then drawn towards none. */
  readonly ridge: number;
  readonly converged: boolean;
}

const MOST_STEPS = 60;
/** Standardised coefficients beyond this mean chances no data tell from 0 and 1. */
const FARTHEST = 12;

/** Variables with mean 0 and standard deviation 1; which vary, and how they were. */
interface Design {
  readonly rows: readonly Float64Array[];
  readonly outcome: ArrayLike<number>;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly varying: readonly number[];
}

const designOf = ({ variables, outcome }: LogisticData): Design => {
  const people = outcome.length;
  const columns = variables.map((column) => Float64Array.from(column));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / people);
  const deviations = columns.map((column, at) => {
    const squares = column.reduce((sum, value) => sum + (value - (means[at] as number)) ** 2, 0);
    const deviation = Math.sqrt(squares / Math.max(1, people - 1));
    return deviation > 1e-12 * Math.abs(means[at] as number) ? deviation : 0;
  });
  const varying = columns.flatMap((_, at) => ((deviations[at] as number) > 0 ? [at] : []));
  const rows = Array.from({ length: people }, () => new Float64Array(varying.length + 1).fill(1, 0, 1));
  for (const [place, at] of varying.entries()) {
    const column = columns[at] as Float64Array;
    for (let person = 0; person < people; person++) {
      const own = ((column[person] as number) - (means[at] as number)) / (deviations[at] as number);
      (rows[person] as Float64Array)[place + 1] = own;
    }
  }
  return { rows, outcome, means, deviations, varying };
};

const linear = (row: Float64Array, beta: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < row.length; at++) sum += (row[at] as number) * (beta[at] as number);
  return sum;
};
const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));

const penalty = (beta: Float64Array, ridge: number): number =>
  (ridge / 2) * beta.reduce((sum, value, at) => sum + (at === 0 ? 0 : value * value), 0);

const likelihoodOf = ({ rows, outcome }: Design, beta: Float64Array): number => {
  let sum = 0;
  for (let person = 0; person < rows.length; person++) {
    const odds = linear(rows[person] as Float64Array, beta);
    const far = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds));
    sum += (outcome[person] as number) * odds - far;
  }
  return sum;
};

/** The slope of the likelihood and its curvature XᵀWX + ridge at a point. */
const curveAt = ({ rows, outcome }: Design, beta: Float64Array, ridge: number) => {
  const slope = new Float64Array(beta.length);
  const curve = Array.from(beta, () => new Float64Array(beta.length));
  for (let person = 0; person < rows.length; person++) {
    const row = rows[person] as Float64Array;
    const p = chance(linear(row, beta));
    const weight = p * (1 - p);
    const rest = (outcome[person] as number) - p;
    for (let i = 0; i < row.length; i++) {
      const x = row[i] as number;
      slope[i] = (slope[i] as number) + rest * x;
      const line = curve[i] as Float64Array;
      const own = weight * x;
      for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + own * (row[j] as number);
    }
  }
  for (let i = 0; i < beta.length; i++)
    for (let j = 0; j < i; j++) (curve[j] as Float64Array)[i] = curve[i]?.[j] as number;
  for (let i = 1; i < beta.length; i++) {
    slope[i] = (slope[i] as number) - ridge * (beta[i] as number);
    const line = curve[i] as Float64Array;
    line[i] = (line[i] as number) + ridge;
  }
  return { slope, curve };
};

interface Solved {
  readonly beta: Float64Array;
  readonly covariance: readonly Float64Array[];
  readonly converged: boolean;
}

/** Newton's steps, halved while they lead down; null where the curvature has no inverse. */
const solve = (design: Design, ridge: number): Solved | null => {
  let beta: Float64Array = new Float64Array(design.varying.length + 1);
  let value = likelihoodOf(design, beta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, curve } = curveAt(design, beta, ridge);
    const covariance = inverseOf(curve);
    if (!covariance) return null;
    const way = Float64Array.from(covariance, (row) => linear(row, slope));
    if (way.every((part) => Math.abs(part) < 1e-9)) return { beta, covariance, converged: true };
    let [scale, there, reached]: [number, Float64Array, number] = [1, beta, Number.NEGATIVE_INFINITY];
    for (; scale > 1e-6; scale /= 2) {
      there = beta.map((from, at) => from + scale * (way[at] as number));
      reached = likelihoodOf(design, there) - penalty(there, ridge);
      if (reached >= value - 1e-12 * Math.abs(value)) break;
    }
    [beta, value] = [there, reached];
    if (beta.some((part, at) => at > 0 && Math.abs(part) > FARTHEST)) return null;
  }
  const covariance = inverseOf(curveAt(design, beta, ridge).curve);
  return covariance && { beta, covariance, converged: false };
};

const isBinary = (column: ArrayLike<number>): boolean =>
  Array.from(column).every((value) => value === 0 || value === 1);

/** The average marginal effect of a variable and its standard error by the delta method. */
const differenceOf = (design: Design, { beta, covariance }: Solved, at: number, column: ArrayLike<number>) => {
  const place = design.varying.indexOf(at) + 1;
  const binary = isBinary(column);
  const [mean, deviation] = [design.means[at] as number, design.deviations[at] as number];
  const gradient = new Float64Array(beta.length);
  let value = 0;
  for (const row of design.rows) {
    const own = row[place] as number;
    const sides = binary ? [(1 - mean) / deviation, -mean / deviation] : [own + 0.5, own - 0.5];
    for (const [side, x] of sides.entries()) {
      const sign = side === 0 ? 1 : -1;
      const p = chance(linear(row, beta) + (beta[place] as number) * (x - own));
      value += sign * p;
      for (let i = 0; i < beta.length; i++)
        gradient[i] = (gradient[i] as number) + sign * p * (1 - p) * (i === place ? x : (row[i] as number));
    }
  }
  const people = design.rows.length;
  const variance = gradient.reduce((sum, part, i) => sum + part * linear(covariance[i] as Float64Array, gradient), 0);
  const spread = (Z * Math.sqrt(variance)) / people;
  return { value: value / people, low: value / people - spread, high: value / people + spread };
};

const effectOf = (design: Design, solved: Solved, at: number, column: ArrayLike<number> | null): LogisticEffect => {
  const deviation = design.deviations[at] as number;
  if (deviation === 0) return { coefficient: null, error: null, low: null, high: null, deviation, difference: null };
  const place = design.varying.indexOf(at) + 1;
  const coefficient = (solved.beta[place] as number) / deviation;
  const error = Math.sqrt(solved.covariance[place]?.[place] as number) / deviation;
  return {
    ...{ coefficient, error, low: coefficient - Z * error, high: coefficient + Z * error, deviation },
    difference: column && differenceOf(design, solved, at, column),
  };
};

/**
 * Logistic regression by maximum likelihood, by Newton's method, which is iteratively reweighted least squares (McCullagh & Nelder,
 * Generalized Linear Models, 2nd ed. 1989, 4.4). Where variables separate the outcome or are copies of each other there is no
 * greatest likelihood: it is then penalised by half a ridge of 1 on standardised coefficients (le Cessie & van Houwelingen,
 * Applied Statistics 41, 1992). Null where the outcome is the same for everybody. What goes together need not cause. `only` so many
 * of the variables, the first ones, have their difference worked out.
 */
export const fitLogistic = (data: LogisticData, { only }: { readonly only?: number } = {}): LogisticFit | null => {
  const people = data.outcome.length;
  const events = Array.from(data.outcome).reduce((sum, value) => sum + value, 0);
  if (events === 0 || events === people) return null;
  const design = designOf(data);
  const plain = solve(design, 0);
  const ridge = plain?.converged ? 0 : 1;
  const solved = plain?.converged ? plain : solve(design, ridge);
  if (!solved) return null;
  const told = data.variables.slice(0, only);
  const effects = data.variables.map((column, at) => effectOf(design, solved, at, at < told.length ? column : null));
  const share = events / people;
  return {
    intercept: effects.reduce(
      (sum, { coefficient }, at) => sum - (coefficient ?? 0) * (design.means[at] as number),
      solved.beta[0] as number,
    ),
    effects,
    logLikelihood: likelihoodOf(design, solved.beta),
    nullLogLikelihood: events * Math.log(share) + (people - events) * Math.log(1 - share),
    ...{ people, events, ridge, converged: solved.converged },
  };
};
