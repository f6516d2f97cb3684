import { addJourney, type MarkovOrder, noTransitions, type Transitions } from './chain.js';
import type { Credit, Journey } from './journey.js';
import { attributeMarkov, type MarkovAttribution } from './markov.js';
import { RULE_MODELS, type RuleModel, type ShareOptions, sharesOf, USUAL_SHARES } from './share.js';

/** How conversions are shared out over the touches before them. */
export const ATTRIBUTION_MODELS = [...RULE_MODELS, 'markov1', 'markov2', 'markov3'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

const ORDERS: Partial<Record<AttributionModel, MarkovOrder>> = { markov1: 1, markov2: 2, markov3: 3 };

export interface Attribution {
  /** Journeys, conversions and value of what had at least one touch. */
  readonly journeys: number;
  readonly conversions: number;
  readonly value: number;
  /** By rule model and channel. */
  readonly shared: ReadonlyMap<RuleModel, ReadonlyMap<string, Credit>>;
  readonly markov: ReadonlyMap<AttributionModel, MarkovAttribution>;
  /** How many touches each channel had, over all journeys. */
  readonly touches: ReadonlyMap<string, number>;
}

export interface Attributing {
  add(journey: Journey): void;
  end(): Attribution;
}

const isRuleModel = (model: AttributionModel): model is RuleModel => ORDERS[model] === undefined;

const addTo = (credits: Map<string, Credit>, channel: string, { conversions, value }: Credit): void => {
  const known = credits.get(channel);
  credits.set(channel, {
    conversions: (known?.conversions ?? 0) + conversions,
    value: (known?.value ?? 0) + value,
  });
};

const creditsOf = (model: RuleModel, journey: Journey, options: ShareOptions): Credit[] => {
  const { decayed, conversions, value } = journey;
  if (model === 'timeDecay' && decayed)
    return decayed.conversions.map((share, at) => ({ conversions: share, value: decayed.value[at] ?? 0 }));
  return sharesOf(model, journey, options).map((share) => ({ conversions: share * conversions, value: share * value }));
};

/**
 * Attribution of journeys that come one after the other, by several models at once. What is kept grows with the channels and
 * the different transitions, not with the journeys.
 */
export const attributing = (models: readonly AttributionModel[], options: ShareOptions = USUAL_SHARES): Attributing => {
  const shared = new Map(models.filter(isRuleModel).map((model) => [model, new Map<string, Credit>()]));
  const chains = new Map<AttributionModel, Transitions>();
  for (const model of models) {
    const order = ORDERS[model];
    if (order !== undefined) chains.set(model, noTransitions(order));
  }
  const touches = new Map<string, number>();
  const all = { journeys: 0, conversions: 0, value: 0 };
  return {
    add(journey) {
      if (journey.touches.length === 0) return;
      const times = journey.conversions + journey.nulls;
      all.journeys += times;
      all.conversions += journey.conversions;
      all.value += journey.value;
      for (const touch of journey.touches) touches.set(touch, (touches.get(touch) ?? 0) + times);
      for (const transitions of chains.values()) addJourney(transitions, journey);
      if (journey.conversions === 0) return;
      for (const [model, credits] of shared)
        for (const [at, credit] of creditsOf(model, journey, options).entries())
          if (credit.conversions > 0) addTo(credits, journey.touches[at] as string, credit);
    },
    end: () => ({
      ...all,
      shared,
      touches,
      markov: new Map([...chains].map(([model, transitions]) => [model, attributeMarkov(transitions)])),
    }),
  };
};
