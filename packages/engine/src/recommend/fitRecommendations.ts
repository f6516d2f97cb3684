import { setImmediate as otherWork } from 'node:timers/promises';
import {
  countPairs,
  cutoffOf,
  type Evaluation,
  evaluate,
  METHODS,
  type Neighbours,
  neighboursBy,
  type PairCounts,
  popularityOf,
  type recommendModelSchema,
} from '@parcours/core';
import type { z } from 'zod';
import { isEnough, type Supply } from './enough.js';
import type { Purchases } from './gatherPurchases.js';

export type RecommendModel = z.infer<typeof recommendModelSchema>;
type MethodName = RecommendModel['method'];

/** A method is chosen on the purchases between these shares of them, and told how good it is on those after the last. */
const CHOSEN_ON = [0.6, 0.8] as const;
/** Products that follow from each, as kept and as tried. */
const FOLLOWING = 60;

/** What is known once the methods were tried on the last part of history. */
export interface Trial {
  readonly cutoff: number;
  readonly evaluations: Readonly<Record<MethodName, Evaluation>>;
  readonly method: MethodName;
}
export interface Fitted extends Trial {
  readonly counts: PairCounts;
  /** How products follow from one another by the method served; null for popularity. */
  readonly neighbours: Neighbours | null;
}

const isBetter = ({ all: one }: Evaluation, { all: other }: Evaluation): boolean =>
  one.recall === other.recall ? (one.gain ?? 0) > (other.gain ?? 0) : (one.recall ?? 0) > (other.recall ?? 0);

type Evaluations = Trial['evaluations'];

/** Tries every method on what was bought after the cut-off, learnt from what came before. */
const tryMethods = async ({ histories }: Purchases, cutoff: number, until: number): Promise<Evaluations> => {
  const before = countPairs(histories, cutoff);
  const popularity = popularityOf(before);
  const on = (neighbours: Neighbours | null) => evaluate(histories, cutoff, { neighbours, popularity, until });
  const tried: [MethodName, Evaluation][] = [['popularity', on(null)]];
  for (const name of METHODS) {
    await otherWork();
    tried.push([name, on(neighboursBy[name](before, FOLLOWING))]);
  }
  return Object.fromEntries(tried) as Record<MethodName, Evaluation>;
};

const bestOf = (evaluations: Evaluations): MethodName => {
  const tried = Object.entries(evaluations) as [MethodName, Evaluation][];
  return tried.reduce((best, one) => (isBetter(one[1], best[1]) ? one : best))[0];
};

/** [NEXT-2] Chooses on one part of history, and measures on a later one that had no say in the choice. */
const runTrial = async (purchases: Purchases): Promise<Trial> => {
  const [from, to] = CHOSEN_ON.map((share) => cutoffOf(purchases.histories, share)) as [number, number];
  const method = bestOf(await tryMethods(purchases, from, to));
  return { method, cutoff: to, evaluations: await tryMethods(purchases, to, Infinity) };
};

/** Tries the methods, and learns the best one from all of history; only the trial where there is too little. */
export const fitRecommendations = async (purchases: Purchases): Promise<{ supply: Supply; fitted: Fitted | null }> => {
  const { customers, products } = purchases;
  const before = { customers, products: products.length, returning: Infinity };
  if (!isEnough(before)) return { supply: { ...before, returning: 0 }, fitted: null };
  const trial = await runTrial(purchases);
  const supply = { ...before, returning: trial.evaluations.popularity.all.customers };
  if (!isEnough(supply)) return { supply, fitted: null };
  const counts = countPairs(purchases.histories);
  await otherWork();
  const { method } = trial;
  const neighbours = method === 'popularity' ? null : neighboursBy[method](counts, FOLLOWING);
  return { supply, fitted: { ...trial, counts, neighbours } };
};
