import type { Fitted } from './fitBgNbd.js';
import { logGamma } from './gamma.js';
import { hyp2f1 } from './hyp2f1.js';
import { differenced, minimise } from './minimise.js';
import { countBuyers, logAdd, type PurchaseHistories, type PurchaseHistory } from './purchases.js';

/**
 * The Pareto/NBD model (Schmittlein, Morrison & Colombo, "Counting Your Customers", Management Science 33, 1987): whoever is alive
 * buys at a rate λ ~ Gamma(r, alpha), and leaves at any time at a rate μ ~ Gamma(s, beta).
 */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Of the series: with alpha and beta up to fifty times each other fewer are needed. */
const MOST_TERMS = 1_500;

/** One of the two terms of A₀: ₂F₁(r+s+x, k; r+s+x+1; z)/(high + t)^(r+s+x), as a logarithm. */
const logTerm = (high: number, gap: number, shape: number, k: number, t: number): number =>
  Math.log(hyp2f1(shape, k, shape + 1, gap / (high + t), MOST_TERMS)) - shape * Math.log(high + t);

/** ln A₀ of Fader & Hardie, "A Note on Deriving the Pareto/NBD Model and Related Expressions", 2005, equations 17 and 19. */
const logA0 = ({ r, alpha, s, beta }: ParetoNbd, { frequency: x, recency, age }: PurchaseHistory): number => {
  const high = Math.max(alpha, beta);
  const gap = Math.abs(alpha - beta);
  const [shape, k] = [r + s + x, alpha >= beta ? s + 1 : r + x];
  const [early, late] = [logTerm(high, gap, shape, k, recency), logTerm(high, gap, shape, k, age)];
  return early > late ? early + Math.log1p(-Math.exp(late - early)) : Number.NEGATIVE_INFINITY;
};

/** The logarithms of the two ways to have been seen so: alive until the end, or gone before. */
const ways = (model: ParetoNbd, history: PurchaseHistory): { stayed: number; gone: number } => {
  const { r, alpha, s, beta } = model;
  const { frequency: x, age } = history;
  const stayed = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
  return { stayed, gone: logA0(model, history) + Math.log(s / (r + s + x)) };
};

/** The log-likelihood of the Pareto/NBD model (Fader & Hardie 2005, equation 18). */
export const paretoNbdLogLikelihood = (model: ParetoNbd, histories: PurchaseHistories): number => {
  const { r, alpha, s, beta } = model;
  const { frequency, recency, age, customers } = histories;
  const fixed = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  let sum = 0;
  for (let row = 0; row < customers.length; row++) {
    const x = frequency[row] as number;
    const history = { frequency: x, recency: recency[row] as number, age: age[row] as number };
    const { stayed, gone } = ways(model, history);
    sum += (customers[row] as number) * (fixed + logGamma(r + x) + logAdd(stayed, gone));
  }
  return sum;
};

const modelAt = (at: Float64Array | readonly number[]): ParetoNbd => {
  const [r, alpha, s, beta] = Array.from(at, Math.exp) as [number, number, number, number];
  return { r, alpha, s, beta };
};

const BOUND = 12;
/** Where it takes more steps the likelihood is flat. */
const MOST_STEPS = 40;

/** The Pareto/NBD model of greatest likelihood. Time is in the unit of the histories. */
export const fitParetoNbd = (histories: PurchaseHistories): Fitted<ParetoNbd> => {
  const { all } = countBuyers(histories);
  const objective = differenced((at) => {
    const value = -paretoNbdLogLikelihood(modelAt(at), histories) / all;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  });
  let span = 0;
  for (let row = 0; row < histories.age.length; row++)
    span += ((histories.age[row] as number) * (histories.customers[row] as number)) / all;
  const scale = Math.log(Math.max(span, 1e-3) / 3);
  const best = minimise(objective, [-0.5, scale, -0.5, scale + 0.1], {
    tolerance: 1e-6,
    bound: BOUND,
    iterations: MOST_STEPS,
  });
  const inner = best.at.every((value) => Math.abs(value) < BOUND);
  return { ...modelAt(best.at), logLikelihood: -best.value * all, converged: best.converged && inner };
};

/** The probability of being alive at the end of observation (Fader & Hardie 2005, section 5.1). */
export const paretoNbdAlive = (model: ParetoNbd, history: PurchaseHistory): number => {
  const { stayed, gone } = ways(model, history);
  return 1 / (1 + Math.exp(gone - stayed));
};

/** The purchases expected of a customer within t after the end of observation (Fader & Hardie 2005, section 5.2). */
export const paretoNbdExpected = (model: ParetoNbd, history: PurchaseHistory, t: number): number => {
  const { r, alpha, s, beta } = model;
  const { frequency: x, age } = history;
  const logStay = Math.log((beta + age) / (beta + age + t));
  // (1 − e^((s−1)·ln))/(s − 1), which at s = 1 is −ln.
  const lasting = Math.abs(s - 1) < 1e-9 ? -logStay : -Math.expm1((s - 1) * logStay) / (s - 1);
  return (paretoNbdAlive(model, history) * (r + x) * (beta + age) * lasting) / (alpha + age);
};
