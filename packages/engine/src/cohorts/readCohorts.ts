import { type CohortStart, calendarStarts, IN_SEGMENT, type Problem, type Scope, segmentTrack } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { segmentOf } from '../definitions/segmentOf.js';
import { checkStage, chooseModel } from '../models/listModels.js';
import { DomainError } from '../ports.js';
import { refuseWho } from '../rules/personal.js';
import { readStep, type StepRule } from '../steps/readStep.js';
import { readScope, type Scoped } from '../understand/scope.js';

/** What makes somebody part of a cohort: an interaction, or a movement that leads to a stage of a track. */
export type Start = { readonly rule: StepRule } | { readonly track: string; readonly stage: string };

/** A scope cut into weeks or months: its period reaches from where the first of them begins. */
export interface Stepped {
  readonly scoped: Scoped;
  /** ms at which each week or month begins. */
  readonly starts: readonly number[];
}

const MOST_STEPS = 200;
const DAY = 86_400_000;
const SHORTEST = { week: 7 * DAY, month: 28 * DAY } as const;

/** @throws DomainError as readScope; period.long (400) */
export const readStepped = async (
  ports: ReadPorts,
  asked: { workspaceId: string; scope: Scope; whole: boolean },
  by: 'week' | 'month',
): Promise<Stepped> => {
  const scoped = await readScope(ports, asked);
  if ((scoped.to - scoped.from) / SHORTEST[by] > MOST_STEPS)
    throw new DomainError('period.long', 400, `This period has more than ${MOST_STEPS} ${by}s: ask of a shorter one.`);
  const starts = calendarStarts(by, scoped, scoped.zone);
  return { scoped: { ...scoped, from: starts[0] ?? scoped.from }, starts };
};

const refuse = (problems: readonly Problem[]): never => {
  const [first] = problems;
  const message = `This cannot be counted: ${first?.path.join('.')}: ${first?.message.en}.`;
  throw new DomainError('cohorts.invalid', 422, message, problems.slice(0, 50));
};

/**
 * A rule that single interactions match, null where none is asked.
 * @throws DomainError cohorts.invalid (422), personal.rule (403)
 */
export const readInteraction = (input: unknown, path: Problem['path'], whole: boolean): StepRule | null => {
  if (input === undefined) return null;
  const read = readStep(input, path);
  if (!('step' in read)) return refuse(read);
  refuseWho([read.rule], whole);
  return read.step;
};

/** @throws DomainError cohorts.invalid (422), personal.rule (403), model.unknown, stage.unknown, segment.unknown (404) */
export const readStart = ({ live }: Scoped, start: CohortStart, whole: boolean): Start => {
  if ('rule' in start) return { rule: readInteraction(start.rule, ['start', 'rule'], whole) as StepRule };
  if ('segment' in start) {
    const segment = segmentOf(live, start.segment) as string;
    return { track: live.keyOf(segmentTrack(segment)), stage: IN_SEGMENT };
  }
  const model = chooseModel(live, start.stage.model);
  checkStage(model, start.stage.stage);
  return { track: model.track, stage: start.stage.stage };
};
