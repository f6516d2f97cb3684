import { type Condition, type Problem, type Rule, readRule } from '@parcours/core';
import { checkTexts } from '../rules/readRule.js';

/** What single interactions match. */
export type StepRule =
  | { readonly event: string; readonly where: readonly Condition[] | undefined }
  | { readonly all: readonly StepRule[] }
  | { readonly any: readonly StepRule[] };

type Path = readonly (string | number)[];
const problem = (path: Path, code: string, en: string, fr: string): Problem => ({ path, code, message: { en, fr } });

const NO_STEP = {
  en: 'a step is an interaction: did, with an event and conditions on it, or all or any of these; whose they are is said by the persona or the segment of the question',
  fr: 'une étape est une interaction : did, avec un événement et des conditions sur lui, ou all ou any de celles-ci ; la persona ou le segment de la question disent de qui',
};
const NO_COUNT = {
  en: 'a step is one interaction, so it can neither be counted nor have a window of its own',
  fr: 'une étape est une seule interaction : on ne peut ni la compter, ni lui donner une fenêtre à elle',
};
const NEVER = {
  en: 'no single interaction can be two different events',
  fr: 'aucune interaction ne peut être deux événements différents',
};

/** The events an interaction may be to match. */
const eventsOf = (rule: StepRule): readonly string[] => {
  if ('event' in rule) return [rule.event];
  if ('any' in rule) return [...new Set(rule.any.flatMap(eventsOf))];
  const [first = [], ...others] = rule.all.map(eventsOf);
  return first.filter((event) => others.every((events) => events.includes(event)));
};

const toStep = (rule: Rule, path: Path, found: Problem[]): StepRule => {
  if ('all' in rule || 'any' in rule) {
    const [key, rules] = 'all' in rule ? (['all', rule.all] as const) : (['any', rule.any] as const);
    const parts = rules.map((part, at) => toStep(part, [...path, key, at], found));
    const step: StepRule = key === 'all' ? { all: parts } : { any: parts };
    if (found.length === 0 && eventsOf(step).length === 0) found.push(problem(path, 'never', NEVER.en, NEVER.fr));
    return step;
  }
  if (!('did' in rule)) {
    found.push(problem(path, 'step', NO_STEP.en, NO_STEP.fr));
    return { any: [] };
  }
  const { event, where, atLeast = 1, atMost, within } = rule.did;
  if (atLeast !== 1 || atMost !== undefined || within !== undefined)
    found.push(problem([...path, 'did'], 'step', NO_COUNT.en, NO_COUNT.fr));
  return { event, where };
};

/** [FUNNEL-1] A rule that single interactions match, or all that is wrong with it; `path` is where it is in the question. */
export const readStep = (
  input: unknown,
  path: Path,
): { readonly rule: Rule; readonly step: StepRule } | readonly Problem[] => {
  const reading = readRule(input);
  if ('problems' in reading) return reading.problems.map((one) => ({ ...one, path: [...path, ...one.path] }));
  const found = checkTexts(reading.ok, path);
  const step = toStep(reading.ok, path, found);
  return found.length > 0 ? found : { rule: reading.ok, step };
};
