import {
  type Duration,
  type FunnelOrder,
  type FunnelQuery,
  type Problem,
  parseDuration,
  type Rule,
} from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { refuseWho } from '../rules/personal.js';
import { readStep, type StepRule } from '../steps/readStep.js';
import { readScope, refusePersonal, type Scoped } from '../understand/scope.js';

/** By what a funnel is broken down. */
export type Breakdown = { readonly by: 'persona' } | { readonly by: 'property'; readonly property: string };

/** A funnel read, and what it looks at. */
export interface Funnel {
  readonly scoped: Scoped;
  readonly steps: readonly { readonly name: string; readonly rule: StepRule }[];
  readonly window: string;
  readonly order: FunnelOrder;
}

const problem = (path: Problem['path'], code: string, en: string, fr: string): Problem => ({
  ...{ path, code, message: { en, fr } },
});

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
  refuseWho(
    sound.map(({ rule }) => rule),
    whole,
  );
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
