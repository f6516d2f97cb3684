import type { Interaction } from '../interaction/interaction.js';
import type { Model } from '../lifecycle/schema.js';
import type { Cause, Movement, MovementKind, Position } from '../position/types.js';
import { velocityAfter } from '../position/velocity.js';
import type { ReferenceRule, Rule } from '../rule/schema.js';
import type { Life } from './referenceLives.js';
import { holds, leavesOf } from './referenceRule.js';

/** One value on one model, with all that its rules read. */
export interface Setting {
  readonly model: Model;
  /** All of the customer's interactions; what counts for the value is in `life`. */
  readonly history: readonly Interaction[];
  readonly identifies: readonly Interaction[];
  readonly zone: string;
  readonly life: Life;
  /** What other definitions answer, under the floor given. */
  readonly asks?: (rule: ReferenceRule, floor: number | null) => boolean;
}

/** Where one value stands: `rank` 0 while unplaced; `lost` is the rank of MOVE-3, 0 where there is none. */
export interface Standing {
  readonly rank: number;
  readonly since: number | null;
  readonly floors: readonly (number | null)[];
  readonly lost: number;
  readonly last: Movement | null;
  readonly velocity: number;
}

export const unplaced = ({ stages }: Model): Standing => ({
  rank: 0,
  since: null,
  floors: stages.map(() => null),
  lost: 0,
  last: null,
  velocity: 0,
});

export const positionOf = ({ model, life }: Setting, { rank, since, velocity, last }: Standing): Position | null => {
  const stage = model.stages[rank - 1];
  if (!stage || since === null || !last) return null;
  return { model: model.id, value: life.value, stage: stage.id, rank, since, velocity, velocityAt: last.at, last };
};

/** A rule as one stage asks it. */
interface Question {
  readonly rule: Rule;
  readonly rank: number;
  readonly inLeave: boolean;
}

/** [DUE-1] The rules that could move a customer from where they stand. */
export const questions = ({ model }: Setting, { rank }: Standing): Question[] => [
  ...(model.stages[rank - 1]?.leave ?? []).map(({ when }) => ({ rule: when, rank, inLeave: true })),
  ...model.stages.slice(rank).map(({ enter }, above) => ({ rule: enter, rank: rank + above + 1, inLeave: false })),
];

/** Whether the rule held at `now` for what had happened until `known` (ms). */
const answer = (setting: Setting, standing: Standing, question: Question, now: number, known: number): boolean => {
  const floor = standing.floors[question.rank - 1] ?? null;
  return holds(question.rule, {
    history: setting.life.history.filter(({ time }) => time <= known),
    identifies: setting.identifies.filter(({ time }) => time <= known),
    now,
    floor,
    entry: question.inLeave ? standing.since : null,
    zone: setting.zone,
    answer: (rule) => setting.asks?.(rule, floor) ?? false,
  });
};

/** [DUE-1] Whether some leaf that could move the customer differs at `at` from a millisecond before, for what had happened until `known`. */
export const changesIn = (setting: Setting, standing: Standing, at: number, known: number): boolean =>
  questions(setting, standing)
    .flatMap((question) => leavesOf(question.rule).map((rule) => ({ ...question, rule })))
    .some((leaf) => answer(setting, standing, leaf, at, known) !== answer(setting, standing, leaf, at - 1, known));

/** [STAGE-1] */
export const evaluate = (setting: Setting, standing: Standing, at: number, byTime: boolean): Standing => {
  // at a due instant the interactions of the same millisecond have not happened yet [ORDER-4]
  const known = byTime ? at - 1 : at;
  const { stages } = setting.model;
  const ask = (rule: Rule, rank: number, inLeave: boolean): boolean =>
    answer(setting, standing, { rule, rank, inLeave }, at, known);
  const causeOf = (rule: Rule): Cause => (byTime ? { by: 'time' } : causeAt(setting, at, rule));
  const leave = stages[standing.rank - 1]?.leave ?? [];
  const clause = leave.findIndex(({ when }) => ask(when, standing.rank, true));
  const taken = leave[clause];
  if (taken) {
    const to = stages.findIndex(({ id }) => id === taken.to) + 1;
    return move(setting, standing, {
      at,
      cause: causeOf(taken.when),
      to,
      cycle: taken.kind === 'cycle',
      rule: { on: 'leave', clause },
    });
  }
  for (let to = stages.length; to > standing.rank; to--) {
    const enter = stages[to - 1]?.enter;
    if (enter && ask(enter, to, false)) {
      return move(setting, standing, { at, cause: causeOf(enter), to, cycle: false, rule: { on: 'enter' } });
    }
  }
  return standing;
};

/** [MOVE-4] [REF-3] Of what counts for the value, else of everything; `rule` is null where none moved the customer. */
export const causeAt = ({ history, life }: Pick<Setting, 'history' | 'life'>, at: number, rule: Rule | null): Cause => {
  const names = (one: Interaction): boolean =>
    rule !== null &&
    leavesOf(rule).some((leaf) => {
      if ('trait' in leaf) return one.type === 'identify';
      if ('sequence' in leaf) return leaf.sequence.steps.some(({ event }) => event === one.event);
      return (Object.values(leaf)[0] as { event?: string }).event === one.event;
    });
  const counted = life.history.filter(({ time }) => time === at);
  const present = counted.length > 0 ? counted : history.filter(({ time }) => time === at);
  const { messageId, event } = (present.findLast(names) ?? present.at(-1)) as Interaction;
  return { by: 'interaction', messageId, event };
};

/** [BIND-1] Out of a bound model: what was is forgotten, but for the floors. */
export const leaveModel = (setting: Setting, standing: Standing, at: number, byTime: boolean): Standing => ({
  ...standing,
  rank: 0,
  since: null,
  lost: 0,
  velocity: 0,
  last: {
    model: setting.model.id,
    value: setting.life.value,
    at,
    from: (setting.model.stages[standing.rank - 1] as { id: string }).id,
    to: null,
    kind: 'leave',
    delta: 0,
    cause: byTime ? { by: 'time' } : causeAt(setting, at, null),
    rule: { on: 'leave', clause: -1 },
  },
});

interface Step extends Pick<Movement, 'at' | 'cause' | 'rule'> {
  readonly to: number;
  readonly cycle: boolean;
}

/** [STAGE-3] [MOVE-1] to [MOVE-5] [VEL-1] */
const move = ({ model, life }: Setting, standing: Standing, { at, cause, to, cycle, rule }: Step): Standing => {
  const { rank, velocity, last } = standing;
  const delta = cycle ? 1 : to - rank;
  const falls = !cycle && to < rank;
  const lost = falls ? Math.max(standing.lost, rank) : standing.lost;
  const movement: Movement = {
    model: model.id,
    value: life.value,
    at,
    from: model.stages[rank - 1]?.id ?? null,
    to: (model.stages[to - 1] as { id: string }).id,
    kind: kindOf({ cycle, falls, delta, from: rank, to, lost, byTime: cause.by === 'time' }),
    delta,
    cause,
    rule,
  };
  return {
    rank: to,
    since: at,
    floors: standing.floors.map((floor, index) => ((falls || cycle) && index + 1 > to ? at : floor)),
    lost: to >= lost ? 0 : lost,
    last: movement,
    velocity: velocityAfter(velocity, last?.at ?? at, at, delta),
  };
};

interface Kinds {
  readonly cycle: boolean;
  readonly falls: boolean;
  readonly delta: number;
  readonly from: number;
  readonly to: number;
  readonly lost: number;
  readonly byTime: boolean;
}
/** [MOVE-2] */
const kindOf = ({ cycle, falls, delta, from, to, lost, byTime }: Kinds): MovementKind => {
  if (cycle) return 'cycle';
  if (falls) return byTime ? 'lapse' : 'regress';
  if (to <= lost) return 'return';
  if (from === 0 && to === 1) return 'enter';
  return delta > 1 ? 'skip' : 'advance';
};
