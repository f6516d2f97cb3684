import { logGamma } from '../gamma.js';

const SMALLEST = 1e-300;
const MOST_TERMS = 20_000;

/** The continued fraction of the incomplete beta function by Lentz's method (DLMF 8.17.22). */
const fraction = (a: number, b: number, x: number): number => {
  const away = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-14) return value;
  }
  return value;
};

/** The regularised incomplete beta function I_x(a, b) (DLMF 8.17). */
export const incompleteBeta = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b;
};

/** The x at which a decreasing function comes down to a value, by halving [low, high]. */
const whereFalls = (of: (x: number) => number, to: number, low: number, high: number): number => {
  let [from, until] = [low, high];
  for (let step = 0; step < 200 && until - from > 1e-13 * Math.max(1, until); step++) {
    const middle = (from + until) / 2;
    if (of(middle) > to) from = middle;
    else until = middle;
  }
  return (from + until) / 2;
};

/** What Student's t with so many degrees of freedom exceeds with a probability of at most a half (DLMF 8.17, Abramowitz & Stegun 26.7.1). */
export const studentQuantile = (tail: number, freedom: number): number =>
  whereFalls((t) => incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2, tail, 0, 1e6);

/** The same of the standard normal distribution: that of a Student's t with very many degrees of freedom. */
export const normalQuantile = (tail: number): number => {
  const t = studentQuantile(tail, 1e7);
  return t - (t ** 3 + t) / 4e7;
};

/** A count whose variance is `dispersion` times its mean: negative binomial, in its limit Poisson. */
export interface CountSpread {
  readonly mean: number;
  /** At least 1. */
  readonly dispersion: number;
}

/** Nearer to 1 than this, and it is Poisson's to eight digits. */
const NEAREST = 1e-7;

/** The chance of more than `count`, and of as many or fewer. */
const tailsOf = ({ mean, dispersion }: CountSpread, count: number): { above: number; upTo: number } => {
  if (count < 0) return { above: 1, upTo: 0 };
  if (mean <= 0) return { above: 0, upTo: 1 };
  const over = Math.max(dispersion - 1, NEAREST);
  const [size, success] = [mean / over, 1 / (1 + over)];
  const above = incompleteBeta(count + 1, size, 1 - success);
  return { above, upTo: above < 0.5 ? 1 - above : incompleteBeta(size, count + 1, success) };
};

/** The least whole number of which a condition holds that holds of all greater ones. */
const leastWhere = (holds: (count: number) => boolean, near: number): number => {
  let high = Math.max(1, Math.ceil(near));
  while (!holds(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/**
 * The counts that lie outside with a probability of at most `tail` on either side (Johnson, Kemp & Kotz, Univariate Discrete
 * Distributions, 3rd ed. 2005, 5.6 for the tails of the negative binomial distribution).
 */
export const countBounds = (spread: CountSpread, tail: number): { low: number; high: number } => ({
  high: leastWhere((count) => tailsOf(spread, count).above <= tail, spread.mean),
  low: leastWhere((count) => tailsOf(spread, count).upTo > tail, spread.mean),
});
