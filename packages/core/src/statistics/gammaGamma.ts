import type { Fitted } from './fitBgNbd.js';
import { digamma, logGamma } from './gamma.js';
import { minimise, type Objective } from './minimise.js';

/**
 * The Gamma–Gamma model of spend (Fader & Hardie, "The Gamma-Gamma Model of Monetary Value", 2013; Colombo & Jiang 1999): what a
 * purchase is worth varies around each customer's mean as Gamma(p, ν), and ν among customers as Gamma(q, v).
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** Of each customer how many purchases were seen (above 0), and their mean (above 0). */
export interface Spends {
  readonly purchases: ArrayLike<number>;
  readonly mean: ArrayLike<number>;
}

type Sums = [value: number, p: number, q: number, v: number];

/** How many customers made each number of purchases. */
const tally = ({ purchases }: Spends): Map<number, number> => {
  const counts = new Map<number, number>();
  for (let row = 0; row < purchases.length; row++) {
    const x = purchases[row] as number;
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  return counts;
};

const sumsOf = ({ p, q, v }: GammaGamma, spends: Spends, counts: ReadonlyMap<number, number>): Sums => {
  const { purchases, mean } = spends;
  const all = purchases.length;
  const logV = Math.log(v);
  const sums: Sums = [all * (q * logV - logGamma(q)), 0, all * (logV - digamma(q)), (all * q) / v];
  for (const [x, n] of counts) {
    const [both, own] = [digamma(p * x + q), digamma(p * x)];
    sums[0] += n * (logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x));
    sums[1] += n * x * (both - own + Math.log(x));
    sums[2] += n * both;
  }
  for (let row = 0; row < all; row++) {
    const [x, z] = [purchases[row] as number, mean[row] as number];
    const [logZ, total] = [Math.log(z), v + x * z];
    const logTotal = Math.log(total);
    sums[0] += (p * x - 1) * logZ - (p * x + q) * logTotal;
    sums[1] += x * (logZ - logTotal);
    sums[2] -= logTotal;
    sums[3] -= (p * x + q) / total;
  }
  return sums;
};

/** The log-likelihood of the Gamma–Gamma model (Fader & Hardie 2013, equation 1a). */
export const gammaGammaLogLikelihood = (model: GammaGamma, spends: Spends): number =>
  sumsOf(model, spends, tally(spends))[0];

const modelAt = (at: Float64Array | readonly number[]): GammaGamma => {
  const [p, q, v] = Array.from(at, Math.exp) as [number, number, number];
  return { p, q, v };
};

const BOUND = 14;

/** The Gamma–Gamma model of greatest likelihood, in the unit of the means given. */
export const fitGammaGamma = (spends: Spends): Fitted<GammaGamma> => {
  const all = spends.purchases.length;
  const counts = tally(spends);
  const objective: Objective = (at, into) => {
    const model = modelAt(at);
    const [value, p, q, v] = sumsOf(model, spends, counts);
    into.set([-p * model.p, -q * model.q, -v * model.v].map((part) => part / all));
    return -value / all;
  };
  let mean = 0;
  for (let row = 0; row < all; row++) mean += (spends.mean[row] as number) / all;
  const best = minimise(objective, [1, 1, Math.log(mean)], { bound: BOUND });
  const inner = best.at.every((value) => Math.abs(value) < BOUND);
  return { ...modelAt(best.at), logLikelihood: -best.value * all, converged: best.converged && inner };
};

/**
 * The mean spend expected of a customer's purchases (Fader & Hardie 2013, equation 5): the less is seen of them, the nearer to that
 * of all. Null where the model has no mean to tell: no purchase seen, and q at most 1.
 */
export const expectedSpend = ({ p, q, v }: GammaGamma, purchases: number, mean: number): number | null => {
  const below = p * purchases + q - 1;
  return below > 0 ? (p * (v + purchases * mean)) / below : null;
};
