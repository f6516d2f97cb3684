import type { Journey } from './journey.js';

/** The models that share a conversion out by a rule, whatever others did. */
export const RULE_MODELS = ['first', 'last', 'linear', 'timeDecay', 'position'] as const;
export type RuleModel = (typeof RULE_MODELS)[number];

export interface ShareOptions {
  /** Milliseconds after which a touch weighs half as much. */
  readonly halfLife: number;
  /** Shares of the first and of the last touch; those between get the rest. */
  readonly ends: readonly [first: number, last: number];
}

const DAY = 86_400_000;
/** A week's half-life, and 40 %, 20 %, 40 %: what the tools of the field begin with. */
export const USUAL_SHARES: ShareOptions = { halfLife: 7 * DAY, ends: [0.4, 0.4] };

const scaled = (weights: readonly number[]): number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

const decaying = ({ touches, ages }: Journey, halfLife: number): number[] => {
  // Only differences count: told from the newest touch, the weights of very old journeys do not vanish.
  const newest = Math.min(...(ages ?? [0]));
  return scaled(touches.map((_, at) => 2 ** (-((ages?.[at] ?? newest) - newest) / halfLife)));
};

/** Two touches share in the proportion of the ends; one has all. */
const byPosition = (length: number, [first, last]: ShareOptions['ends']): number[] => {
  const middle = length > 2 ? (1 - first - last) / (length - 2) : 0;
  const weights = Array.from({ length }, (_, at) => (at === 0 ? first : at === length - 1 ? last : middle));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? scaled(weights) : weights.map(() => 1 / length);
};

/**
 * How much of a conversion each touch is credited with; adds up to 1. First, last and linear touch as the ChannelAttribution
 * package for R has them (heuristic_models, 2.0.7); time decay and position as in the help of Google Analytics (2012–2023):
 * weights 2^(−age/half-life), and 40 % for each end.
 */
export const sharesOf = (model: RuleModel, journey: Journey, options: ShareOptions = USUAL_SHARES): number[] => {
  const { length } = journey.touches;
  switch (model) {
    case 'first':
      return journey.touches.map((_, at) => (at === 0 ? 1 : 0));
    case 'last':
      return journey.touches.map((_, at) => (at === length - 1 ? 1 : 0));
    case 'linear':
      return journey.touches.map(() => 1 / length);
    case 'timeDecay':
      return decaying(journey, options.halfLife);
    case 'position':
      return byPosition(length, options.ends);
  }
};
