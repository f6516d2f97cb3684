import type { OperationalStore, Warehouse } from '../ports.js';
import { type OutboxMovement, type OutboxSpan, readOutboxText } from '../situate/rows.js';
import { clearOutbox, readOutbox } from './warehouse.sql.js';

const ROWS_AT_ONCE = 20;

const movementRow = (version: number, { w, c, deleted, m }: OutboxMovement): Record<string, unknown> => ({
  workspace_id: w,
  customer_id: c,
  model: m.model,
  value: m.value,
  at: m.at,
  from_stage: m.from ?? '',
  to_stage: m.to,
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

/**
 * Moves what checkpoints put in the outbox to the warehouse. A row's version is its outbox id, and the newest version of a
 * movement wins there, so that moving a row twice changes nothing.
 * Within one outbox row the place decides: what was changed later wins.
 */
export const writeMovements = async ({
  operational,
  warehouse,
}: {
  operational: OperationalStore;
  warehouse: Warehouse;
}): Promise<boolean> => {
  const rows = await operational.query<{ id: number; movements: string }>(readOutbox, [ROWS_AT_ONCE]);
  const last = rows.at(-1)?.id;
  if (last === undefined) return false;
  const movements: Record<string, unknown>[] = [];
  const spans: Record<string, unknown>[] = [];
  for (const { id, movements: text } of rows) {
    const outbox = readOutboxText(text);
    outbox.movements.forEach((movement, place) => movements.push(movementRow(id * 1_000_000 + place, movement)));
    outbox.spans.forEach((span, place) => spans.push(spanRow(id * 1_000_000 + place, span)));
  }
  const token = `outbox:${rows[0]?.id}-${last}`;
  if (movements.length > 0) await warehouse.insert('movements', movements, token);
  if (spans.length > 0) await warehouse.insert('profile_spans', spans, token);
  await operational.query(clearOutbox, [last]);
  return true;
};
