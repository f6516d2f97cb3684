import { countPairs, type PairCounts } from './countPairs.js';
import { cutoffOf, type Evaluation, evaluate, popularityOf } from './evaluate.js';
import type { Histories } from './histories.js';
import { METHODS, neighboursBy } from './methods.js';
import type { Neighbours } from './neighbours.js';

/** A method that can be served. */
export type ServedMethod = (typeof METHODS)[number] | 'popularity';

/** A method is chosen on the purchases between these shares of them, and told how good it is on those after the last. */
const CHOSEN_ON = [0.6, 0.8] as const;
/** Products that follow from each, as kept and as tried. */
const FOLLOWING = 60;

/** What is known once the methods were tried on the last part of history; instants in the unit of the histories. */
export interface Trial {
  readonly cutoff: number;
  readonly evaluations: Readonly<Record<ServedMethod, Evaluation>>;
  readonly method: ServedMethod;
}
export interface Learnt extends Trial {
  readonly counts: PairCounts;
  /** How products follow from one another by the method served; null for popularity. */
  readonly neighbours: Neighbours | null;
}

/** What is to be learnt from, and how many customers must have come back after the cut-off for it to be worth it. */
export interface LearnTask {
  readonly histories: Histories;
  readonly least: number;
}
export interface LearnFound {
  readonly returning: number;
  /** Null where fewer came back than asked for. */
  readonly learnt: Learnt | null;
}

const isBetter = ({ all: one }: Evaluation, { all: other }: Evaluation): boolean =>
  one.recall === other.recall ? (one.gain ?? 0) > (other.gain ?? 0) : (one.recall ?? 0) > (other.recall ?? 0);

type Evaluations = Trial['evaluations'];

/** Tries every method on what was bought after the cut-off, learnt from what came before. */
const tryMethods = (histories: Histories, cutoff: number, until: number): Evaluations => {
  const before = countPairs(histories, cutoff);
  const popularity = popularityOf(before);
  const on = (neighbours: Neighbours | null) => evaluate(histories, cutoff, { neighbours, popularity, until });
  const tried = METHODS.map((name) => [name, on(neighboursBy[name](before, FOLLOWING))] as const);
  return Object.fromEntries([['popularity', on(null)] as const, ...tried]) as Record<ServedMethod, Evaluation>;
};

const bestOf = (evaluations: Evaluations): ServedMethod => {
  const tried = Object.entries(evaluations) as [ServedMethod, Evaluation][];
  return tried.reduce((best, one) => (isBetter(one[1], best[1]) ? one : best))[0];
};

/** [NEXT-2] Chooses on one part of history, and measures on a later one that had no say in the choice. */
const runTrial = (histories: Histories): Trial => {
  const [from, to] = CHOSEN_ON.map((share) => cutoffOf(histories, share)) as [number, number];
  const method = bestOf(tryMethods(histories, from, to));
  return { method, cutoff: to, evaluations: tryMethods(histories, to, Infinity) };
};

/** [NEXT-2] Tries the methods, and learns the best one from all of history. */
export const learnPurchases = ({ histories, least }: LearnTask): LearnFound => {
  const trial = runTrial(histories);
  const returning = trial.evaluations.popularity.all.customers;
  if (returning < least) return { returning, learnt: null };
  const counts = countPairs(histories);
  const neighbours = trial.method === 'popularity' ? null : neighboursBy[trial.method](counts, FOLLOWING);
  return { returning, learnt: { ...trial, counts, neighbours } };
};
