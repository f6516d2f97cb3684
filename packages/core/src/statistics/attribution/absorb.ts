import type { Chain } from './chain.js';

/** Bounds between which the expected reward of each state lies. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Absorbing {
  readonly chain: Chain;
  /** What each state brings at once. */
  readonly reward: Float64Array;
  /** The channel whose states end in nothing; −1 for none. */
  readonly without: number;
  /** No state is expected to bring more. */
  readonly most: Float64Array;
}

/** The start's bounds lie this close together, relative to what the whole chain brings there. */
const CLOSE = 1e-13;
const MOST_SWEEPS = 1_000_000;

/** One pass of Gauss–Seidel over all states, newest first: journeys mostly lead from earlier states to later ones. */
const sweep = ({ chain, reward, without }: Absorbing, values: Float64Array): void => {
  const { starts, columns, probabilities, staying, channelOf } = chain;
  for (let row = values.length - 1; row >= 0; row--) {
    if (without >= 0 && channelOf[row] === without) continue;
    let sum = reward[row] as number;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at++)
      sum += (probabilities[at] as number) * (values[columns[at] as number] as number);
    values[row] = sum / (1 - (staying[row] as number));
  }
};

/**
 * Solves x = r + Qx, what a journey from each state is expected to bring before it is absorbed (Kemeny & Snell, Finite Markov
 * Chains, 1960, chapter III). Q and r have no negative entries, so sweeps from 0 only rise and sweeps from an upper bound only
 * fall: the answer lies between both, and how exact it is is known rather than hoped.
 */
export const solveAbsorbing = (asked: Absorbing): Bounds => {
  const { chain, most, without } = asked;
  const low = new Float64Array(most.length);
  const high = Float64Array.from(most, (value, row) => (without >= 0 && chain.channelOf[row] === without ? 0 : value));
  const close = CLOSE * (most[0] ?? 0);
  for (let done = 0; done < MOST_SWEEPS; done++) {
    sweep(asked, low);
    sweep(asked, high);
    if ((high[0] as number) - (low[0] as number) <= close) break;
  }
  return { low, high };
};
