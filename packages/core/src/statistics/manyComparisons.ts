const ROOT_PI = Math.sqrt(Math.PI);
const HALF_ROOT = Math.SQRT1_2;
/** Below this the series converges well, from here on the fraction does. */
const FAR = 2.5;

/** erfc(x) for x ≥ 0 (Abramowitz & Stegun, Handbook of Mathematical Functions, 1964): 1 − 7.1.6, or the continued fraction 7.1.14. */
const erfc = (x: number): number => {
  if (x < FAR) {
    let [term, sum] = [x, x];
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / ROOT_PI) * Math.exp(-x * x) * sum;
  }
  let below = x;
  for (let n = 120; n >= 1; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / (ROOT_PI * below);
};

/** How likely a standard normal value is to be as far from 0 as z, on either side. */
export const twoSided = (z: number): number => (Number.isNaN(z) ? Number.NaN : erfc(Math.abs(z) * HALF_ROOT));

/**
 * Of many p-values, each as the least share of false findings at which it would be one (Benjamini & Hochberg, "Controlling the
 * false discovery rate", Journal of the Royal Statistical Society B 57, 1995); in the order given.
 */
export const falseDiscoveryRates = (values: readonly number[]): number[] => {
  const order = values.map((_, at) => at).sort((a, b) => (values[b] as number) - (values[a] as number));
  const rates = values.map(() => 1);
  let least = 1;
  for (const [place, at] of order.entries()) {
    least = Math.min(least, ((values[at] as number) * values.length) / (values.length - place));
    rates[at] = least;
  }
  return rates;
};
