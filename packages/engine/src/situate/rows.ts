import {
  dueOf,
  type Movement,
  type Position,
  type Program,
  positionsOf,
  serialise,
  steadyFrom,
  trackKind,
} from '@parcours/core';
import type { LiveCustomer } from './live.js';
import { copyLine } from './stage.js';
import { displayOf } from './traits.js';
import type { Unwritten } from './unwritten.js';

/** A movement on its way to the warehouse; `deleted` takes an earlier one back. */
export interface OutboxMovement {
  readonly w: string;
  readonly c: string;
  readonly deleted: 0 | 1;
  readonly m: Movement;
}

export interface OutboxSpan {
  readonly w: string;
  readonly p: string;
  readonly until: number;
  readonly c: string;
  readonly deleted: 0 | 1;
}

/** What one checkpoint hands the warehouse. */
export interface Outbox {
  readonly movements: readonly OutboxMovement[];
  readonly spans: readonly OutboxSpan[];
}

/** What a movement says beyond the position it led to: from, kind, delta, causing message and event, leave clause or -1. */
export type ShortMovement = readonly [
  from: string | null,
  kind: Movement['kind'],
  delta: number,
  messageId: string | null,
  event: string | null,
  clause: number,
];

export const shorten = ({ from, kind, delta, cause, rule }: Movement): ShortMovement => [
  from,
  kind,
  delta,
  cause.by === 'interaction' ? cause.messageId : null,
  cause.by === 'interaction' ? cause.event : null,
  rule.on === 'leave' ? rule.clause : -1,
];

export const lengthen = (
  place: Pick<Movement, 'model' | 'value' | 'at' | 'to'>,
  [from, kind, delta, messageId, event, clause]: ShortMovement,
): Movement => ({
  ...place,
  from,
  kind,
  delta,
  cause: messageId === null ? { by: 'time' } : { by: 'interaction', messageId, event: event ?? '' },
  rule: clause === -1 ? { on: 'enter' } : { on: 'leave', clause },
});

/** What takes a stored movement back: only its key counts. */
export const takenBack = ({
  model,
  value,
  at,
}: {
  readonly model: string;
  readonly value: string;
  readonly at: number | string;
}): Movement => lengthen({ model, value, at: Number(at), to: '' }, [null, 'enter', 0, null, null, -1]);

const movementText = ({ w, c, deleted, m }: OutboxMovement): unknown[] => [
  w,
  c,
  deleted,
  m.model,
  m.value,
  m.at,
  m.to,
  ...shorten(m),
];

export const outboxText = ({ movements, spans }: Outbox): string =>
  JSON.stringify([movements.map(movementText), spans]);

export const readOutboxText = (text: string): Outbox => {
  const [movements, spans] = JSON.parse(text) as [unknown[][], OutboxSpan[]];
  return {
    movements: movements.map(([w, c, deleted, model, value, at, to, ...rest]) => ({
      w: w as string,
      c: c as string,
      deleted: deleted as 0 | 1,
      m: lengthen(
        { model: model as string, value: value as string, at: at as number, to: to as string | null },
        rest as unknown as ShortMovement,
      ),
    })),
    spans,
  };
};

/** The instant up to which a profile that is nobody's shared device belongs to its customer. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

const finite = (time: number): number => (Number.isFinite(time) ? time : 0);

export const jsonOf = (row: object): string => JSON.stringify(row);

/** The stored due instant only ever moves earlier, or on when it has been reached: a rewrite of it costs an index entry. */
const storedDueOf = (live: LiveCustomer, now: number): number | null => {
  if (live.stale) return null;
  const due = dueOf(live.customer);
  if (live.storedDue !== null && live.storedDue <= due && live.storedDue > now) return live.storedDue;
  return Number.isFinite(due) ? Math.ceil(due) : null;
};

/** Only what is new since the last write is turned into text. */
const seenHex = (live: LiveCustomer): string => {
  const { seen, seenText } = live;
  if (seenText.size < seen.size) {
    const bytes = seen.toBytes(seenText.size);
    const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
    live.seenText = { hex: seenText.hex + hex, size: seen.size };
  }
  return live.seenText.hex;
};

export const stateLine = (live: LiveCustomer, now: number): string => {
  live.storedDue = storedDueOf(live, now);
  return copyLine([
    live.workspaceId,
    live.id,
    live.storedDue,
    live.stale,
    live.generation,
    live.stale ? '' : serialise(live.customer),
    `\\x${seenHex(live)}`,
    finite(live.firstSeen),
    finite(live.lastSeen),
  ]);
};

const figuresOf = ({ firstSeen, lastSeen, seen }: LiveCustomer) => [finite(firstSeen), finite(lastSeen), seen.size];

/** The row of a customer whose traits did not change. */
export const figuresLine = (live: LiveCustomer): string => copyLine([live.workspaceId, live.id, ...figuresOf(live)]);

export const customerLine = (live: LiveCustomer): string => {
  const { name, email } = displayOf(live.traits);
  const search = [name, email]
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
  const traits = [JSON.stringify(live.traits), JSON.stringify(live.traitOrder)];
  return copyLine([live.workspaceId, live.id, name, email, search, ...traits, ...figuresOf(live)]);
};

export const profileLine = (
  workspaceId: string,
  { id, kind, value }: { id: string; kind: string; value: string },
  customerId: string,
): string => copyLine([workspaceId, id, kind, value, customerId]);

export const positionLine = ({ workspaceId, id }: Pick<LiveCustomer, 'workspaceId' | 'id'>, p: Position): string =>
  copyLine([
    workspaceId,
    id,
    p.model,
    p.value,
    p.stage,
    p.rank,
    p.since,
    p.velocity,
    p.velocityAt,
    steadyFrom(p.velocity, p.velocityAt),
    JSON.stringify(shorten(p.last)),
  ]);

/** The moments of truth lead to one position, the strength of the relationship. */
const positionKey = ({ model, value }: { readonly model: string; readonly value: string }): string =>
  trackKind(model) === 'moment' ? `${model}\n` : `${model}\n${value}`;

/** Models (and values) whose position changed, by customer. */
export const movedOf = ({ changes }: Unwritten): Map<LiveCustomer, Set<string>> => {
  const moved = new Map<LiveCustomer, Set<string>>();
  for (const { live, changes: one } of changes) {
    const keys = moved.get(live) ?? new Set();
    for (const movement of one.added) keys.add(positionKey(movement));
    for (const movement of one.removed) keys.add(positionKey(movement));
    moved.set(live, keys);
  }
  return moved;
};

const modelOf = (key: string): string => key.slice(0, key.indexOf('\n'));

const goneRow = ({ workspaceId: w, id: c }: LiveCustomer, key: string): string =>
  jsonOf({ w, c, m: modelOf(key), v: key.slice(key.indexOf('\n') + 1) });

/** Where a customer stands on every model, as lines to copy. */
export const positionLines = (program: Program, live: LiveCustomer): string[] =>
  positionsOf(program, live.customer).map((position) => positionLine(live, position));

/** Of the positions that changed those that stand as lines to copy, and those that are no more as JSON rows. */
export const changedPositions = (
  program: Program,
  live: LiveCustomer,
  changed: ReadonlySet<string>,
): { written: string[]; deleted: string[] } => {
  const positions = live.stale ? [] : positionsOf(program, live.customer, new Set([...changed].map(modelOf)));
  const standing = new Set(positions.map(positionKey));
  return {
    written: positions
      .filter((position) => changed.has(positionKey(position)))
      .map((position) => positionLine(live, position)),
    deleted: [...changed].filter((key) => !standing.has(key)).map((key) => goneRow(live, key)),
  };
};

const movementsOf = ({ changes }: Unwritten): OutboxMovement[] => {
  const movements: OutboxMovement[] = [];
  for (const { live, changes: one } of changes) {
    const [w, c] = [live.workspaceId, live.id];
    for (const m of one.removed) movements.push({ w, c, deleted: 1, m });
    for (const m of one.added) movements.push({ w, c, deleted: 0, m });
  }
  return movements;
};

export const outboxOf = (unwritten: Unwritten): Outbox => ({
  movements: movementsOf(unwritten),
  spans: [...unwritten.profiles]
    .filter(({ id, customerId }) => id !== customerId)
    .map(({ workspaceId, id, customerId }) => ({ w: workspaceId, p: id, until: FOREVER, c: customerId, deleted: 0 })),
});
