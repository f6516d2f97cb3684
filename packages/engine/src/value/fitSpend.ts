import { type Fitted, fitGammaGamma, type GammaGamma } from '@parcours/core';
import { ENOUGH } from './enough.js';
import type { Buyers } from './gatherBuyers.js';

export interface SpendModel extends Fitted<GammaGamma> {
  readonly repeatBuyers: number;
  /** Between how often they bought again and what they spent: the model takes it to be near 0. Null where either is the same for all. */
  readonly correlation: number | null;
  /** The mean of all their means. */
  readonly among: number;
}

const correlationOf = (x: readonly number[], y: readonly number[]): number | null => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const [dx, dy] = [value - mx, (y[at] as number) - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 1e-12 * my * my ? xy / Math.sqrt(xx * yy) : null;
};

/** [VALUE-2] The model of spend of those who bought again for an amount above 0; null where they are too few or all spend alike. */
export const fitSpend = (all: Buyers): SpendModel | null => {
  const [purchases, mean]: [number[], number[]] = [[], []];
  for (const [at, repeats] of all.repeats.entries()) {
    const spent = all.repeatSpent[at] as number;
    if (repeats === 0 || !(spent > 0)) continue;
    purchases.push(repeats);
    mean.push(spent / repeats);
  }
  const [least, most] = mean.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, 0]);
  if (mean.length < ENOUGH.repeatBuyers || most - least <= 1e-9 * most) return null;
  return {
    ...fitGammaGamma({ purchases, mean }),
    repeatBuyers: mean.length,
    correlation: correlationOf(purchases, mean),
    among: mean.reduce((sum, value) => sum + value, 0) / mean.length,
  };
};
