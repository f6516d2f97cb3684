/** Terms after which the series is given up: with z up to 0.999 fewer are needed. */
const MOST_TERMS = 50_000;

/** Σ (a)ₙ(b)ₙ/(c)ₙ·zⁿ/n!, until terms no longer change it; NaN where it does not settle. */
const series = (a: number, b: number, c: number, z: number, most: number): number => {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < most; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (term === 0) return sum;
    if (!Number.isFinite(sum)) return Number.NaN;
    // What remains is at most the term over one less the ratio, which tends to z.
    if (Math.abs(term) < 1e-16 * Math.abs(sum) * (1 - z) && n > Math.abs(c)) return sum;
  }
  return Number.NaN;
};

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c neither 0 nor a negative whole number: its series (Abramowitz &
 * Stegun, 1964, 15.1.1), by Euler's transformation (1 − z)^(c−a−b)·₂F₁(c − a, c − b; c; z) (15.3.3) where c < a + b, as the terms
 * grow before they fall otherwise. NaN outside, where a double cannot hold it, and where it takes more than `most` terms.
 */
export const hyp2f1 = (a: number, b: number, c: number, z: number, most = MOST_TERMS): number => {
  if (!(z >= 0 && z < 1) || (c <= 0 && Number.isInteger(c))) return Number.NaN;
  if (c >= a + b) return series(a, b, c, z, most);
  return (1 - z) ** (c - a - b) * series(c - a, c - b, c, z, most);
};
