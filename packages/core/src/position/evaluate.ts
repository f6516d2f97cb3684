import { type Fact, isIdentify } from '../interaction/fact.js';
import type { CompiledStage, Move, PlacedLeaf } from '../lifecycle/compile.js';
import type { CompiledRule, Evidence } from '../rule/compile.js';
import { clearMarks } from '../rule/marks.js';
import type { Standing } from './standing.js';
import type { Cause, Movement, MovementKind } from './types.js';
import { velocityAfter } from './velocity.js';

export type Emit = (movement: Movement) => void;

type Changing = { -readonly [Key in keyof Evidence]: Evidence[Key] };
const never = Number.NEGATIVE_INFINITY;

/** One object for all questions: they are many, one after the other, and nobody keeps it. */
const asked: Changing = { now: 0, floor: never, entered: never, active: never, leaves: [], marks: [], traits: [] };

/** The moment and the evidence for the rules of one stage; holds until the next is asked for. */
export const evidenceOf = (standing: Standing, stage: number, inLeave: boolean, now: number): Evidence => {
  asked.now = now;
  asked.floor = standing.floors[stage] ?? never;
  asked.entered = inLeave ? standing.entered : never;
  asked.active = standing.active;
  asked.leaves = standing.leaves;
  asked.marks = standing.marks;
  asked.traits = standing.traits;
  return asked;
};

export const leafHolds = (standing: Standing, at: number, now: number): boolean => {
  const placed = standing.model.leaves[at];
  return (
    placed?.leaf.holds(standing.leaves[at] as never, evidenceOf(standing, placed.stage, placed.inLeave, now)) ?? false
  );
};

/** The first instant after `now` at which time alone changes what one leaf says. */
export const leafDue = (standing: Standing, at: number, now: number): number => {
  const placed = standing.model.leaves[at];
  if (!placed) return Number.POSITIVE_INFINITY;
  return placed.leaf.nextChange(standing.leaves[at] as never, evidenceOf(standing, placed.stage, placed.inLeave, now));
};

const earliest = (standing: Standing, leaves: readonly number[] | undefined, now: number): number => {
  let due = Number.POSITIVE_INFINITY;
  for (const at of leaves ?? []) due = Math.min(due, leafDue(standing, at, now));
  return due;
};

/** [DUE-1] The first instant after the standing's own at which time alone changes an answer that matters; Infinity when none. */
export const nextDue = (standing: Standing): number =>
  earliest(standing, standing.model.timed[standing.rank], standing.instant);

/** The same of silences of any kind alone. */
export const nextSilence = (standing: Standing, now: number): number =>
  earliest(standing, standing.model.silences[standing.rank], now);

/** [STAGE-1] The first leave clause that holds, else the highest stage above whose enter rule holds. */
const nextMove = (standing: Standing, now: number): Move | null => {
  const { rank } = standing;
  const { stages } = standing.model;
  const clauses = stages[rank - 1]?.leave ?? [];
  for (let clause = 0; clause < clauses.length; clause++) {
    const move = clauses[clause] as Move;
    if (move.when.holds(evidenceOf(standing, rank - 1, true, now))) return move;
  }
  for (let to = stages.length; to > rank; to--) {
    const { enter } = stages[to - 1] as CompiledStage;
    if (enter.when.holds(evidenceOf(standing, to - 1, false, now))) return enter;
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

const BY_TIME: Cause = { by: 'time' };

const causeOf = (facts: readonly Fact[], { events, readsTraits }: CompiledRule): Cause => {
  const last = facts.at(-1);
  if (!last) return BY_TIME;
  const touches = (fact: Fact): boolean => events.has(fact.event) || (readsTraits && isIdentify(fact));
  const { messageId, event } = facts.findLast(touches) ?? last;
  return { by: 'interaction', messageId, event };
};

/** [STAGE-3] Everything above the destination starts again from here. */
const forget = (standing: Standing, above: number, now: number): void => {
  const { model } = standing;
  const floors = standing.floors.length === 0 ? [...model.noFloors] : [...standing.floors];
  standing.floors = floors;
  for (let stage = above; stage < model.stages.length; stage++) {
    floors[stage] = now;
    clearMarks(standing.marks, model.marksOfStage[stage] ?? []);
  }
  for (let at = 0; at < model.leaves.length; at++) {
    const { leaf, stage } = model.leaves[at] as PlacedLeaf;
    if (stage >= above) standing.leaves[at] = leaf.start;
  }
};

const perform = (standing: Standing, move: Move, now: number, facts: readonly Fact[]): Movement => {
  const { model, rank } = standing;
  const falls = move.to < rank;
  const delta = move.cycle ? 1 : move.to - rank;
  const kind = kindOf(standing, move, facts.length === 0);
  if (falls || move.cycle) forget(standing, move.to, now);
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
    cause: causeOf(facts, move.when),
    rule: move.rule,
  };
  standing.velocity = standing.last
    ? velocityAfter(standing.velocity, standing.velocityAt, now, delta)
    : velocityAfter(0, now, now, delta);
  standing.velocityAt = now;
  standing.rank = move.to;
  standing.entered = now;
  standing.last = movement;
  return movement;
};

const hushedAt = (standing: Standing, now: number): boolean => {
  for (const at of standing.model.silences[standing.rank] ?? []) if (leafHolds(standing, at, now)) return true;
  return false;
};

/** Evaluates the model once at an instant; `facts` are the interactions of that instant, none at a due instant. */
export const evaluate = (standing: Standing, now: number, facts: readonly Fact[], emit: Emit): void => {
  const move = nextMove(standing, now);
  if (move) {
    emit(perform(standing, move, now, facts));
    standing.settled = false;
    standing.hushed = true;
    standing.due = Number.NEGATIVE_INFINITY;
  } else {
    standing.settled = true;
    standing.hushed = hushedAt(standing, now);
  }
};
