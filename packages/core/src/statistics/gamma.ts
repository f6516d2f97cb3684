/** From here on the asymptotic series below are exact to a double; smaller arguments are moved up by recurrence. */
const ASYMPTOTIC = 10;
const HALF_LOG_TWO_PI = 0.918_938_533_204_672_7;

/**
 * ln Γ(x) for x > 0, to about 1e-14: Stirling's series (Abramowitz & Stegun, Handbook of Mathematical Functions, 1964, 6.1.41) after
 * the recurrence Γ(x + 1) = x·Γ(x) (6.1.15). NaN for x ≤ 0.
 */
export const logGamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  let at = x;
  let product = 1;
  while (at < ASYMPTOTIC) {
    product *= at;
    at += 1;
  }
  const y = 1 / (at * at);
  const series =
    (1 / 12 + y * (-1 / 360 + y * (1 / 1260 + y * (-1 / 1680 + y * (1 / 1188 - (y * 691) / 360_360))))) / at;
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - Math.log(product);
};

/**
 * ψ(x) = d ln Γ(x)/dx for x > 0, to about 1e-14 (Abramowitz & Stegun 6.3.18, after the recurrence 6.3.5). NaN for x ≤ 0.
 */
export const digamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  let at = x;
  let below = 0;
  while (at < ASYMPTOTIC) {
    below += 1 / at;
    at += 1;
  }
  const y = 1 / (at * at);
  const series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - (y * 691) / 32_760)))));
  return Math.log(at) - 0.5 / at - series - below;
};
