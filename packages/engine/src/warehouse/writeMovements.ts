import type { OperationalStore, Warehouse } from '../ports.js';
import { type Outbox, type OutboxMovement, type OutboxSpan, readOutboxText } from '../situate/rows.js';
import type { Handover } from './handover.js';
import { clearOutbox, listOutbox, readOutbox } from './warehouse.sql.js';

const ROWS_AT_ONCE = 20;
/** About the bytes of outboxes turned into rows at once; a single one may be longer. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/** A movement as the warehouse keeps it; of one movement's rows the newest version counts. */
export const movementRow = (version: number, { w, c, deleted, m }: OutboxMovement): Record<string, unknown> => ({
  workspace_id: w,
  customer_id: c,
  model: m.model,
  value: m.value,
  at: m.at,
  from_stage: m.from ?? '',
  to_stage: m.to ?? '',
  kind: m.kind,
  delta: m.delta,
  cause_message: m.cause.by === 'interaction' ? m.cause.messageId : '',
  cause_event: m.cause.by === 'interaction' ? m.cause.event : '',
  clause: m.rule.on === 'leave' ? m.rule.clause : -1,
  version,
  deleted,
});

const spanRow = (version: number, { w, p, until, c, deleted }: OutboxSpan): Record<string, unknown> => ({
  workspace_id: w,
  profile_id: p,
  until,
  customer_id: c,
  version,
  deleted,
});

interface Ports {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly handover: Handover;
}

interface Listed {
  readonly id: number;
  readonly bytes: number;
}

/** As many of the first as may be held at once. */
const firstOf = (listed: readonly Listed[]): readonly Listed[] => {
  let bytes = 0;
  return listed.filter((one, place) => {
    bytes += one.bytes;
    return place === 0 || bytes <= BYTES_AT_ONCE;
  });
};

/** The oldest outboxes, from memory where they still are. */
const nextOutboxes = async ({ operational, handover }: Ports): Promise<[number, Outbox][]> => {
  const rows = firstOf(await operational.query<Listed>(listOutbox, [ROWS_AT_ONCE]));
  handover.forgetOutboxesBefore(rows[0]?.id ?? Number.POSITIVE_INFINITY);
  const found = new Map(rows.map(({ id }) => [id, handover.takeOutbox(id)]));
  const missing = rows.flatMap(({ id }) => (found.get(id) ? [] : [id]));
  const stored =
    missing.length > 0 ? await operational.query<{ id: number; movements: string }>(readOutbox, [missing]) : [];
  for (const { id, movements } of stored) found.set(id, readOutboxText(movements));
  return rows.flatMap(({ id }) => {
    const outbox = found.get(id);
    return outbox ? [[id, outbox]] : [];
  });
};

/**
 * Moves what checkpoints put in the outbox to the warehouse. A row's version is its outbox id, and the newest version of a
 * movement wins there, so that moving a row twice changes nothing. Within one outbox the place decides: what was changed
 * later wins. False when there was nothing to move.
 */
export const writeMovements = async (ports: Ports): Promise<boolean> => {
  const { operational, warehouse } = ports;
  const outboxes = await nextOutboxes(ports);
  if (outboxes.length === 0) return false;
  const movements: Record<string, unknown>[] = [];
  const spans: Record<string, unknown>[] = [];
  for (const [id, outbox] of outboxes) {
    outbox.movements.forEach((movement, place) => movements.push(movementRow(id * 1_000_000 + place, movement)));
    outbox.spans.forEach((span, place) => spans.push(spanRow(id * 1_000_000 + place, span)));
  }
  // Several may write at once, so ids can appear late: the token names each, and only these are cleared.
  const ids = outboxes.map(([id]) => id);
  const token = `outbox:${ids}`;
  if (movements.length > 0) await warehouse.insert('movements', movements, token);
  if (spans.length > 0) await warehouse.insert('profile_spans', spans, token);
  await operational.query(clearOutbox, [ids]);
  return true;
};
