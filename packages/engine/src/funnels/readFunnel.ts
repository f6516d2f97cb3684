import {
  type Condition,
  type Duration,
  type FunnelOrder,
  type FunnelQuery,
  type Problem,
  parseDuration,
  type Rule,
  readRule,
} from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { asksWho } from '../rules/personal.js';
import { checkTexts } from '../rules/readRule.js';
import { readScope, refusePersonal, type Scoped } from '../understand/scope.js';

/** What single interactions match. */
export type StepRule =
  | { readonly event: string; readonly where: readonly Condition[] | undefined }
  | { readonly all: readonly StepRule[] }
  | { readonly any: readonly StepRule[] };

/** By what a funnel is broken down. */
export type Breakdown = { readonly by: 'persona' } | { readonly by: 'property'; readonly property: string };

/** A funnel read, and what it looks at. */
export interface Funnel {
  readonly scoped: Scoped;
  readonly steps: readonly { readonly name: string; readonly rule: StepRule }[];
  readonly window: string;
  readonly order: FunnelOrder;
}

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

const readStep = (
  input: unknown,
  path: Path,
): { readonly rule: Rule; readonly step: StepRule } | readonly Problem[] => {
  const reading = readRule(input);
  if ('problems' in reading) return reading.problems.map((one) => ({ ...one, path: [...path, ...one.path] }));
  const found = checkTexts(reading.ok, path);
  const step = toStep(reading.ok, path, found);
  return found.length > 0 ? found : { rule: reading.ok, step };
};

/** @throws DomainError funnel.invalid (422) whose details are the problems, each with its path in the question */
const refuse = (problems: readonly Problem[]): never => {
  const [first] = problems;
  const message = `This funnel cannot be measured: ${first?.path.join('.')}: ${first?.message.en}.`;
  throw new DomainError('funnel.invalid', 422, message, problems.slice(0, 50));
};

const LONGEST_YEARS = 10;
const checkWindow = (window: string): Problem[] => {
  const { months, days, ms } = parseDuration(window) as Duration;
  if (months / 12 + (days + ms / 86_400_000) / 365.25 <= LONGEST_YEARS) return [];
  const en = `a window is ${LONGEST_YEARS} years at most`;
  return [problem(['window'], 'duration', en, `une fenêtre dure ${LONGEST_YEARS} ans au plus`)];
};

/** In any order an interaction counts for each step it matches, so that two alike would be one. */
const checkAlike = (order: FunnelOrder, rules: readonly Rule[]): Problem[] => {
  if (order !== 'any') return [];
  const texts = rules.map((rule) => JSON.stringify(rule));
  return texts.flatMap((text, at) => {
    const before = texts.indexOf(text);
    const en = `the same as step ${before + 1}: in any order each step must be another`;
    const fr = `la même que l’étape ${before + 1} : sans ordre, chaque étape doit être différente`;
    return before < at ? [problem(['steps', at, 'rule'], 'alike', en, fr)] : [];
  });
};

/**
 * A funnel as it was asked for, sound in this workspace. `whole` is false for those who see no personal data.
 * @throws DomainError as readScope; funnel.invalid (422), personal.rule, personal.where (403)
 */
export const readFunnel = async (
  ports: ReadPorts,
  { workspaceId, asked, whole }: { workspaceId: string; asked: Omit<FunnelQuery, 'breakdown'>; whole: boolean },
): Promise<Funnel> => {
  const { steps, window, order, period, persona, segment, where } = asked;
  const read = steps.map(({ rule }, at) => readStep(rule, ['steps', at, 'rule']));
  const problems = [...checkWindow(window), ...read.flatMap((one) => ('step' in one ? [] : one))];
  const sound = read.flatMap((one) => ('step' in one ? [one] : []));
  problems.push(...checkAlike(order, sound.length === steps.length ? sound.map(({ rule }) => rule) : []));
  if (problems.length > 0) refuse(problems);
  if (!whole && sound.some(({ rule }) => asksWho(rule))) {
    const message = 'Your role sees customers without personal data, so it cannot ask for who they are.';
    throw new DomainError('personal.rule', 403, `${message} An owner can give you another role.`);
  }
  const scoped = await readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole });
  return {
    ...{ scoped, window, order },
    steps: steps.map(({ name }, at) => ({ name, rule: (sound[at] as { step: StepRule }).step })),
  };
};

/** @throws DomainError personal.where (403) for a property that tells who somebody is */
export const readBreakdown = (asked: FunnelQuery['breakdown'], whole: boolean): Breakdown | null => {
  if (asked === undefined) return null;
  if (asked === 'persona') return { by: 'persona' };
  const property = typeof asked === 'string' ? asked : asked.property;
  refusePersonal([property], whole);
  return { by: 'property', property };
};

/** @throws DomainError step.unknown (422) */
export const checkStep = (step: number, steps: number): void => {
  if (step <= steps) return;
  throw new DomainError('step.unknown', 422, `There is no step ${step}: this funnel has ${steps}.`);
};
