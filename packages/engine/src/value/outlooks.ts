import { setImmediate as otherWork } from 'node:timers/promises';
import {
  type BgNbd,
  bgNbdNextPurchase,
  expectedSpend,
  type Fitted,
  type GammaGamma,
  type Horizon,
  outlookOf,
} from '@parcours/core';
import { alikeKey, type Buyers, DAYS_PER_WEEK, historyAt } from './gatherBuyers.js';

/** [VALUE-2] A year, later money worth a hundredth less each month. */
export const HORIZON: Horizon = { months: 12, monthlyDiscount: 0.01 };

/** What is expected of one customer. */
export interface Expectation {
  readonly alive: number;
  readonly expected: number;
  /** Null without amounts. */
  readonly mean: number | null;
  readonly value: number | null;
  /** Days after the calibration; null where most never buy again, or not within five years. */
  readonly nextIn: number | null;
}

type Shared = Omit<Expectation, 'mean' | 'value'> & { readonly discounted: number };

const FARTHEST = 5 * 365;
/** Customers worked out before others have their turn. */
const AT_ONCE = 500;

const sharedOf = (model: BgNbd, history: ReturnType<typeof historyAt>): Shared => {
  const { alive, purchases, discounted } = outlookOf(model, history, HORIZON);
  const weeks = bgNbdNextPurchase(model, history);
  const nextIn = weeks !== null && weeks * DAYS_PER_WEEK <= FARTHEST ? Math.ceil(weeks * DAYS_PER_WEEK) : null;
  return { alive, expected: purchases, discounted, nextIn };
};

/** Of who bought once and is unlike anybody, where spend has no mean by the model: what the others spent. */
const meanOf = (all: Buyers, at: number, model: GammaGamma | null, among: number): number | null => {
  if (!model) return null;
  const repeats = all.repeats[at] as number;
  const mean = repeats > 0 ? (all.repeatSpent[at] as number) / repeats : 0;
  return mean > 0 ? expectedSpend(model, repeats, mean) : (expectedSpend(model, 0, 0) ?? among);
};

/** What is expected of each customer, in their order; those alike are worked out once. */
export const outlooksOf = async (
  all: Buyers,
  lastDay: number,
  model: BgNbd,
  spend: (Fitted<GammaGamma> & { readonly among: number }) | null,
): Promise<Expectation[]> => {
  const known = new Map<number, Shared>();
  const outlooks: Expectation[] = [];
  for (let at = 0; at < all.id.length; at++) {
    const key = alikeKey(all, at);
    let shared = known.get(key);
    if (!shared) {
      shared = sharedOf(model, historyAt(all, at, lastDay));
      known.set(key, shared);
      if (known.size % AT_ONCE === 0) await otherWork();
    }
    const mean = meanOf(all, at, spend, spend?.among ?? 0);
    const { discounted, ...rest } = shared;
    outlooks.push({ ...rest, mean, value: mean === null ? null : mean * discounted });
  }
  return outlooks;
};
