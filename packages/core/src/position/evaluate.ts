import { type Fact, isIdentify } from '../interaction/fact.js';
import type { CompiledRule, Evidence } from '../rule/compile.js';
import type { Standing } from './standing.js';
import type { Cause, Movement, MovementKind } from './types.js';
import { velocityAfter } from './velocity.js';

export type Emit = (movement: Movement) => void;

/** The moment and the evidence for the rules of one stage. */
export const evidenceOf = (standing: Standing, stage: number, inLeave: boolean, now: number): Evidence => ({
  now,
  floor: standing.floors[stage] ?? Number.NEGATIVE_INFINITY,
  entered: inLeave ? standing.entered : Number.NEGATIVE_INFINITY,
  active: standing.active,
  leaves: standing.leaves,
  traits: standing.traits,
});

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

/** Evidence that serves one stage after another: rules are many and only the floor differs. */
type Changing = { -readonly [Key in keyof Evidence]: Evidence[Key] };

interface Move {
  readonly to: number;
  readonly cycle: boolean;
  readonly rule: Movement['rule'];
  readonly because: CompiledRule;
}

/** [STAGE-1] The first leave clause that holds, else the highest stage above whose enter rule holds. */
const nextMove = (standing: Standing, now: number): Move | null => {
  const { rank } = standing;
  const { stages } = standing.model;
  const clauses = stages[rank - 1]?.leave ?? [];
  if (clauses.length > 0) {
    const evidence = evidenceOf(standing, rank - 1, true, now);
    const clause = clauses.findIndex(({ when }) => when.holds(evidence));
    const held = clauses[clause];
    if (held) return { to: held.to, cycle: held.cycle, rule: { on: 'leave', clause }, because: held.when };
  }
  const evidence: Changing = { ...evidenceOf(standing, rank, false, now) };
  for (let to = stages.length; to > rank; to--) {
    const enter = stages[to - 1]?.enter;
    evidence.floor = standing.floors[to - 1] ?? Number.NEGATIVE_INFINITY;
    if (enter?.holds(evidence)) return { to, cycle: false, rule: { on: 'enter' }, because: enter };
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
const forget = (standing: Standing, above: number, now: number): void => {
  const { model } = standing;
  for (let stage = above; stage < model.stages.length; stage++) standing.floors[stage] = now;
  model.leaves.forEach(({ leaf, stage }, at) => {
    if (stage >= above) standing.leaves[at] = leaf.start;
  });
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
    cause: causeOf(facts, move.because),
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

const hushedAt = (standing: Standing, now: number): boolean =>
  (standing.model.silences[standing.rank] ?? []).some((at) => leafHolds(standing, at, now));

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
