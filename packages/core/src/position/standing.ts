import type { CompiledTrack, Program } from '../definitions/program.js';
import type { Since, TraitState } from '../rule/compile.js';
import { noMarks } from '../rule/marks.js';
import { decodePool, encodePool, newPoolState, type PoolState } from './pool.js';
import { newRelationship, type Relationship } from './relationship.js';
import type { Movement } from './types.js';

const before = Number.NEGATIVE_INFINITY;

/** What all standings of a customer have in common; changed in place. */
export interface Common {
  readonly pool: PoolState;
  readonly traits: TraitState[];
  readonly references: ReferenceState[];
}

/** Whether a reference holds, since when, and the instant at which time alone changes that. */
export interface ReferenceState extends Since {
  readonly until: number;
}

/**
 * Where a customer stands on one track, for one value of its `per`, with the accumulators of its rules.
 * It belongs to one fold and is changed in place by it; leaf states inside are never mutated.
 */
export interface Standing {
  readonly track: CompiledTrack;
  readonly common: Common;
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
  /** What was ever done, of what rules ask; both are the pool's where the track is pooled. */
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
  /** True when a reference that matters changed at the instant being folded [REF-3]. */
  nudged: boolean;
}

export interface CustomerState {
  readonly program: Program;
  /** The newest instant folded on any track; what comes at or before it is late. */
  instant: number;
  /** At or before the next instant at which time alone changes an answer anywhere; -Infinity when not worked out. */
  due: number;
  /** The tracks to be looked at at the next instant whatever is heard then. */
  readonly restless: number[];
  readonly common: Common;
  relationship: Relationship;
  /** By track, then by value in order of creation. */
  readonly standings: (readonly Standing[])[];
}

/** Most customers stand nowhere on most tracks, and never fell. Not to be changed in place. */
const NONE: readonly Standing[] = [];
const NO_FLOORS: readonly number[] = [];

export const newStanding = (track: CompiledTrack, common: Common, value: string): Standing => ({
  track,
  common,
  value,
  own: before,
  rank: 0,
  entered: before,
  active: before,
  floors: NO_FLOORS,
  leaves: track.pooled ? common.pool.leaves : [...track.starts],
  marks: track.pooled ? common.pool.marks : noMarks(track.marks),
  fellFrom: 0,
  velocity: 0,
  velocityAt: 0,
  last: null,
  instant: before,
  due: before,
  settled: false,
  hushed: true,
  nudged: false,
});

/** Nothing has happened: no time has passed that could have changed an answer. */
const withNewReferences = (state: CustomerState): CustomerState => {
  for (const { answer } of state.program.references) {
    const { holds, until } = answer(state, before);
    state.common.references.push({ holds, until, since: before });
  }
  return state;
};

export const newCustomerState = (program: Program): CustomerState =>
  withNewReferences({
    program,
    instant: before,
    due: before,
    restless: [],
    common: {
      pool: newPoolState(program.pool),
      traits: program.traits.map(({ test }) => ({ value: undefined, holds: test(undefined), since: before })),
      references: [],
    },
    relationship: newRelationship,
    standings: program.tracks.map(() => NONE),
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
  s.track.pooled ? 0 : [...s.leaves],
  s.track.pooled ? 0 : [...s.marks],
  s.fellFrom,
  s.velocity,
  s.velocityAt,
  s.last,
  time(s.instant),
];

const decodeStanding = (track: CompiledTrack, common: Common, encoded: unknown[]): Standing => {
  const [value, own, rank, entered, active, floors, leaves, marks, fellFrom, velocity, velocityAt, last, instant] =
    encoded;
  return {
    track,
    common,
    value: value as string,
    own: readTime(own),
    rank: rank as number,
    entered: readTime(entered),
    active: readTime(active),
    floors: (floors as unknown[]).map(readTime),
    leaves: track.pooled ? common.pool.leaves : [...(leaves as unknown[])],
    marks: track.pooled ? common.pool.marks : [...(marks as number[])],
    fellFrom: fellFrom as number,
    velocity: velocity as number,
    velocityAt: velocityAt as number,
    last: last as Movement | null,
    instant: readTime(instant),
    due: before,
    settled: false,
    hushed: true,
    nudged: false,
  };
};

/** A state as plain JSON; decoding it copies, so that an encoded state never changes. */
export type EncodedState = readonly [
  instant: number | null,
  traits: unknown[],
  standings: unknown[][],
  references: unknown[],
  relationship: [score: number, at: number | null, broken: boolean] | 0,
  pool: unknown[],
];

const encodeUntil = (until: number): number | null => (Number.isFinite(until) ? until : null);

export const encodeState = ({ instant, common, standings, relationship }: CustomerState): EncodedState => [
  time(instant),
  // a trait that was removed keeps since when that made its condition hold [RULE-12]
  common.traits.map(({ value, since }) => (value === undefined && since === before ? 0 : [value ?? null, time(since)])),
  standings.map((values) => values.map(encodeStanding)),
  common.references.map(({ holds, since, until }) => [holds ? 1 : 0, time(since), encodeUntil(until)]),
  relationship === newRelationship ? 0 : [relationship.score, time(relationship.at), relationship.broken],
  encodePool(common.pool),
];

const decodeTraits = (program: Program, traits: readonly unknown[]): TraitState[] =>
  program.traits.map(({ test }, index): TraitState => {
    const known = traits[index];
    const [value, since] = Array.isArray(known) ? known : [undefined, null];
    return { value: value ?? undefined, holds: test(value ?? undefined), since: readTime(since) };
  });

const decodeReference = (encoded: unknown): ReferenceState => {
  const [holds, since, until] = encoded as [number, number | null, number | null];
  return { holds: holds === 1, since: readTime(since), until: until ?? Number.POSITIVE_INFINITY };
};

export const decodeState = (
  program: Program,
  [instant, traits, standings, references, relationship, pool]: EncodedState,
): CustomerState => {
  const common: Common = {
    pool: decodePool(program.pool, pool),
    traits: decodeTraits(program, traits),
    references: references.map(decodeReference),
  };
  const decoded = program.tracks.map((track, index) =>
    (standings[index] ?? []).map((encoded) => decodeStanding(track, common, encoded as unknown[])),
  );
  return {
    program,
    instant: decoded.flat().reduce((newest, standing) => Math.max(newest, standing.instant), readTime(instant)),
    due: before,
    restless: [],
    common,
    relationship:
      relationship === 0
        ? newRelationship
        : { score: relationship[0], at: readTime(relationship[1]), broken: relationship[2] },
    standings: decoded,
  };
};
