import { type Bilingual, type DefinitionNames, describeRule, noNames, type Rule } from '@parcours/core';

/** Room a text has on the page and in the API. */
const LONGEST = 2000;
const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

/** A rule in words, in both languages. */
export const ruleInWords = (rule: Rule, names: DefinitionNames = noNames): Bilingual => ({
  en: cut(describeRule(rule, 'en', {}, names)),
  fr: cut(describeRule(rule, 'fr', {}, names)),
});
