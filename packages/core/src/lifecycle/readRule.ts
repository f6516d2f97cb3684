import { type Rule, ruleSchema } from '../rule/schema.js';
import { checkRule } from './checkRule.js';
import { type Reading, readBy } from './readModel.js';

/** Reads a rule from anything: the rule, else all that is wrong with it. Whether what it names exists is not looked at. */
export const readRule = (input: unknown): Reading<Rule> => {
  const reading = readBy(ruleSchema, input);
  if ('problems' in reading) return reading;
  const problems = checkRule(reading.ok, []);
  return problems.length > 0 ? { problems } : reading;
};
