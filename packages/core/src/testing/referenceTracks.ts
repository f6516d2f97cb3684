import type { Definitions } from '../definitions/schema.js';
import type { Model } from '../lifecycle/schema.js';
import { isReference, type ReferenceRule, type Rule } from '../rule/schema.js';

/** What is evaluated as one: a segment, the personas, the moments of truth or a model. */
export interface Track {
  readonly key: string;
  readonly rules: readonly Rule[];
  /** What its rules ask of others, and the persona it is bound to. */
  readonly references: readonly ReferenceRule[];
  readonly model: Model | null;
}

export const referencesIn = (rule: Rule): ReferenceRule[] => {
  if ('all' in rule) return rule.all.flatMap(referencesIn);
  if ('any' in rule) return rule.any.flatMap(referencesIn);
  if ('not' in rule) return referencesIn(rule.not);
  return isReference(rule) ? [rule] : [];
};

/** The key of the track a reference asks. */
export const asksOf = (rule: ReferenceRule): string => {
  if ('position' in rule) return rule.position.model;
  if ('segment' in rule) return `segment:${rule.segment}`;
  return 'persona' in rule ? 'persona:' : 'moment:';
};

export const boundOf = (model: Model | null): ReferenceRule[] =>
  model?.persona === undefined ? [] : [{ persona: model.persona }];

const trackOf = (key: string, rules: readonly Rule[], model: Model | null = null): Track => ({
  key,
  rules,
  references: [...boundOf(model), ...rules.flatMap(referencesIn)],
  model,
});

const unordered = ({ segments, personas, moments, models }: Definitions): Track[] => [
  ...segments.map(({ id, rule }) => trackOf(`segment:${id}`, [rule])),
  ...(personas
    ? [
        trackOf(
          'persona:',
          personas.personas.map(({ rule }) => rule),
        ),
      ]
    : []),
  ...(moments.length > 0
    ? [
        trackOf(
          'moment:',
          moments.flatMap(({ provided }) => provided ?? []),
        ),
      ]
    : []),
  ...models.map((model) =>
    trackOf(
      model.id,
      model.stages.flatMap(({ enter, leave }) => [enter, ...leave.map(({ when }) => when)]),
      model,
    ),
  ),
];

/** [REF-2] Each after those it asks. */
export const tracksOf = (definitions: Definitions): Track[] => {
  let waiting = unordered(definitions);
  const order: Track[] = [];
  while (waiting.length > 0) {
    const next = waiting.find(({ references }) => !waiting.some(({ key }) => references.map(asksOf).includes(key)));
    if (!next) throw new Error('a circle');
    order.push(next);
    waiting = waiting.filter((track) => track !== next);
  }
  return order;
};

/** [SEG-3] Evaluated once at an instant of interactions, after all of them: everything but a model that is bound to nobody. */
export const isOnce = ({ model }: Track): boolean => model === null || model.persona !== undefined;
