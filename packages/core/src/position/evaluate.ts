import { type Fact, isIdentify } from '../interaction/fact.js';
import type { CompiledModel } from '../lifecycle/compile.js';
import type { CompiledRule, TraitState } from '../rule/compile.js';
import type { Moment } from '../rule/leaf.js';
import type { Standing } from './standing.js';
import type { Cause, Movement, MovementKind } from './types.js';
import { velocityAfter } from './velocity.js';

export type Emit = (movement: Movement) => void;

/** One customer's standing on one model, with what is shared between standings. */
export interface Scene {
  readonly model: CompiledModel;
  readonly standing: Standing;
  readonly traits: readonly TraitState[];
}

export const momentOf = ({ standing }: Scene, stage: number, inLeave: boolean, now: number): Moment => ({
  now,
  floor: standing.floors[stage] ?? Number.NEGATIVE_INFINITY,
  entered: inLeave ? standing.entered : Number.NEGATIVE_INFINITY,
  active: standing.active,
});

export const ruleHolds = (scene: Scene, rule: CompiledRule, stage: number, inLeave: boolean, now: number): boolean =>
  rule.holds({ leaves: scene.standing.leaves, traits: scene.traits, moment: momentOf(scene, stage, inLeave, now) });

/** [DUE-1] The first instant after the standing's own at which time alone changes an answer that matters; Infinity when none. */
export const nextDue = (scene: Scene): number => {
  const { model, standing } = scene;
  let due = Number.POSITIVE_INFINITY;
  for (const at of model.relevant[standing.rank] ?? []) {
    const placed = model.leaves[at];
    if (!placed) continue;
    const moment = momentOf(scene, placed.stage, placed.inLeave, standing.instant);
    due = Math.min(due, placed.leaf.nextChange(standing.leaves[at] as never, moment));
  }
  return due;
};

interface Move {
  readonly to: number;
  readonly cycle: boolean;
  readonly rule: Movement['rule'];
  readonly because: CompiledRule;
}

/** [STAGE-1] The first leave clause that holds, else the highest stage above whose enter rule holds. */
const nextMove = (scene: Scene, now: number): Move | null => {
  const { stages } = scene.model;
  const { rank } = scene.standing;
  const clauses = stages[rank - 1]?.leave ?? [];
  for (const [clause, { when, to, cycle }] of clauses.entries()) {
    if (ruleHolds(scene, when, rank - 1, true, now)) return { to, cycle, rule: { on: 'leave', clause }, because: when };
  }
  for (let to = stages.length; to > rank; to--) {
    const enter = stages[to - 1]?.enter;
    if (enter && ruleHolds(scene, enter, to - 1, false, now)) return { to, cycle: false, rule: { on: 'enter' }, because: enter };
  }
  return null;
};

/** [MOVE-2] */
const kindOf = ({ rank, fellFrom }: Standing, { to, cycle }: Move, byTime: boolean): MovementKind => {
  if (cycle) return 'cycle';
  if (to < rank) return byTime ? 'lapse' : 'regress';
  if (fellFrom > 0 && to <= fellFrom) return 'return';
  if (to - rank > 1) return 'skip';
  return rank === 0 ? 'enter' : 'advance';
};

const causeOf = (facts: readonly Fact[], { events, readsTraits }: CompiledRule): Cause => {
  const touching = facts.findLast((fact) => events.has(fact.event) || (readsTraits && isIdentify(fact)));
  const fact = touching ?? facts.at(-1);
  return fact ? { by: 'interaction', messageId: fact.messageId, event: fact.event } : { by: 'time' };
};

/** [STAGE-3] Everything above the destination starts again from here. */
const forget = ({ model, standing }: Scene, above: number, now: number): void => {
  for (let stage = above; stage < model.stages.length; stage++) standing.floors[stage] = now;
  model.leaves.forEach(({ leaf, stage }, at) => {
    if (stage >= above) standing.leaves[at] = leaf.start;
  });
};

const perform = (scene: Scene, move: Move, now: number, facts: readonly Fact[]): Movement => {
  const { model, standing } = scene;
  const { rank } = standing;
  const falls = move.to < rank;
  const delta = move.cycle ? 1 : move.to - rank;
  const kind = kindOf(standing, move, facts.length === 0);
  if (falls || move.cycle) forget(scene, move.to, now);
  if (falls && !move.cycle) standing.fellFrom = Math.max(standing.fellFrom, rank);
  if (!falls && move.to >= standing.fellFrom) standing.fellFrom = 0;
  const movement: Movement = {
    model: model.id,
    value: standing.value,
    at: now,
    from: model.stages[rank - 1]?.id ?? null,
    to: model.stages[move.to - 1]?.id ?? '',
    kind,
    delta,
    cause: causeOf(facts, move.because),
    rule: move.rule,
  };
  standing.velocity = standing.last ? velocityAfter(standing.velocity, standing.velocityAt, now, delta) : velocityAfter(0, now, now, delta);
  standing.velocityAt = now;
  standing.rank = move.to;
  standing.entered = now;
  standing.last = movement;
  return movement;
};

const hushedAt = (scene: Scene, now: number): boolean => {
  const { model, standing } = scene;
  return (model.silences[standing.rank] ?? []).some((at) => {
    const placed = model.leaves[at];
    return placed?.leaf.holds(standing.leaves[at] as never, momentOf(scene, placed.stage, placed.inLeave, now));
  });
};

/** Evaluates the model once at an instant; `facts` are the interactions of that instant that count here, none at a due instant. */
export const evaluate = (scene: Scene, now: number, facts: readonly Fact[], emit: Emit): void => {
  const { standing } = scene;
  const move = nextMove(scene, now);
  if (move) {
    emit(perform(scene, move, now, facts));
    standing.settled = false;
    standing.hushed = true;
    standing.due = Number.NEGATIVE_INFINITY;
  } else {
    standing.settled = true;
    standing.hushed = hushedAt(scene, now);
  }
};
