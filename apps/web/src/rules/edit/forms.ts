import type { Condition, Rule } from '@parcours/core';
import { comparisonOf, firstTest } from './comparisons.js';
import type { Leaf } from './tree.js';
import { eventsOf, type Property, propertiesOf, propertyNamed, type Vocabulary } from './vocabulary.js';

/** The kinds of condition, as the menu has them: what was done, who they are, where they stand. */
export const FORM_GROUPS = {
  doing: ['did', 'quiet', 'sequence', 'sum', 'average', 'distinct', 'first', 'last'],
  being: ['trait', 'segment', 'persona'],
  standing: ['position', 'strength'],
} as const;
export type Form = (typeof FORM_GROUPS)[keyof typeof FORM_GROUPS][number];

export const formOf = (leaf: Leaf): Form => Object.keys(leaf)[0] as Form;

/** The interactions people most often ask about. */
const TELLING = ['Order Completed', 'Signed Up', 'Product Viewed', 'Page Viewed'];
const AFTER = ['Product Reviewed', 'Product Returned', 'Product Shared', 'Support Ticket Opened', 'Order Completed'];
const AMOUNTS = ['total', 'revenue', 'value', 'price', 'rating', 'score'];

const seenFirst = (vocabulary: Vocabulary, preferred: readonly string[], not?: string): string => {
  const seen = new Set(vocabulary.events.map(({ event }) => event));
  const other = eventsOf(vocabulary).find(({ event }) => event !== not)?.event;
  return preferred.find((event) => event !== not && seen.has(event)) ?? other ?? preferred[0] ?? '';
};

const numberProperty = (properties: readonly Property[]): string => {
  const numbers = properties.filter(({ types }) => types.includes('number')).map(({ name }) => name);
  return AMOUNTS.find((name) => numbers.includes(name)) ?? numbers[0] ?? 'total';
};

/** The one with the most telling values: an amount, else a text that repeats, else any. */
const tellingProperty = (properties: readonly Property[]): Property | undefined =>
  properties.find(({ name, values }) => AMOUNTS.includes(name) && values.length > 0) ??
  properties.find(({ values }) => values.length > 1) ??
  properties.find(({ types }) => !types.includes('object'));

export const firstCondition = (properties: readonly Property[]): Condition => {
  const property = tellingProperty(properties) ?? propertyNamed([], 'category');
  return { property: property.name, ...comparisonOf([firstTest(property)]) };
};

interface Kept {
  event: string;
  where?: Condition[] | undefined;
  within?: string | undefined;
}

/** What a changed form keeps of the one before: the interaction, its conditions and its window. */
const keptOf = (vocabulary: Vocabulary, before: Leaf | undefined): Kept => {
  const body = (before ? Object.values(before)[0] : {}) as Partial<Kept> & { steps?: Kept[]; for?: string };
  const { event, where } = body.steps?.[0] ?? body;
  const within = body.within ?? body.for;
  return {
    event: event ?? seenFirst(vocabulary, TELLING),
    ...(where ? { where } : {}),
    ...(within ? { within } : {}),
  };
};

const doing = (form: Form, vocabulary: Vocabulary, before: Leaf | undefined): Leaf | null => {
  const kept = keptOf(vocabulary, before);
  const properties = propertiesOf(vocabulary, kept.event);
  const number = { ...kept, property: numberProperty(properties), atLeast: 100 };
  const text = properties.find(({ types }) => types.includes('text'))?.name ?? 'category';
  if (form === 'did') return { did: kept };
  if (form === 'quiet') return { quiet: { for: kept.within ?? 'P60D', ...(before ? { event: kept.event } : {}) } };
  if (form === 'sum') return { sum: number };
  if (form === 'average') return { average: number };
  if (form === 'distinct') return { distinct: { ...kept, property: text, atLeast: 2 } };
  if (form === 'first') return { first: { ...kept, ...firstCondition(properties) } };
  if (form === 'last') return { last: { ...kept, ...firstCondition(properties) } };
  if (form !== 'sequence') return null;
  const { within, ...first } = kept;
  const then = { event: seenFirst(vocabulary, AFTER, kept.event) };
  return { sequence: { steps: [first, then], ...(within ? { within } : {}) } };
};

/** A condition to begin with, true to what was seen; null where there is nothing it could name. */
export const beginWith = (form: Form, vocabulary: Vocabulary, before?: Leaf): Leaf | null => {
  const trait = tellingProperty(vocabulary.traits);
  const [model] = vocabulary.models;
  const [segment] = vocabulary.segments;
  const [persona] = vocabulary.personas;
  if (form === 'trait')
    return trait ? { trait: { name: trait.name, ...comparisonOf([firstTest(trait)]) } } : KNOWN_EMAIL;
  if (form === 'segment') return segment ? { segment: segment.id } : null;
  if (form === 'persona') return persona ? { persona: persona.id } : null;
  if (form === 'strength') return { strength: { atLeast: 60 } };
  if (form !== 'position') return doing(form, vocabulary, before);
  const stage = model?.stages.at(-1)?.id;
  return model ? { position: { model: model.id, ...(stage ? { stage } : {}) } } : null;
};

const KNOWN_EMAIL: Leaf = { trait: { name: 'email', exists: true } };

/** A group of one to begin with, where a group is added. */
export const beginGroup = (vocabulary: Vocabulary): Rule => ({
  any: [beginWith('did', vocabulary) ?? KNOWN_EMAIL],
});
