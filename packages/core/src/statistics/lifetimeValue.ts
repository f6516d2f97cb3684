import { type BgNbd, bgNbdAlive, bgNbdExpected } from './bgNbd.js';
import type { PurchaseHistory } from './purchases.js';

/** Weeks in a month, as the horizon and its discount are counted. */
export const WEEKS_PER_MONTH = 4.345;

/** How far ahead is looked, and what later money is worth less a month. */
export interface Horizon {
  readonly months: number;
  readonly monthlyDiscount: number;
}

/** What is expected of a customer over a horizon, histories in weeks. */
export interface Outlook {
  readonly alive: number;
  /** Purchases expected over all of it. */
  readonly purchases: number;
  /** The same, each worth less by the discount of its month: times the mean spend this is the lifetime value. */
  readonly discounted: number;
}

/**
 * The purchases expected of a customer month by month, and what they are worth now: Σ (E[Y(m)] − E[Y(m − 1)])/(1 + d)ᵐ (Fader, Hardie &
 * Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42, 2005, by months).
 */
export const outlookOf = (model: BgNbd, history: PurchaseHistory, { months, monthlyDiscount }: Horizon): Outlook => {
  let [before, discounted] = [0, 0];
  for (let month = 1; month <= months; month++) {
    const purchases = bgNbdExpected(model, history, month * WEEKS_PER_MONTH);
    discounted += (purchases - before) / (1 + monthlyDiscount) ** month;
    before = purchases;
  }
  return { alive: bgNbdAlive(model, history), purchases: before, discounted };
};
