import type { OperationalStore, Sql } from '../ports.js';
import type { Handover } from '../warehouse/writeMovements.js';
import type { LiveCustomer } from './live.js';
import type { Memory, Unwritten } from './memory.js';
import { customerRow, jsonOf, type Outbox, outboxOf, outboxText, positionRows, stateRow, touchRow } from './rows.js';
import * as text from './situate.sql.js';

const PART = 20_000;

/** Rows travel as one JSON text; a list beyond what one parameter should carry goes in parts. */
export const write = async (sql: Sql, statement: string, rows: readonly string[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += PART) await sql.query(statement, [`[${rows.slice(at, at + PART).join(',')}]`]);
};

const writeIdentities = async (sql: Sql, { gone, links, profiles, duplicates }: Unwritten): Promise<void> => {
  await write(sql, text.deleteCustomers, gone.map(({ workspaceId: w, customerId: c }) => jsonOf({ w, c })));
  await write(sql, text.writeLinks, links.map(({ workspaceId: w, link: { kind: k, a, b } }) => jsonOf({ w, k, a, b })));
  await write(
    sql,
    text.writeProfiles,
    [...profiles].map(({ workspaceId: w, id: p, kind: k, value: v, customerId: c }) => jsonOf({ w, p, k, v, c })),
  );
  await write(sql, text.writeDuplicates, [...duplicates].map(([l, p]) => jsonOf({ l, p })));
};

/** The outbox row's id; null when there was nothing to hand over. */
export const writeOutbox = async (sql: Sql, outbox: Outbox): Promise<number | null> => {
  if (outbox.movements.length + outbox.spans.length === 0) return null;
  const [row] = await sql.query<{ id: number }>(text.writeOutbox, [outboxText(outbox)]);
  return row?.id ?? null;
};

/** All rows of a checkpoint as text, built before anything is written so that folding can go on meanwhile. */
interface Snapshot {
  readonly unwritten: Unwritten;
  readonly outbox: Outbox;
  readonly rows: { readonly statement: string; readonly rows: string[] }[];
}

const SLICE = 1_000;

const snapshotOf = async (memory: Memory, now: number): Promise<Snapshot> => {
  const unwritten = memory.takeUnwritten();
  const heavy: string[] = [];
  const states: string[] = [];
  const written: string[] = [];
  const deleted: string[] = [];
  let built = 0;
  for (const live of memory.takeDirty()) {
    const program = memory.program(live.workspaceId);
    if (live.traitsChanged || !live.stored) heavy.push(customerRow(live));
    else {
      live.behind = true;
      memory.behind.add(live);
    }
    states.push(stateRow(program, live, now));
    if (live.moved.size > 0) {
      const positions = positionRows(program, live);
      written.push(...positions.written);
      deleted.push(...positions.deleted);
    }
    markWritten(live);
    // Requests are answered between slices: a checkpoint of many customers takes a while to build.
    if (++built % SLICE === 0) await new Promise(setImmediate);
  }
  return {
    unwritten,
    outbox: outboxOf(unwritten),
    rows: [
      { statement: text.writeCustomers, rows: heavy },
      { statement: text.writeStates, rows: states },
      { statement: text.deletePositions, rows: deleted },
      { statement: text.writePositions, rows: written },
    ],
  };
};

const markWritten = (live: LiveCustomer): void => {
  live.dirty = false;
  live.stored = true;
  live.traitsChanged = false;
  live.moved.clear();
};

/** Writes the figures shown of customers whose states were committed before. */
export const writeBehind = async ({ operational, memory }: { operational: Sql; memory: Memory }): Promise<void> => {
  await write(operational, text.touchCustomers, memory.takeBehind().map(touchRow));
};

/**
 * Commits what changed since the last checkpoint together with the log position reached:
 * a crash re-reads from there and, the fold being deterministic, comes out the same.
 * Resolves when the rows are built, to the commit under way; should it fail, memory must be thrown away.
 */
export const checkpoint = async (
  { operational, memory, handover }: { operational: OperationalStore; memory: Memory; handover: Pick<Handover, 'give'> },
  position: number,
  now: number,
): Promise<{ committed: Promise<void> }> => {
  const { unwritten, outbox, rows } = await snapshotOf(memory, now);
  const commit = async (): Promise<void> => {
    const outboxId = await operational.transaction(async (sql) => {
      await writeIdentities(sql, unwritten);
      for (const part of rows) await write(sql, part.statement, part.rows);
      await sql.query(text.writePosition, ['situate', position]);
      return writeOutbox(sql, outbox);
    });
    if (outboxId !== null) handover.give(outboxId, outbox);
    memory.shrink();
  };
  return { committed: commit() };
};
