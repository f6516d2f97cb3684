import { type Fact, newValues } from '../interaction/fact.js';
import type { Json } from '../interaction/interaction.js';
import { compareOrder } from '../interaction/order.js';
import type { Program } from '../lifecycle/compile.js';
import { nextDue } from './evaluate.js';
import { advanceState, foldFacts, instantOf } from './fold.js';
import { type CustomerState, decodeState, type EncodedState, encodeState, newCustomerState } from './standing.js';
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
  /** Null: the tail is the whole history. */
  readonly checkpoint: EncodedState | null;
  /** Facts at or before this instant are in the checkpoint; -Infinity when there is none. */
  readonly checkpointAt: number;
  readonly tail: Fact[];
  /** The tail as it is stored, once it was: then it grows with the tail instead of being encoded at every write. */
  tailText: string | null;
  readonly checkpointText: string;
  readonly head: CustomerState;
  /** Movements after the checkpoint, as they stand. */
  readonly movements: Movement[];
  /** Due instants up to here have been applied. */
  readonly advancedTo: number;
}

/** Movements that came about and movements that no longer hold, after a fold. */
export interface Changes {
  readonly added: readonly Movement[];
  readonly removed: readonly Movement[];
}

export const newCustomer = (program: Program): Customer => ({
  checkpoint: null,
  checkpointAt: Number.NEGATIVE_INFINITY,
  tail: [],
  checkpointText: 'null',
  tailText: null,
  head: newCustomerState(program),
  movements: [],
  advancedTo: Number.NEGATIVE_INFINITY,
});

const stateAt = (program: Program, checkpoint: EncodedState | null): CustomerState =>
  checkpoint ? decodeState(program, checkpoint) : newCustomerState(program);

const sameMovement = (a: Movement, b: Movement): boolean => a.model === b.model && a.value === b.value && a.at === b.at;
const sameContent = (a: Movement, b: Movement): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What turns one list of movements into another: removed by (model, value, at), added when new or different. */
export const differenceOf = (before: readonly Movement[], after: readonly Movement[]): Changes => ({
  removed: before.filter((old) => !after.some((now) => sameMovement(old, now))),
  added: after.filter((now) => !before.some((old) => sameContent(old, now))),
});

const encodeFact = ({ time, rank, messageId, event, outbound, values }: Fact): unknown[] => [
  time,
  rank,
  messageId,
  event,
  outbound ? 1 : 0,
  ...(values ? [Object.entries(values)] : []),
];

const textOf = (facts: readonly Fact[]): string => facts.map((fact) => JSON.stringify(encodeFact(fact))).join(',');

const refold = (program: Program, customer: Customer, tail: Fact[]): { customer: Customer; changes: Changes } => {
  const head = stateAt(program, customer.checkpoint);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  foldFacts(program, head, tail, emit);
  advanceState(head, customer.advancedTo, emit);
  return {
    customer: trim(program, { ...customer, tail, tailText: null, head, movements }),
    changes: differenceOf(customer.movements, movements),
  };
};

/** How many of the oldest facts of a tail belong into the checkpoint, never splitting an instant; 0 when it may stay. */
const excess = (tail: readonly Fact[], isWhole: boolean): number => {
  const newest = tail.at(-1)?.time ?? 0;
  const stale = tail.length > LONG && (tail[0]?.time ?? 0) < newest - 2 * DAY;
  if (!(stale || tail.length > TOO_LONG) || (tail.length <= WHOLE && isWhole)) return 0;
  const cut = Math.max(newest - DAY, tail[Math.max(0, tail.length - KEPT - 1)]?.time ?? 0);
  const first = tail.findIndex((fact) => fact.time > cut);
  return first === -1 ? tail.length : first;
};

/** Folds the oldest facts of a long tail into the checkpoint. */
const trim = (program: Program, customer: Customer): Customer => {
  const { tail } = customer;
  const split = excess(tail, customer.checkpoint === null);
  const checkpointAt = tail[split - 1]?.time;
  if (checkpointAt === undefined) return customer;
  const state = stateAt(program, customer.checkpoint);
  foldFacts(program, state, tail.slice(0, split), () => undefined);
  const checkpoint = encodeState(state);
  const kept = tail.slice(split);
  return {
    ...customer,
    checkpoint,
    checkpointAt,
    tail: kept,
    checkpointText: JSON.stringify(checkpoint),
    tailText: null,
    movements: customer.movements.filter((movement) => movement.at > checkpointAt),
  };
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
  if (oldest <= instantOf(customer.head))
    return refold(program, customer, [...customer.tail, ...sorted].sort(compareOrder));
  const added: Movement[] = [];
  const emit = (movement: Movement) => added.push(movement);
  foldFacts(program, customer.head, sorted, emit);
  // woken past these facts already: what fell due since the newest of them must not wait for the next wake-up
  if ((sorted.at(-1)?.time ?? 0) < customer.advancedTo) advanceState(customer.head, customer.advancedTo, emit);
  customer.movements.push(...added);
  customer.tail.push(...sorted);
  if (customer.tailText !== null) customer.tailText += `${customer.tailText === '' ? '' : ','}${textOf(sorted)}`;
  return { customer: trim(program, customer), changes: { added, removed: [] } };
};

/** Applies the due instants at or before `now` [POS-5]. */
export const advance = (customer: Customer, now: number): { customer: Customer; changes: Changes } => {
  const added: Movement[] = [];
  advanceState(customer.head, now, (movement) => added.push(movement));
  return {
    customer: {
      ...customer,
      movements: [...customer.movements, ...added],
      advancedTo: Math.max(customer.advancedTo, now),
    },
    changes: { added, removed: [] },
  };
};

/** Histories mostly come sorted. */
const inOrder = (facts: readonly Fact[]): readonly Fact[] => {
  const isSorted = facts.every((fact, at) => at === 0 || compareOrder(facts[at - 1] as Fact, fact) <= 0);
  return isSorted ? facts : [...facts].sort(compareOrder);
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
  const split = excess(facts, true);
  const checkpointAt = facts[split - 1]?.time ?? Number.NEGATIVE_INFINITY;
  if (split > 0) foldFacts(program, head, facts.slice(0, split), emit);
  const checkpoint = split === 0 ? null : encodeState(head);
  const tail = facts.slice(split);
  foldFacts(program, head, tail, emit);
  advanceState(head, now, emit);
  const since = split === 0 ? movements.slice() : movements.filter((movement) => movement.at > checkpointAt);
  const texts = { checkpointText: JSON.stringify(checkpoint), tailText: null };
  return { customer: { checkpoint, checkpointAt, tail, ...texts, head, movements: since, advancedTo: now }, movements };
};

/** At or before the instant of the next change by time alone; Infinity when there is none. */
export const dueOf = ({ head }: Customer): number => {
  let due = Number.POSITIVE_INFINITY;
  for (const standings of head.standings) {
    for (const standing of standings) {
      if (standing.due === Number.NEGATIVE_INFINITY) standing.due = nextDue(standing);
      due = Math.min(due, standing.due);
    }
  }
  return due;
};

/** Where the customer stands on every model and value; the unplaced have no position. */
export const positionsOf = (program: Program, customer: Customer): Position[] =>
  program.models.flatMap((model, index) =>
    (customer.head.standings[index] ?? []).flatMap(({ value, rank, entered, velocity, velocityAt, last }) => {
      const stage = model.stages[rank - 1]?.id;
      return last && stage ? [{ model: model.id, value, stage, rank, since: entered, velocity, velocityAt, last }] : [];
    }),
  );

const decodeFact = ([time, rank, messageId, event, outbound, entries]: unknown[]): Fact => ({
  time: time as number,
  rank: rank as number,
  messageId: messageId as string,
  event: event as string,
  outbound: outbound === 1,
  values: entries === undefined ? null : valuesOf(entries as [string, Json][]),
});

const valuesOf = (entries: readonly [string, Json][]): Record<string, Json> => {
  const values = newValues();
  for (const [key, value] of entries) values[key] = value;
  return values;
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Grows when the form of stored states changes. */
const FORMAT = 2;

/** A customer as text to store: the checkpoint and the tail; the rest follows from them. */
export const serialise = (customer: Customer): string => {
  customer.tailText ??= textOf(customer.tail);
  const { checkpointText, checkpointAt, tailText, advancedTo } = customer;
  return `[${FORMAT},${checkpointText},${finite(checkpointAt)},[${tailText}],${finite(advancedTo)}]`;
};

/** The inverse of serialise, for the same program; null for a text of an earlier form: the customer must be folded from history. */
export const revive = (program: Program, text: string): Customer | null => {
  if (!text.startsWith(`[${FORMAT},`)) return null;
  const [, checkpoint, checkpointAt, facts, advancedTo] = JSON.parse(text) as [
    number,
    EncodedState | null,
    number | null,
    unknown[][],
    number | null,
  ];
  const tail = facts.map(decodeFact);
  const bare: Customer = {
    checkpoint,
    checkpointAt: checkpointAt ?? Number.NEGATIVE_INFINITY,
    tail,
    checkpointText: JSON.stringify(checkpoint),
    tailText: null,
    head: newCustomerState(program),
    movements: [],
    advancedTo: advancedTo ?? Number.NEGATIVE_INFINITY,
  };
  return refold(program, bare, tail).customer;
};
