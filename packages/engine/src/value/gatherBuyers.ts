import type { PurchaseHistories, PurchaseHistory } from '@parcours/core';
import type { Warehouse } from '../ports.js';
import { buyers, type PurchasesAsked } from './purchases.sql.js';

export const DAYS_PER_WEEK = 7;

/** Who bought, in columns. Days are numbered since 1970. */
export interface Buyers {
  readonly id: string[];
  /** Days on which they bought, the first of them and the last. */
  readonly days: number[];
  readonly first: number[];
  readonly last: number[];
  readonly spent: number[];
  /** Of the days after the first with an amount: how many, and how much. */
  readonly repeats: number[];
  readonly repeatSpent: number[];
}

type Line = [id: string, days: number, first: number, last: number, spent: number, repeats: number, again: number];

/** A sum a double cannot hold counts as none. */
const finite = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0);

export const gatherBuyers = async ({ warehouse }: { warehouse: Warehouse }, asked: PurchasesAsked): Promise<Buyers> => {
  const { text, parameters } = buyers(asked);
  const all: Buyers = { id: [], days: [], first: [], last: [], spent: [], repeats: [], repeatSpent: [] };
  for await (const lines of warehouse.stream(text, parameters))
    for (const [id, days, first, last, spent, repeats, again] of lines as unknown as Line[]) {
      all.id.push(id);
      all.days.push(days);
      all.first.push(first);
      all.last.push(last);
      all.spent.push(finite(spent));
      all.repeats.push(repeats);
      all.repeatSpent.push(finite(again));
    }
  return all;
};

/** [VALUE-1] A customer's history in weeks up to a day. */
export const historyOf = (days: number, first: number, last: number, lastDay: number): PurchaseHistory => ({
  frequency: days - 1,
  recency: (last - first) / DAYS_PER_WEEK,
  age: (lastDay - first) / DAYS_PER_WEEK,
});

export const historyAt = (all: Buyers, at: number, lastDay: number): PurchaseHistory =>
  historyOf(all.days[at] as number, all.first[at] as number, all.last[at] as number, lastDay);

/** One number for whoever bought on as many days, first and last on the same ones. */
export const alikeKey = (all: Buyers, at: number): number =>
  ((all.first[at] as number) * 65_536 + (all.last[at] as number)) * 65_536 + (all.days[at] as number);

/** All histories up to a day, those alike counted together. */
export const historiesOf = (all: Buyers, lastDay: number): PurchaseHistories => {
  const counts = new Map<number, number>();
  const examples: number[] = [];
  for (let at = 0; at < all.id.length; at++) {
    const key = alikeKey(all, at);
    const known = counts.get(key);
    if (known === undefined) examples.push(at);
    counts.set(key, (known ?? 0) + 1);
  }
  const told = (of: keyof PurchaseHistory) => Float64Array.from(examples, (at) => historyAt(all, at, lastDay)[of]);
  return {
    ...{ frequency: told('frequency'), recency: told('recency'), age: told('age') },
    customers: Float64Array.from(counts.values()),
  };
};
