import type { BgNbd } from './bgNbd.js';
import { minimise, type Objective } from './minimise.js';
import { countBuyers, logAdd, type PurchaseHistories } from './purchases.js';

/** A fitted model; `converged` is false where the likelihood has no inner maximum to tell. */
export type Fitted<Model> = Model & { readonly logLikelihood: number; readonly converged: boolean };

/** How many customers made more than i purchases after the first, for each i: the weights of products over purchases. */
const beyond = ({ frequency, customers }: PurchaseHistories): Float64Array => {
  let most = 0;
  for (let row = 0; row < frequency.length; row++) most = Math.max(most, frequency[row] as number);
  const counts = new Float64Array(most);
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number;
    if (x > 0) counts[x - 1] = (counts[x - 1] as number) + (customers[row] as number);
  }
  for (let i = most - 2; i >= 0; i--) counts[i] = (counts[i] as number) + (counts[i + 1] as number);
  return counts;
};

type Sums = [value: number, r: number, alpha: number, a: number, b: number];

/** Σ ln Γ(r+x)/Γ(r) + ln Γ(a+b)Γ(b+x)/(Γ(b)Γ(a+b+x)) over customers: as x is whole, products of x factors. */
const addProducts = (sums: Sums, { r, a, b }: BgNbd, weights: Float64Array): void => {
  for (let i = 0; i < weights.length; i++) {
    const n = weights[i] as number;
    const both = 1 / (a + b + i);
    sums[0] += n * Math.log((r + i) * (b + i) * both);
    sums[1] += n / (r + i);
    sums[3] -= n * both;
    sums[4] += n * (1 / (b + i) - both);
  }
};

/** What depends on when they bought: ln(A₃ + A₄), with the parts of each in the gradient. */
const addTimes = (sums: Sums, { r, alpha, a, b }: BgNbd, histories: PurchaseHistories): void => {
  const { frequency, recency, age, customers } = histories;
  for (let row = 0; row < customers.length; row++) {
    const [x, n] = [frequency[row] as number, customers[row] as number];
    const atAge = alpha + (age[row] as number);
    const logAge = Math.log(atAge);
    const shape = r + x;
    if (x === 0) {
      sums[0] -= n * shape * logAge;
      sums[1] -= n * logAge;
      sums[2] -= (n * shape) / atAge;
      continue;
    }
    const atRecency = alpha + (recency[row] as number);
    const logRecency = Math.log(atRecency);
    const stays = -shape * logAge;
    const left = Math.log(a / (b + x - 1)) - shape * logRecency;
    const both = logAdd(stays, left);
    const gone = Math.exp(left - both);
    sums[0] += n * both;
    sums[1] -= n * ((1 - gone) * logAge + gone * logRecency);
    sums[2] -= n * shape * ((1 - gone) / atAge + gone / atRecency);
    sums[3] += (n * gone) / a;
    sums[4] -= (n * gone) / (b + x - 1);
  }
};

const sumsOf = (model: BgNbd, histories: PurchaseHistories, weights: Float64Array, all: number): Sums => {
  const { r, alpha } = model;
  const sums: Sums = [all * r * Math.log(alpha), all * Math.log(alpha), (all * r) / alpha, 0, 0];
  addProducts(sums, model, weights);
  addTimes(sums, model, histories);
  return sums;
};

/** The log-likelihood of the BG/NBD model (Fader, Hardie & Lee 2005, equation 6, in the form of their section 5). */
export const bgNbdLogLikelihood = (model: BgNbd, histories: PurchaseHistories): number =>
  sumsOf(model, histories, beyond(histories), countBuyers(histories).all)[0];

const modelAt = (at: Float64Array | readonly number[]): BgNbd => {
  const [r, alpha, a, b] = Array.from(at, Math.exp) as [number, number, number, number];
  return { r, alpha, a, b };
};

/** Parameters stay between e⁻¹² and e¹²: beyond, customers do not differ in what they stand for. */
const BOUND = 12;

/**
 * The BG/NBD model of greatest likelihood, found in the logarithms of its parameters; where that ends without an answer, once more from
 * where few ever leave. Time is in the unit of the histories.
 */
export const fitBgNbd = (histories: PurchaseHistories): Fitted<BgNbd> => {
  const { all, again } = countBuyers(histories);
  const weights = beyond(histories);
  const objective: Objective = (at, into) => {
    const model = modelAt(at);
    const [value, r, alpha, a, b] = sumsOf(model, histories, weights, all);
    into.set([-r * model.r, -alpha * model.alpha, -a * model.a, -b * model.b].map((part) => part / all));
    return -value / all;
  };
  let span = 0;
  for (let row = 0; row < histories.age.length; row++)
    span += ((histories.age[row] as number) * (histories.customers[row] as number)) / all;
  const scale = Math.log(Math.max(span, 1e-3) / 4);
  const first = minimise(objective, [-1, scale, 0, 0.7], { bound: BOUND });
  const second = first.converged ? first : minimise(objective, [0, scale, -2, 1], { bound: BOUND });
  const best = second.value < first.value ? second : first;
  // Where nobody bought again the likelihood only tends to 1, at no buying at all.
  const converged = best.converged && again > 0 && best.at.every((value) => Math.abs(value) < BOUND);
  return { ...modelAt(best.at), logLikelihood: -best.value * all, converged };
};
