import { fingerprint } from '../position/seen.js';

const PRINTS = 2 ** 53;

/** A number in [0, 1) that is always the same for a text, and as good as random between texts. */
export const drawOf = (text: string): number => {
  // Twice, so that texts that differ in their last characters alone are far apart.
  const first = fingerprint(text);
  return fingerprint(`${first} ${text}`) / PRINTS;
};

/** [FLOW-5] Whether a customer is of those a flow only watches. */
export const isHeldOut = (flow: { readonly id: string; readonly holdout: number }, customer: string): boolean =>
  drawOf(`holdout ${flow.id} ${customer}`) * 100 < flow.holdout;

/** [FLOW-5] Which of several paths a customer takes; shares need not add up to anything. */
export const pathDrawn = (seed: string, shares: readonly number[]): number => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  let left = drawOf(seed) * all;
  for (const [at, share] of shares.entries()) {
    if (left < share) return at;
    left -= share;
  }
  return shares.findLastIndex((share) => share > 0);
};
