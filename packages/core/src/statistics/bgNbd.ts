import { hyp2f1 } from './hyp2f1.js';
import type { PurchaseHistory } from './purchases.js';

/**
 * The BG/NBD model (Fader, Hardie & Lee, "“Counting Your Customers” the Easy Way: An Alternative to the Pareto/NBD Model", Marketing
 * Science 24, 2005): whoever is alive buys at a rate λ ~ Gamma(r, alpha), and after each purchase leaves for good with a
 * probability p ~ Beta(a, b).
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Where a formula divides by zero its limit is met by a step to the side that no figure shows. */
const aside = (value: number): number => (Math.abs(value) < 1e-7 ? 1e-7 : value);
/** Beyond this a, p hardly varies among customers, and the powers below leave the doubles. */
const POINT_LIKE = 200;

/** With p the same for all: ∫ e^(−λps) λ ds over [0, t] for λ ~ Gamma(shape, rate). */
const atPoint = (p: number, shape: number, rate: number, t: number): number =>
  (1 - Math.exp(-shape * Math.log1p((p * t) / rate))) / p;

/** The purchases within t of somebody alive, with λ ~ Gamma(shape, rate) and p ~ Beta(a, b): equation 9 and the numerator of 10. */
const purchasesAlive = (a: number, b: number, shape: number, rate: number, t: number): number => {
  const point = () => atPoint(a / (a + b), shape, rate, t);
  if (a > POINT_LIKE) return point();
  const less = aside(a - 1);
  const c = aside(less + b);
  const remain = (rate / (rate + t)) ** shape * hyp2f1(shape, c - less, c, t / (rate + t));
  const expected = (c / less) * (1 - remain);
  return Number.isFinite(expected) ? Math.max(0, expected) : point();
};

/** The purchases after the first expected within t of the first (equation 9). */
export const bgNbdPurchases = ({ r, alpha, a, b }: BgNbd, t: number): number => purchasesAlive(a, b, r, alpha, t);

/**
 * The probability of being alive at the end of observation (Fader, Hardie & Lee, "Computing P(alive) Using the BG/NBD Model", 2008).
 * Whoever bought once has had no occasion to leave after a repeat purchase: the model says 1.
 */
export const bgNbdAlive = ({ r, alpha, a, b }: BgNbd, { frequency: x, recency, age }: PurchaseHistory): number => {
  if (x === 0) return 1;
  const odds = Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + age) / (alpha + recency));
  return 1 / (1 + Math.exp(odds));
};

/** The purchases expected of a customer within t after the end of observation (equation 10). */
export const bgNbdExpected = (model: BgNbd, history: PurchaseHistory, t: number): number => {
  const { r, alpha, a, b } = model;
  const { frequency: x, age } = history;
  return bgNbdAlive(model, history) * purchasesAlive(a, b + x, r + x, alpha + age, t);
};

/**
 * The time after the end of observation by which a customer has bought again with the given probability: nobody alive leaves before
 * their next purchase, so P(bought by t) = P(alive)·(1 − ((α + T)/(α + T + t))^(r+x)). Null where P(alive) is not above it.
 */
export const bgNbdNextPurchase = (model: BgNbd, history: PurchaseHistory, probability = 0.5): number | null => {
  const alive = bgNbdAlive(model, history);
  if (alive <= probability) return null;
  const { r, alpha } = model;
  return (alpha + history.age) * Math.expm1(-Math.log1p(-probability / alive) / (r + history.frequency));
};
