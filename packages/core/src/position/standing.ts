import type { CompiledModel, Program } from '../lifecycle/compile.js';
import type { TraitState } from '../rule/compile.js';
import { noMarks } from '../rule/marks.js';
import type { Movement } from './types.js';

const before = Number.NEGATIVE_INFINITY;

/**
 * Where a customer stands on one model, for one value of its `per`, with the accumulators of its rules.
 * It belongs to one fold and is changed in place by it; leaf states inside are never mutated.
 */
export interface Standing {
  readonly model: CompiledModel;
  /** The customer's, shared by all their standings. */
  readonly traits: readonly TraitState[];
  readonly value: string;
  /** Newest interaction that carried this value. */
  own: number;
  /** 0 unplaced, else the stage's rank. */
  rank: number;
  entered: number;
  /** Newest interaction of the customer's own doing. */
  active: number;
  /** [STAGE-3] By stage: only what follows counts; empty before any fall. */
  floors: readonly number[];
  leaves: unknown[];
  /** What was ever done, of what rules ask. */
  marks: number[];
  /** The highest rank fallen from and not regained; 0 when there is none. */
  fellFrom: number;
  velocity: number;
  velocityAt: number;
  last: Movement | null;
  /** Newest instant folded, by an interaction or as a due instant. */
  instant: number;
  /** At or before the next due instant; -Infinity when not worked out. */
  due: number;
  /** True when the last evaluation moved nobody and nothing it read has changed since. */
  settled: boolean;
  /** True when some silence that matters holds, so that any activity may change an answer. */
  hushed: boolean;
}

export interface CustomerState {
  /** Newest interaction folded. */
  instant: number;
  traits: TraitState[];
  /** By model, then by value in order of creation. */
  standings: Standing[][];
}

export const newStanding = (model: CompiledModel, traits: readonly TraitState[], value: string): Standing => ({
  model,
  traits,
  value,
  own: before,
  rank: 0,
  entered: before,
  active: before,
  floors: [],
  leaves: [...model.starts],
  marks: noMarks(model.marks),
  fellFrom: 0,
  velocity: 0,
  velocityAt: 0,
  last: null,
  instant: before,
  due: before,
  settled: false,
  hushed: true,
});

export const newCustomerState = (program: Program): CustomerState => ({
  instant: before,
  traits: program.traits.map(({ test }) => ({ value: undefined, holds: test(undefined), since: before })),
  standings: program.models.map(() => []),
});

const time = (value: number): number | null => (value === before ? null : value);
const readTime = (value: unknown): number => (value === null ? before : (value as number));

const encodeStanding = (s: Standing): unknown[] => [
  s.value,
  time(s.own),
  s.rank,
  time(s.entered),
  time(s.active),
  s.floors.map(time),
  // copies: the fold may go on from this state, and changes the lists in place
  [...s.leaves],
  [...s.marks],
  s.fellFrom,
  s.velocity,
  s.velocityAt,
  s.last,
  time(s.instant),
];

const decodeStanding = (model: CompiledModel, traits: readonly TraitState[], encoded: unknown[]): Standing => {
  const [value, own, rank, entered, active, floors, leaves, marks, fellFrom, velocity, velocityAt, last, instant] =
    encoded;
  return {
    model,
    traits,
    value: value as string,
    own: readTime(own),
    rank: rank as number,
    entered: readTime(entered),
    active: readTime(active),
    floors: (floors as unknown[]).map(readTime),
    leaves: [...(leaves as unknown[])],
    marks: [...(marks as number[])],
    fellFrom: fellFrom as number,
    velocity: velocity as number,
    velocityAt: velocityAt as number,
    last: last as Movement | null,
    instant: readTime(instant),
    due: before,
    settled: false,
    hushed: true,
  };
};

/** A state as plain JSON; decoding it copies, so that an encoded state never changes. */
export type EncodedState = readonly [instant: number | null, traits: unknown[], standings: unknown[][][]];

export const encodeState = (state: CustomerState): EncodedState => [
  time(state.instant),
  // a trait that was removed keeps since when that made its condition hold [RULE-12]
  state.traits.map(({ value, since }) => (value === undefined && since === before ? 0 : [value ?? null, time(since)])),
  state.standings.map((values) => values.map(encodeStanding)),
];

export const decodeState = (program: Program, [instant, traits, standings]: EncodedState): CustomerState => {
  const states = program.traits.map(({ test }, index): TraitState => {
    const known = traits[index];
    const [value, since] = Array.isArray(known) ? known : [undefined, null];
    return { value: value ?? undefined, holds: test(value ?? undefined), since: readTime(since) };
  });
  return {
    instant: readTime(instant),
    traits: states,
    standings: program.models.map((model, index) =>
      (standings[index] ?? []).map((encoded) => decodeStanding(model, states, encoded)),
    ),
  };
};
