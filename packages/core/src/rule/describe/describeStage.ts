import type { Bilingual, Model, Stage } from '../../lifecycle/schema.js';
import type { Rule } from '../schema.js';
import { describeRule, type EventLabels } from './describeRule.js';

/** A stage's rules in both languages. */
export interface StageWords {
  readonly stage: string;
  readonly enter: Bilingual;
  readonly leave: { readonly to: string; readonly when: Bilingual }[];
}

const inBoth = (rule: Rule, labels: EventLabels): Bilingual => ({
  en: describeRule(rule, 'en', labels),
  fr: describeRule(rule, 'fr', labels),
});

export const describeStage = (stage: Stage, labels: EventLabels = {}): StageWords => ({
  stage: stage.id,
  enter: inBoth(stage.enter, labels),
  leave: stage.leave.map(({ to, when }) => ({ to, when: inBoth(when, labels) })),
});

/** Every stage of a model in words, in order. */
export const describeModel = (model: Model, labels: EventLabels = {}): StageWords[] =>
  model.stages.map((stage) => describeStage(stage, labels));
