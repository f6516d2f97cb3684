import type { Pool, PooledLeaf, PoolListening } from '../definitions/program.js';
import type { Fact } from '../interaction/fact.js';
import type { Moment } from '../rule/leaf.js';
import { allSet, noMarks } from '../rule/marks.js';

const unknown = Number.NEGATIVE_INFINITY;

/**
 * What the rules of segments count, once for a customer however many segments ask: nothing of it is ever forgotten, so that
 * it is the same for all. Changed in place; leaf states inside are never mutated.
 */
export interface PoolState {
  readonly leaves: unknown[];
  readonly marks: number[];
  /** By leaf: while it lies ahead, no standing that asks the leaf is due later than it; -Infinity when not worked out. */
  readonly due: number[];
}

export const newPoolState = ({ starts, marks }: Pool): PoolState => ({
  leaves: [...starts],
  marks: noMarks(marks),
  due: starts.map(() => unknown),
});

export const encodePool = ({ leaves, marks }: PoolState): unknown[] => [[...leaves], [...marks]];

export const decodePool = ({ starts }: Pool, encoded: unknown): PoolState => {
  const [leaves, marks] = encoded as [unknown[], number[]];
  return { leaves: [...leaves], marks: [...marks], due: starts.map(() => unknown) };
};

/** What an interaction of a pool changed on tracks. */
export interface PoolChange {
  /** An answer is another: the track is to be evaluated. */
  turned(track: number): void;
  /** Time alone may change an answer as early as this. */
  sooner(track: number, due: number): void;
}

/** One object for all questions, as they come one after the other. */
const moment: { -readonly [Key in keyof Moment]: Moment[Key] } = {
  now: 0,
  floor: unknown,
  entered: unknown,
  active: unknown,
};

/** [SEG-1] Counts an interaction in one leaf. Only a changed answer asks for an evaluation. */
const takeLeaf = (state: PoolState, at: number, { leaf, tracks }: PooledLeaf, fact: Fact, change: PoolChange): void => {
  const before = state.leaves[at] as never;
  const next = leaf.take(before, fact);
  if (next === before) return;
  state.leaves[at] = next;
  moment.now = fact.time;
  const turns = leaf.holds(before, moment) !== leaf.holds(next, moment);
  const known = state.due[at] as number;
  const due = leaf.nextChange(next, moment);
  state.due[at] = due;
  const sooner = known <= fact.time || due < known;
  if (turns) for (const track of tracks) change.turned(track);
  if (sooner) for (const track of tracks) change.sooner(track, due);
};

/** Something was done for the first time. */
const setMarks = (state: PoolState, { marks, asking }: PoolListening, change: PoolChange): void => {
  if (allSet(state.marks, marks)) return;
  for (let word = 0; word < marks.length; word++)
    state.marks[word] = (state.marks[word] as number) | (marks[word] as number);
  for (const track of asking) change.turned(track);
};

/** Counts one interaction in everything that segments share. */
export const takePool = (pool: Pool, state: PoolState, fact: Fact, change: PoolChange): void => {
  const heard = pool.listening.get(fact.event);
  if (!heard) return;
  setMarks(state, heard, change);
  for (const at of heard.leaves) takeLeaf(state, at, pool.leaves[at] as PooledLeaf, fact, change);
};
