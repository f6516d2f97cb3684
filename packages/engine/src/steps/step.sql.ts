import { type Asked, matching } from '../rules/leaf.sql.js';
import { allOf, anyOf } from '../rules/texts.sql.js';
import type { StepRule } from './readStep.js';

/** [FUNNEL-1] Whether a row matches, as a condition on columns that are asked of the gathering, as are the rows it is about. */
export const stepMatches = (asked: Asked, rule: StepRule): string => {
  if ('all' in rule) return allOf(rule.all.map((part) => stepMatches(asked, part)));
  if ('any' in rule) return anyOf(rule.any.map((part) => stepMatches(asked, part)));
  return matching(asked, rule).matches;
};
