import {
  canHold,
  checkSegment,
  countLeaves,
  type Definitions,
  type Problem,
  type Rule,
  readBy,
  rulePreviewQuerySchema,
} from '@parcours/core';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';

/** More conditions than this in one question take too long to answer. */
const MAX_LEAVES = 100;

type Path = readonly (string | number)[];

const problem = (path: Path, code: string, en: string, fr: string): Problem => ({ path, code, message: { en, fr } });

const refuse = (problems: readonly Problem[]): never => {
  const [first] = problems;
  const where = first?.path.join('.');
  const message = `This rule cannot be used: ${where ? `${where}: ` : ''}${first?.message.en}.`;
  throw new DomainError('rule.invalid', 422, message, problems.slice(0, 50));
};

/** Texts that hold what no accepted interaction holds: NUL, or half a character. */
export const checkTexts = (value: unknown, path: Path): Problem[] => {
  if (typeof value === 'string') {
    const en = 'it holds half a character, or NUL';
    return wellFormed(value) === value ? [] : [problem(path, 'text', en, 'il contient un demi-caractère, ou NUL')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    checkTexts(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

const checkSize = (rule: Rule): Problem[] => {
  const count = countLeaves(rule);
  if (count <= MAX_LEAVES) return [];
  const en = `a rule may have ${MAX_LEAVES} conditions at most; this one has ${count}`;
  const fr = `une règle compte ${MAX_LEAVES} conditions au plus ; celle-ci en a ${count}`;
  return [problem(['rule'], 'too-many-conditions', en, fr)];
};

/**
 * The rule of a document `{rule}`, sound by itself and beside the definitions there are.
 * @throws DomainError rule.invalid (422) whose details are the problems, each with its path in the document
 */
export const readRule = (input: unknown, definitions: Definitions): Rule => {
  const reading = readBy(rulePreviewQuerySchema, input);
  if ('problems' in reading) return refuse(reading.problems);
  const { rule } = reading.ok;
  const name = { en: 'preview', fr: 'aperçu' };
  const problems = [
    ...checkTexts(rule, ['rule']),
    ...checkSegment({ id: 'preview', name, rule }, definitions),
    ...checkSize(rule),
  ];
  if (problems.length > 0) refuse(problems);
  if (!canHold(rule))
    refuse([problem(['rule'], 'never', 'this rule can never hold', 'cette règle ne peut jamais être vraie')]);
  return rule;
};
