/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** To how many of how many something happened. */
export interface Share {
  readonly events: number;
  readonly of: number;
}
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A share with its 95 % score interval (Wilson, Journal of the American Statistical Association 22, 1927); null of nobody. */
export const shareOf = ({ events, of }: Share): Estimate | null => {
  if (of === 0) return null;
  const value = events / of;
  const centre = 2 * events + Z * Z;
  const spread = Z * Math.sqrt(Z * Z + 4 * events * (1 - value));
  const below = 2 * (of + Z * Z);
  return { value, low: Math.max(0, (centre - spread) / below), high: Math.min(1, (centre + spread) / below) };
};

/**
 * By how much one share is above another, with the hybrid score interval (Newcombe, "Interval estimation for the difference between
 * independent proportions", Statistics in Medicine 17, 1998, method 10); null where either is of nobody.
 */
export const differenceOfShares = (one: Share, other: Share): Estimate | null => {
  const [a, b] = [shareOf(one), shareOf(other)];
  if (!a || !b) return null;
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
};

/**
 * How many times one share is another, with the interval of its logarithm (Katz et al., Biometrics 34, 1978); null where either
 * has no event, as the logarithm then has no variance.
 */
export const ratioOfShares = (one: Share, other: Share): Estimate | null => {
  if (one.events === 0 || other.events === 0) return null;
  const value = one.events / one.of / (other.events / other.of);
  const spread = Z * Math.sqrt(1 / one.events - 1 / one.of + 1 / other.events - 1 / other.of);
  return { value, low: value * Math.exp(-spread), high: value * Math.exp(spread) };
};

/** Cohen's h = 2·asin√p₁ − 2·asin√p₂ (Statistical Power Analysis, 1988, 6.2): 0.2 is small, 0.5 medium, 0.8 large. */
export const cohensH = (one: Share, other: Share): number | null =>
  one.of === 0 || other.of === 0
    ? null
    : 2 * (Math.asin(Math.sqrt(one.events / one.of)) - Math.asin(Math.sqrt(other.events / other.of)));
