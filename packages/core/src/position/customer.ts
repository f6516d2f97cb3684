import type { CompiledTrack, Program } from '../definitions/program.js';
import { BROKEN, WHOLE as UNBROKEN } from '../definitions/track.js';
import type { Fact } from '../interaction/fact.js';
import { compareOrder } from '../interaction/order.js';
import { isBeyondBound } from '../rule/bound.js';
import { advanceState, takeStock } from './advance.js';
import { foldFacts } from './fold.js';
import {
  type CustomerState,
  decodeState,
  type EncodedState,
  encodeState,
  newCustomerState,
  type Standing,
} from './standing.js';
import { decodeFacts, Tail } from './tail.js';
import type { Movement, Position } from './types.js';

const DAY = 86_400_000;
/** An anonymous history up to this long is kept whole, so that a sign-in joins it in memory. */
const WHOLE = 64;
/** The tail is cut when it is this long and a day is behind it, or this long at all. */
const LONG = 24;
const TOO_LONG = 256;
const KEPT = 128;

/**
 * A customer as the live fold holds them: everything up to a checkpoint as one state, the newest facts
 * as they are, and the state after all of them. What is late within the tail refolds from the checkpoint.
 * It belongs to one fold: functions that return a customer may have changed the one they were given.
 */
export interface Customer {
  /** A state as JSON; null: the tail is the whole history. */
  readonly checkpoint: string | null;
  /** Facts at or before this instant are in the checkpoint; -Infinity when there is none. */
  readonly checkpointAt: number;
  readonly tail: Tail;
  readonly head: CustomerState;
  /** Due instants up to here have been applied. */
  readonly advancedTo: number;
}

/** Movements that came about and movements that no longer hold, after a fold. */
export interface Changes {
  readonly added: readonly Movement[];
  readonly removed: readonly Movement[];
}

const before = Number.NEGATIVE_INFINITY;

export const newCustomer = (program: Program): Customer => ({
  checkpoint: null,
  checkpointAt: before,
  tail: Tail.empty,
  head: newCustomerState(program),
  advancedTo: before,
});

const sameMovement = (a: Movement, b: Movement): boolean => a.model === b.model && a.value === b.value && a.at === b.at;
const sameContent = (a: Movement, b: Movement): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What turns one list of movements into another: removed by (model, value, at), added when new or different. */
export const differenceOf = (before: readonly Movement[], after: readonly Movement[]): Changes => ({
  removed: before.filter((old) => !after.some((now) => sameMovement(old, now))),
  added: after.filter((now) => !before.some((old) => sameContent(old, now))),
});

const stateAt = (program: Program, checkpoint: string | null): CustomerState =>
  checkpoint === null ? newCustomerState(program) : decodeState(program, JSON.parse(checkpoint) as EncodedState);

/** Facts folded from the checkpoint, and due instants applied as far as they were. */
const foldTail = (program: Program, { checkpoint, advancedTo }: Customer, facts: readonly Fact[]) => {
  const head = stateAt(program, checkpoint);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  foldFacts(program, head, facts, emit);
  advanceState(head, advancedTo, emit);
  return { head, movements };
};

/** What a customer's tail holds: its facts, and the movements after the checkpoint as they stand. */
export const recount = (
  program: Program,
  customer: Customer,
): { readonly facts: readonly Fact[]; readonly movements: readonly Movement[] } => {
  const facts = customer.tail.facts();
  return { facts, movements: foldTail(program, customer, facts).movements };
};

const refold = (
  program: Program,
  customer: Customer,
  late: readonly Fact[],
): { customer: Customer; changes: Changes } => {
  const was = recount(program, customer);
  const facts = [...was.facts, ...late].sort(compareOrder);
  const { head, movements } = foldTail(program, customer, facts);
  return {
    customer: trim(program, { ...customer, tail: Tail.of(facts), head }),
    changes: differenceOf(was.movements, movements),
  };
};

/** Whether the oldest facts of a tail belong into the checkpoint. */
const isTooLong = ({ size, from, to }: Pick<Tail, 'size' | 'from' | 'to'>, isWhole: boolean): boolean =>
  (size > TOO_LONG || (size > LONG && from < to - 2 * DAY)) && !(size <= WHOLE && isWhole);

/** How many of the oldest facts of a tail that is too long go, never splitting an instant. */
const excess = (facts: readonly Fact[]): number => {
  const newest = facts.at(-1)?.time ?? 0;
  const cut = Math.max(newest - DAY, facts[Math.max(0, facts.length - KEPT - 1)]?.time ?? 0);
  const first = facts.findIndex((fact) => fact.time > cut);
  return first === -1 ? facts.length : first;
};

/** Folds the oldest facts of a long tail into the checkpoint. */
const trim = (program: Program, customer: Customer): Customer => {
  if (!isTooLong(customer.tail, customer.checkpoint === null)) return customer;
  const facts = customer.tail.facts();
  const split = excess(facts);
  const checkpointAt = facts[split - 1]?.time;
  if (checkpointAt === undefined) return customer;
  const state = stateAt(program, customer.checkpoint);
  foldFacts(program, state, facts.slice(0, split), () => undefined);
  return {
    ...customer,
    checkpoint: JSON.stringify(encodeState(state)),
    checkpointAt,
    tail: Tail.of(facts.slice(split)),
  };
};

/** Histories mostly come sorted. */
const inOrder = (facts: readonly Fact[]): readonly Fact[] => {
  if (facts.length < 2) return facts;
  const isSorted = facts.every((fact, at) => at === 0 || compareOrder(facts[at - 1] as Fact, fact) <= 0);
  return isSorted ? facts : [...facts].sort(compareOrder);
};

/**
 * Folds new facts, in any order among themselves; they must not be duplicates.
 * Returns null when one is older than the checkpoint: the customer must then be folded from history.
 */
export const receive = (
  program: Program,
  customer: Customer,
  facts: readonly Fact[],
): { customer: Customer; changes: Changes } | null => {
  const sorted = inOrder(facts);
  const oldest = sorted[0]?.time;
  if (oldest === undefined) return { customer, changes: { added: [], removed: [] } };
  if (oldest <= customer.checkpointAt) return null;
  if (oldest <= customer.head.instant) return refold(program, customer, sorted);
  const added: Movement[] = [];
  const emit = (movement: Movement) => added.push(movement);
  foldFacts(program, customer.head, sorted, emit);
  // woken past these facts already: what fell due since the newest of them must not wait for the next wake-up
  if ((sorted.at(-1)?.time ?? 0) < customer.advancedTo) advanceState(customer.head, customer.advancedTo, emit);
  return {
    customer: trim(program, { ...customer, tail: customer.tail.followedBy(sorted) }),
    changes: { added, removed: [] },
  };
};

/** Applies the due instants at or before `now` [POS-5]. */
export const advance = (customer: Customer, now: number): { customer: Customer; changes: Changes } => {
  const added: Movement[] = [];
  advanceState(customer.head, now, (movement) => added.push(movement));
  return {
    customer: { ...customer, advancedTo: Math.max(customer.advancedTo, now) },
    changes: { added, removed: [] },
  };
};

/** Folds a whole history, sorted or not, without duplicates; due instants up to `now` applied. */
export const foldHistory = (
  program: Program,
  history: readonly Fact[],
  now: number,
): { customer: Customer; movements: readonly Movement[] } => {
  const head = newCustomerState(program);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  const facts = inOrder(history);
  const split = isTooLong(Tail.of(facts), true) ? excess(facts) : 0;
  if (split > 0) foldFacts(program, head, facts.slice(0, split), emit);
  const checkpoint = split === 0 ? null : JSON.stringify(encodeState(head));
  const rest = split === 0 ? facts : facts.slice(split);
  foldFacts(program, head, rest, emit);
  advanceState(head, now, emit);
  const checkpointAt = facts[split - 1]?.time ?? before;
  return { customer: { checkpoint, checkpointAt, tail: Tail.of(rest), head, advancedTo: now }, movements };
};

/** Where a whole history leads, sorted or not, without duplicates, due instants up to `now` applied: to be read, not to be gone on from. */
export const situate = (
  program: Program,
  history: readonly Fact[],
  now: number,
): { readonly positions: Position[]; readonly movements: readonly Movement[] } => {
  const head = newCustomerState(program);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  foldFacts(program, head, inOrder(history), emit);
  advanceState(head, now, emit);
  return { positions: positionsAt(program, head), movements };
};

/** At or before the instant of the next change by time alone; Infinity when there is none. */
export const dueOf = ({ head }: Customer): number => {
  if (head.due === before) takeStock(head);
  return head.due;
};

/** [STR-1] The strength of a relationship as a position: `velocity` is S, valid at `velocityAt`. */
const relationshipOf = ({ relationship }: CustomerState, { key }: CompiledTrack, last: Movement): Position => ({
  model: key,
  value: '',
  stage: relationship.broken ? BROKEN : UNBROKEN,
  rank: 1,
  since: relationship.at,
  velocity: relationship.score,
  velocityAt: relationship.at,
  last,
});

const positionsOn = (track: CompiledTrack, head: CustomerState, standings: readonly Standing[]): Position[] =>
  standings.flatMap(({ value, rank, entered, velocity, velocityAt, last }) => {
    if (last && track.kind === 'moment') return [relationshipOf(head, track, last)];
    const stage = track.stages[rank - 1]?.id;
    return last && stage ? [{ model: track.key, value, stage, rank, since: entered, velocity, velocityAt, last }] : [];
  });

const positionsAt = (program: Program, head: CustomerState, of?: ReadonlySet<string>): Position[] =>
  program.tracks.flatMap((track, index) =>
    of && !of.has(track.key) ? [] : positionsOn(track, head, head.standings[index] ?? []),
  );

/** Where the customer stands on every track, or on those of these keys, and value; the unplaced have no position. */
export const positionsOf = (program: Program, { head }: Customer, of?: ReadonlySet<string>): Position[] =>
  positionsAt(program, head, of);

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Grows when the form of stored states changes. */
const FORMAT = 4;

const isTooMuchToKeep = ({ standings, common }: CustomerState): boolean =>
  isBeyondBound(common.pool.leaves) ||
  standings.some((values) => values.some(({ leaves, track }) => !track.pooled && isBeyondBound(leaves)));

/**
 * A customer as text to store: the checkpoint and the tail; the rest follows from them.
 * [KEEP-5] Empty where a rule would need too many entries: the customer is then folded from history.
 */
export const serialise = ({ checkpoint, checkpointAt, tail, advancedTo, head }: Customer): string =>
  checkpoint !== null && isTooMuchToKeep(head)
    ? ''
    : `[${FORMAT},${checkpoint},${finite(checkpointAt)},[${tail.text.slice(0, -1)}],${finite(advancedTo)}]`;

type Stored = [
  format: number,
  checkpoint: unknown,
  checkpointAt: number | null,
  unknown[][],
  advancedTo: number | null,
];

/** The inverse of serialise, for the same program; null for one that is empty or of an earlier form: the customer must be folded from history. */
export const revive = (program: Program, text: string): Customer | null => {
  if (!text.startsWith(`[${FORMAT},`)) return null;
  const [, checkpoint, checkpointAt, tail, advancedTo] = JSON.parse(text) as Stored;
  const facts = decodeFacts(tail);
  const bare: Customer = {
    checkpoint: checkpoint === null ? null : JSON.stringify(checkpoint),
    checkpointAt: checkpointAt ?? before,
    tail: Tail.of(facts),
    head: newCustomerState(program),
    advancedTo: advancedTo ?? before,
  };
  return { ...bare, head: foldTail(program, bare, facts).head };
};
