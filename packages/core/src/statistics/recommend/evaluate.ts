import type { PairCounts } from './countPairs.js';
import { boughtUntil, customersOf, type Histories } from './histories.js';
import type { Neighbours } from './neighbours.js';
import { type Popularity, recommend } from './recommend.js';

/** How many recommendations a method is judged by. */
export const RECALL_AT = 20;

/** The mean over customers of the share found, with its standard error; null where no customer can be asked about. */
export interface Recall {
  readonly customers: number;
  readonly recall: number | null;
  readonly error: number | null;
  /** How far up what was found stands, from 0 to 1 (NDCG@20): it tells methods apart where the catalogue is so small that all find all. */
  readonly gain: number | null;
  /** The recall of each customer asked about, in their order: the same customers for every method. */
  readonly each: readonly number[];
}
export interface Evaluation {
  /** Of all that was bought after the cut-off, and of what had not been bought before it. */
  readonly all: Recall;
  readonly fresh: Recall;
}

/** What is foretold by; null stands for popularity alone. */
interface Foretelling {
  readonly neighbours: Neighbours | null;
  readonly popularity: Popularity;
  readonly until?: number;
}

/** The instant up to which a share of the purchases was made. */
export const cutoffOf = ({ at }: Histories, share: number): number => {
  const sorted = Float64Array.from(at).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

/** How popular each product is among those who bought; of equally many the lower number first. */
export const popularityOf = ({ buyers, customers }: PairCounts): Popularity => ({
  share: Float64Array.from(buyers, (count) => count / Math.max(1, customers)),
  ranked: [...buyers.keys()].sort((a, b) => (buyers[b] as number) - (buyers[a] as number) || a - b),
});

interface Found {
  readonly recall: number;
  readonly gain: number;
}

const summed = (found: readonly Found[]): Recall => {
  const customers = found.length;
  if (customers === 0) return { customers, recall: null, error: null, gain: null, each: [] };
  const recalls = found.map((one) => one.recall);
  const recall = recalls.reduce((sum, one) => sum + one, 0) / customers;
  const squares = recalls.reduce((sum, one) => sum + (one - recall) ** 2, 0);
  const gain = found.reduce((sum, one) => sum + one.gain, 0) / customers;
  const error = customers < 2 ? null : Math.sqrt(squares / (customers - 1) / customers);
  return { customers, recall, error, gain, each: recalls };
};

/** Discounted cumulative gain (Järvelin & Kekäläinen, ACM Transactions on Information Systems 20, 2002) of places from 0. */
const gainOf = (places: Iterable<number>): number => {
  let gain = 0;
  for (const place of places) gain += 1 / Math.log2(place + 2);
  return gain;
};

/**
 * Recall@20 of what customers bought after a cut-off, foretold from what they had bought until then: the share of their later products
 * among the 20 recommended, of at most 20, averaged over customers (Liang et al., Variational Autoencoders for Collaborative Filtering,
 * WWW 2018, 4.2). Neighbours and popularity must have been learnt until the cut-off; null stands for popularity alone. What was bought
 * after `until` is not looked at.
 */
export const evaluate = (
  histories: Histories,
  cutoff: number,
  { neighbours, popularity, until = Infinity }: Foretelling,
): Evaluation => {
  const [all, fresh]: [Found[], Found[]] = [[], []];
  const found = (own: readonly number[], later: readonly number[], onlyNew: boolean): Found => {
    const told = recommend(own, neighbours, { popularity, most: RECALL_AT, onlyNew });
    const wanted = new Set(later);
    const places = told.flatMap(({ product }, place) => (wanted.has(product) ? [place] : []));
    const best = Math.min(RECALL_AT, later.length);
    return { recall: places.length / best, gain: gainOf(places) / gainOf(Array(best).keys()) };
  };
  for (let customer = 0; customer < customersOf(histories); customer++) {
    const own = boughtUntil(histories, customer, cutoff);
    const later = boughtBetween(histories, customer, cutoff, until);
    if (own.length === 0 || later.length === 0) continue;
    all.push(found(own, later, false));
    const had = new Set(own);
    const unknown = later.filter((product) => !had.has(product));
    if (unknown.length > 0) fresh.push(found(own, unknown, true));
  }
  return { all: summed(all), fresh: summed(fresh) };
};

const boughtBetween = (
  { start, product, at }: Histories,
  customer: number,
  cutoff: number,
  until: number,
): number[] => {
  const later = new Set<number>();
  for (let i = start[customer] as number; i < (start[customer + 1] as number); i++)
    if ((at[i] as number) > cutoff && (at[i] as number) <= until) later.add(product[i] as number);
  return [...later];
};
