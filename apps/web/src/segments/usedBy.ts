import {
  type Bilingual,
  type Model,
  type Moments,
  type Personas,
  type Rule,
  referencesOf,
  type Segment,
} from '@parcours/core';

/** All that can ask for a segment, a persona or a model. */
export interface Askers {
  readonly segments: readonly Segment[];
  readonly models: readonly Model[];
  readonly personas: Personas | null;
  readonly moments: Moments['moments'];
}
export interface Use {
  readonly kind: 'segment' | 'model' | 'personas' | 'moments';
  readonly id: string;
  readonly name: Bilingual;
}
type Asked = { readonly segment: string } | { readonly persona: string } | { readonly model: string };

const asks = (rule: Rule | undefined, asked: Asked): boolean =>
  rule !== undefined &&
  referencesOf(rule).some(({ rule: one }) => {
    if ('segment' in asked) return 'segment' in one && one.segment === asked.segment;
    if ('persona' in asked) return 'persona' in one && one.persona === asked.persona;
    return 'position' in one && one.position.model === asked.model;
  });

/** The definitions whose rules ask for a segment, a persona or a model, in the order people look for them. */
export const usesOf = (asked: Asked, { segments, models, personas, moments }: Askers): Use[] => {
  const use =
    (kind: Use['kind']) =>
    (found: { id: string; name: Bilingual }): Use => ({
      kind,
      id: found.id,
      name: found.name,
    });
  const ofModel = ({ stages, persona }: Model): boolean =>
    ('persona' in asked && persona === asked.persona) ||
    stages.some(({ enter, leave }) => asks(enter, asked) || leave.some(({ when }) => asks(when, asked)));
  return [
    ...segments.filter(({ rule }) => asks(rule, asked)).map(use('segment')),
    ...models.filter(ofModel).map(use('model')),
    ...(personas?.personas ?? []).filter(({ rule }) => asks(rule, asked)).map(use('personas')),
    ...moments.filter(({ provided }) => asks(provided, asked)).map(use('moments')),
  ];
};
