import { type Bilingual, describeRule, type Model, narrowRule, type Rule } from '@parcours/core';

/** Room a text has on the page and in the API. */
const LONGEST = 2000;
const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

/** A rule in words, in both languages. */
export const ruleInWords = (rule: Rule): Bilingual => ({
  en: cut(describeRule(rule, 'en')),
  fr: cut(describeRule(rule, 'fr')),
});

const UNKNOWN: Bilingual = {
  en: 'A rule the model had before it was changed',
  fr: 'Une règle que le modèle avait avant d’être modifié',
};

/**
 * The rule behind a movement, in words: the destination's enter rule, or a leave clause of the stage left (clause −1: enter). Of alternatives, those the
 * causing event (null for time alone) can have made true.
 */
export const whyInWords = (
  model: Model | undefined,
  { from, to, clause, event }: { from: string | null; to: string; clause: number; event: string | null },
): Bilingual => {
  const stage = model?.stages.find(({ id }) => id === (clause < 0 ? to : from));
  const rule = clause < 0 ? stage?.enter : stage?.leave[clause]?.when;
  return rule ? ruleInWords(narrowRule(rule, event)) : UNKNOWN;
};
