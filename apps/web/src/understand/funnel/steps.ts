import { type Did, didSchema, FUNNEL_ORDERS, type FunnelOrder, MOST_FUNNEL_STEPS, type Rule } from '@parcours/core';
import type { FunnelQuery } from '../../api/understandPaths.js';
import { eventsOf, type Vocabulary } from '../../rules/edit/vocabulary.js';
import type { Search } from '../../shell/search.js';
import { jsonIn } from '../useScope.js';

/** A step as it is chosen on the page: one interaction, or one of several. */
export type Step = readonly Did[];

const stepIn = (value: unknown): Step[] => {
  const dids = Array.isArray(value) ? value.map((one) => didSchema.safeParse(one)) : [];
  const read = dids.flatMap(({ success, data }) => (success ? [data] : []));
  return read.length > 0 ? [read] : [];
};

const SHOPPING = ['Page Viewed', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'];

/** What happens so much less often than the rest of a purchase is no part of the usual one. */
const RARE = 1 / 50;

/** Steps to begin with: those of a shop that are usual there, else what was seen most, and that again. */
export const usualSteps = (vocabulary: Vocabulary): Step[] => {
  const often = new Map(vocabulary.events.map(({ event, interactions }) => [event, interactions]));
  const most = Math.max(0, ...SHOPPING.map((event) => often.get(event) ?? 0));
  const shopping = SHOPPING.filter((event) => (often.get(event) ?? 0) > most * RARE);
  const [first] = shopping.length > 0 ? shopping : eventsOf(vocabulary).map(({ event }) => event);
  // Where only one thing tells, whether it is done again.
  const usual = shopping.length > 1 ? shopping : [first ?? '', first ?? ''];
  return usual.map((event) => [{ event }]);
};

/** The steps of an address; null where it names none. */
export const stepsIn = (text: string | undefined): Step[] | null => {
  const value = jsonIn(text);
  const steps = Array.isArray(value) ? value.slice(0, MOST_FUNNEL_STEPS).flatMap(stepIn) : [];
  return steps.length > 0 ? steps : null;
};

const ruleOf = (step: Step): Rule => {
  const [first, ...others] = step.map((did) => ({ did }));
  return first && others.length === 0 ? first : { any: step.map((did) => ({ did })) };
};

const WINDOW = 'P30D';
export const windowIn = ({ window }: Search): string =>
  didSchema.shape.within.safeParse(window).success ? (window ?? WINDOW) : WINDOW;
export const orderIn = ({ order }: Search): FunnelOrder => FUNNEL_ORDERS.find((one) => one === order) ?? 'ordered';

/** What the page asks, from what its address says. */
export const questionOf = (
  address: Search,
  steps: readonly Step[],
  nameOf: (step: Step) => string,
): Pick<FunnelQuery, 'steps' | 'window' | 'order' | 'breakdown'> => ({
  steps: steps.map((step) => ({ name: nameOf(step).slice(0, 200), rule: ruleOf(step) })),
  window: windowIn(address),
  order: orderIn(address),
  ...(address.by === undefined ? {} : { breakdown: address.by === 'persona' ? 'persona' : { property: address.by } }),
});
