import type { Bilingual, Rule } from '@parcours/core';

/** A segment to start from. `events` are those it is about: it is offered where they were seen. */
export interface SegmentExample {
  readonly id: string;
  readonly name: Bilingual;
  readonly events: readonly string[];
  readonly rule: Rule;
}

const order = { event: 'Order Completed' };
const did = (event: string, atLeast?: number, within?: string): Rule => ({
  did: { event, ...(atLeast ? { atLeast } : {}), ...(within ? { within } : {}) },
});

export const SEGMENT_EXAMPLES: readonly SegmentExample[] = [
  {
    id: 'loyal',
    name: { en: 'Loyal customers', fr: 'Clients fidèles' },
    events: ['Order Completed'],
    rule: did('Order Completed', 3, 'P365D'),
  },
  {
    id: 'fading',
    name: { en: 'Bought, then silent', fr: 'Ont acheté, puis plus rien' },
    events: ['Order Completed'],
    rule: { all: [{ did: order }, { quiet: { for: 'P60D' } }] },
  },
  {
    id: 'once',
    name: { en: 'Bought only once', fr: 'N’ont acheté qu’une fois' },
    events: ['Order Completed'],
    rule: { did: { ...order, atLeast: 1, atMost: 1 } },
  },
  {
    id: 'looking',
    name: { en: 'Looking, not buying', fr: 'Regardent sans acheter' },
    events: ['Product Viewed'],
    rule: { all: [did('Product Viewed', 3, 'P90D'), { not: { did: { ...order, within: 'P90D' } } }] },
  },
  {
    id: 'delighted',
    name: { en: 'Delighted reviewers', fr: 'Auteurs d’avis ravis' },
    events: ['Product Reviewed'],
    rule: { last: { event: 'Product Reviewed', property: 'rating', gte: 4 } },
  },
];

/** Those that the workspace's interactions can answer; all where nothing was seen yet. */
export const examplesFor = (events: readonly string[]): readonly SegmentExample[] =>
  events.length === 0
    ? SEGMENT_EXAMPLES
    : SEGMENT_EXAMPLES.filter((example) => example.events.every((event) => events.includes(event)));
