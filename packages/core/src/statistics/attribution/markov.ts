import { type Absorbing, solveAbsorbing } from './absorb.js';
import { type Chain, chainOf, type Transitions } from './chain.js';
import type { Credit } from './journey.js';

export interface MarkovChannel extends Credit {
  readonly channel: string;
  /** The share of conversions that would be lost without the channel, 0–1. */
  readonly removal: number;
}
export interface MarkovAttribution {
  /** The chance that a journey converts, by the chain. */
  readonly rate: number;
  /** In the order of their names. */
  readonly channels: readonly MarkovChannel[];
}

type Reward = Pick<Absorbing, 'reward' | 'most'>;

/** From below: where nothing converts, it is exactly 0. */
const startOf = (chain: Chain, { reward, most }: Reward, without: number): number =>
  solveAbsorbing({ chain, reward, most, without }).low[0] ?? 0;

/** What is lost of the whole without each channel, as a share. */
const removals = (chain: Chain, reward: Reward, whole: number): number[] =>
  chain.channels.map((_, channel) =>
    whole > 0 ? Math.min(1, Math.max(0, 1 - startOf(chain, reward, channel) / whole)) : 0,
  );

const portions = (effects: readonly number[], total: number): number[] => {
  const sum = effects.reduce((all, effect) => all + effect, 0);
  return effects.map((effect) => (sum > 0 ? (total * effect) / sum : 0));
};

/** Conversions first: a value is at most the chance of converting times the largest mean value of a conversion. */
const rewardsOf = (chain: Chain): { readonly conversions: Reward; readonly value: Reward } => {
  const certain = new Float64Array(chain.converting.length).fill(1);
  const { high } = solveAbsorbing({ chain, reward: chain.converting, most: certain, without: -1 });
  const means = chain.worth.map((worth, row) => (worth > 0 ? worth / (chain.converting[row] as number) : 0));
  const dearest = means.reduce((most, mean) => Math.max(most, mean), 0);
  return {
    conversions: { reward: chain.converting, most: high },
    value: { reward: chain.worth, most: high.map((chance) => chance * dearest) },
  };
};

/**
 * Attribution by removal effects: a channel's effect is the share of conversions lost when every journey that reaches it ends
 * there without one, and conversions are shared in proportion to the effects (Anderl, Becker, von Wangenheim & Schumann, Mapping
 * the customer journey, International Journal of Research in Marketing 33, 2016; orders as there: a state is the last touches).
 * Values are shared by what is lost of the expected value. Exact for the chain: no journeys are simulated.
 */
export const attributeMarkov = (transitions: Transitions): MarkovAttribution => {
  if (transitions.states.size === 0) return { rate: 0, channels: [] };
  const chain = chainOf(transitions);
  const { conversions, value } = rewardsOf(chain);
  const [rate, worth] = [startOf(chain, conversions, -1), startOf(chain, value, -1)];
  const effects = removals(chain, conversions, rate);
  const total = (of: 'conversions' | 'value'): number =>
    [...transitions.states.values()].reduce((sum, state) => sum + state[of], 0);
  const counts = portions(effects, total('conversions'));
  const values = portions(removals(chain, value, worth), total('value'));
  return {
    rate,
    channels: chain.channels.map((channel, at) => ({
      channel,
      removal: effects[at] as number,
      conversions: counts[at] as number,
      value: values[at] as number,
    })),
  };
};
