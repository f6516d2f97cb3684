import type { CompiledStage, Move, PlacedLeaf } from '../definitions/program.js';
import { type Fact, isIdentify } from '../interaction/fact.js';
import type { CompiledRule, Evidence } from '../rule/compile.js';
import { clearMarks } from '../rule/marks.js';
import type { Standing } from './standing.js';
import type { Cause, Movement, MovementKind } from './types.js';
import { velocityAfter } from './velocity.js';

export type Emit = (movement: Movement) => void;

type Changing = { -readonly [Key in keyof Evidence]: Evidence[Key] };
const never = Number.NEGATIVE_INFINITY;

/** One object for all questions: they are many, one after the other, and nobody keeps it. */
const asked: Changing = {
  now: 0,
  floor: never,
  entered: never,
  active: never,
  leaves: [],
  marks: [],
  traits: [],
  references: [],
};

/** The moment and the evidence for the rules of one stage; holds until the next is asked for. */
export const evidenceOf = (standing: Standing, stage: number, inLeave: boolean, now: number): Evidence => {
  asked.now = now;
  asked.floor = standing.floors[stage] ?? never;
  asked.entered = inLeave ? standing.entered : never;
  asked.active = standing.active;
  asked.leaves = standing.leaves;
  asked.marks = standing.marks;
  asked.traits = standing.common.traits;
  asked.references = standing.common.references;
  return asked;
};

export const leafHolds = (standing: Standing, at: number, now: number): boolean => {
  const placed = standing.track.leaves[at];
  return (
    placed?.leaf.holds(standing.leaves[at] as never, evidenceOf(standing, placed.stage, placed.inLeave, now)) ?? false
  );
};

/** The first instant after `now` at which time alone changes what one leaf says. */
export const leafDue = (standing: Standing, at: number, now: number): number => {
  const placed = standing.track.leaves[at];
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
  earliest(standing, standing.track.timed[standing.rank], standing.instant);

/** The same of silences of any kind alone. */
export const nextSilence = (standing: Standing, now: number): number =>
  earliest(standing, standing.track.silences[standing.rank], now);

const canMove = (standing: Standing, { when, stage, inLeave }: Move, now: number): boolean =>
  when.holds(evidenceOf(standing, stage, inLeave, now));

/** [STAGE-1] [SEG-1] The first leave clause that holds, else the highest stage above whose enter rule holds. */
const nextStage = (standing: Standing, now: number): Move | null => {
  const { rank } = standing;
  const { stages } = standing.track;
  const clauses = stages[rank - 1]?.leave ?? [];
  for (const move of clauses) if (canMove(standing, move, now)) return move;
  for (let to = stages.length; to > rank; to--) {
    const { enter } = stages[to - 1] as CompiledStage;
    if (canMove(standing, enter, now)) return enter;
  }
  return null;
};

/** [SEG-2] The first persona whose rule holds; the last, the fallback, always does. */
const nextPersona = (standing: Standing, now: number): Move | null => {
  for (const { enter } of standing.track.stages)
    if (canMove(standing, enter, now)) return enter.to === standing.rank ? null : enter;
  return null;
};

/** [BIND-1] Out of a model bound to a persona that is no longer theirs. */
const UNBOUND: Move = {
  when: { holds: () => true, events: new Set(), readsTraits: false },
  stage: 0,
  inLeave: true,
  to: 0,
  cycle: false,
  rule: { on: 'leave', clause: -1 },
};

const nextMove = (standing: Standing, now: number): Move | null => {
  const { track, rank, common } = standing;
  if (track.kind === 'persona') return nextPersona(standing, now);
  if (track.bound !== null && !common.references[track.bound]?.holds) return rank === 0 ? null : UNBOUND;
  return nextStage(standing, now);
};

/** [MOVE-2] */
const kindOf = ({ rank, fellFrom, track }: Standing, { to, cycle }: Move, byTime: boolean): MovementKind => {
  if (cycle) return 'cycle';
  if (to === 0) return 'leave';
  if (track.kind === 'persona' && rank > 0) return 'change';
  if (track.kind !== 'model') return 'enter';
  if (to < rank) return byTime ? 'lapse' : 'regress';
  if (fellFrom > 0 && to <= fellFrom) return 'return';
  if (to - rank > 1) return 'skip';
  return rank === 0 ? 'enter' : 'advance';
};

const BY_TIME: Cause = { by: 'time' };
/** The last cause told: one interaction often moves a customer on several tracks. */
let told: Extract<Cause, { by: 'interaction' }> = { by: 'interaction', messageId: '', event: '' };

export const causeOf = (facts: readonly Fact[], { events, readsTraits }: CompiledRule): Cause => {
  const last = facts.at(-1);
  if (!last) return BY_TIME;
  const touches = (fact: Fact): boolean => events.has(fact.event) || (readsTraits && isIdentify(fact));
  const { messageId, event } = facts.findLast(touches) ?? last;
  if (told.messageId !== messageId || told.event !== event) told = { by: 'interaction', messageId, event };
  return told;
};

/** [STAGE-3] Everything above the destination starts again from here. */
const forget = (standing: Standing, above: number, now: number): void => {
  const { track } = standing;
  const floors = standing.floors.length === 0 ? [...track.noFloors] : [...standing.floors];
  standing.floors = floors;
  for (let stage = above; stage < track.stages.length; stage++) {
    floors[stage] = now;
    clearMarks(standing.marks, track.marksOfStage[stage] ?? []);
  }
  for (let at = 0; at < track.leaves.length; at++) {
    const { leaf, stage } = track.leaves[at] as PlacedLeaf;
    if (stage >= above) standing.leaves[at] = leaf.start;
  }
};

/** [STAGE-3] [MOVE-3] [VEL-1] What a move between the stages of a model does to what counts from now on. */
const settleModel = (standing: Standing, move: Move, now: number, delta: number): void => {
  const { rank } = standing;
  const falls = move.to < rank;
  if (falls || move.cycle) forget(standing, move.to, now);
  if (falls && !move.cycle) standing.fellFrom = Math.max(standing.fellFrom, rank);
  if (!falls && move.to >= standing.fellFrom) standing.fellFrom = 0;
  standing.velocity = standing.last
    ? velocityAfter(standing.velocity, standing.velocityAt, now, delta)
    : velocityAfter(0, now, now, delta);
  standing.velocityAt = now;
};

/** [BIND-1] Nothing of what was is left but what was counted. */
const settleUnbound = (standing: Standing, now: number): void => {
  standing.fellFrom = 0;
  standing.velocity = 0;
  standing.velocityAt = now;
};

const deltaOf = ({ track, rank }: Standing, { cycle, to }: Move): number => {
  if (cycle) return 1;
  return track.kind === 'model' && to > 0 ? to - rank : 0;
};

const perform = (standing: Standing, move: Move, now: number, facts: readonly Fact[]): Movement => {
  const { track, rank } = standing;
  const delta = deltaOf(standing, move);
  const kind = kindOf(standing, move, facts.length === 0);
  if (track.kind === 'model') {
    if (move.to === 0) settleUnbound(standing, now);
    else settleModel(standing, move, now, delta);
  }
  const movement: Movement = {
    model: track.key,
    value: standing.value,
    at: now,
    from: track.stages[rank - 1]?.id ?? null,
    to: track.stages[move.to - 1]?.id ?? null,
    kind,
    delta,
    cause: causeOf(facts, move.when),
    rule: move.rule,
  };
  standing.rank = move.to;
  standing.entered = now;
  standing.last = movement;
  return movement;
};

const hushedAt = (standing: Standing, now: number): boolean => {
  for (const at of standing.track.silences[standing.rank] ?? []) if (leafHolds(standing, at, now)) return true;
  return false;
};

/** Evaluates a track once at an instant; `facts` are the interactions of that instant, none at a due instant. */
export const evaluate = (standing: Standing, now: number, facts: readonly Fact[], emit: Emit): void => {
  standing.nudged = false;
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
