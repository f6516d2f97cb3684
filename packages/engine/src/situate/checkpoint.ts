import { type FlowNews, noteCauses } from '../flows/noteCauses.js';
import type { OperationalStore, Sql, Transaction } from '../ports.js';
import type { Handover } from '../warehouse/handover.js';
import type { LiveCustomer } from './live.js';
import type { Memory } from './memory.js';
import {
  changedPositions,
  customerLine,
  figuresLine,
  jsonOf,
  movedOf,
  type Outbox,
  outboxOf,
  outboxText,
  profileLine,
  stateLine,
} from './rows.js';
import * as text from './situate.sql.js';
import { stage } from './stage.js';
import * as staged from './staged.sql.js';
import type { Unwritten } from './unwritten.js';

const PART = 20_000;

/** Rows travel as one JSON text; a list beyond what one parameter should carry goes in parts. */
export const write = async (sql: Sql, statement: string, rows: readonly string[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += PART)
    await sql.query(statement, [`[${rows.slice(at, at + PART).join(',')}]`]);
};

const writeIdentities = async (sql: Transaction, { gone, links, profiles, duplicates }: Unwritten): Promise<void> => {
  await write(
    sql,
    text.deleteCustomers,
    gone.map(({ workspaceId: w, customerId: c }) => jsonOf({ w, c })),
  );
  await write(
    sql,
    text.writeLinks,
    links.map(({ workspaceId: w, link: { kind: k, a, b } }) => jsonOf({ w, k, a, b })),
  );
  const lines = [...profiles].map((profile) => profileLine(profile.workspaceId, profile, profile.customerId));
  await stage(sql, staged.stagedProfiles, lines);
  await write(
    sql,
    text.writeDuplicates,
    [...duplicates].map(([l, p]) => jsonOf({ l, p })),
  );
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
  readonly customers: string[];
  readonly states: string[];
  readonly positions: string[];
  readonly positionsGone: string[];
  readonly news: FlowNews;
}

const SLICE = 1_000;

const snapshotOf = async (memory: Memory, now: number): Promise<Snapshot> => {
  const unwritten = memory.takeUnwritten();
  const outbox = outboxOf(unwritten);
  const touched: { w: string; c: string }[] = [];
  const imports = [...unwritten.imports].map(([{ workspaceId: w, id: c }, u]) => ({ w, c, u }));
  const news = { causes: unwritten.causes, touched, imports };
  const snapshot: Snapshot = { unwritten, outbox, customers: [], states: [], positions: [], positionsGone: [], news };
  const moved = movedOf(unwritten);
  let built = 0;
  for (const live of memory.takeDirty()) {
    if (live.traitsChanged || !live.stored) snapshot.customers.push(customerLine(live));
    else memory.leaveBehind(live);
    snapshot.states.push(stateLine(live, now));
    if (memory.listening.in(live.workspaceId)) touched.push({ w: live.workspaceId, c: live.id });
    const keys = moved.get(live);
    if (keys) {
      const { written, deleted } = changedPositions(memory.program(live.workspaceId), live, keys);
      snapshot.positions.push(...written);
      snapshot.positionsGone.push(...deleted);
    }
    markWritten(live);
    // What arrives is taken up between slices: a checkpoint of many customers takes a while to build.
    if (++built % SLICE === 0) await new Promise(setImmediate);
  }
  return snapshot;
};

const markWritten = (live: LiveCustomer): void => {
  live.dirty = false;
  live.stored = true;
  live.traitsChanged = false;
};

/** Writes the figures shown of customers whose states were committed before. */
export const writeBehind = async ({
  operational,
  memory,
}: {
  operational: OperationalStore;
  memory: Memory;
}): Promise<void> => {
  const lines = memory.takeBehind().map(figuresLine);
  await operational.transaction((sql) => stage(sql, staged.stagedFigures, lines));
};

/**
 * Commits what changed since the last checkpoint together with the log position reached:
 * a crash re-reads from there and, the fold being deterministic, comes out the same.
 * Resolves when the rows are built, to the commit under way; should it fail, memory must be thrown away.
 */
export const checkpoint = async (
  {
    operational,
    memory,
    handover,
  }: { operational: OperationalStore; memory: Memory; handover: Pick<Handover, 'giveOutbox'> },
  position: number,
  now: number,
): Promise<{ committed: Promise<void> }> => {
  const { unwritten, outbox, ...lines } = await snapshotOf(memory, now);
  const commit = async (): Promise<void> => {
    const outboxId = await operational.transaction(async (sql) => {
      await writeIdentities(sql, unwritten);
      await stage(sql, staged.stagedCustomers, lines.customers);
      await stage(sql, staged.stagedStates, lines.states);
      await write(sql, text.deletePositions, lines.positionsGone);
      await stage(sql, staged.stagedPositions, lines.positions);
      await sql.query(text.writePosition, ['situate', position]);
      const written = await writeOutbox(sql, outbox);
      await noteCauses(sql, lines.news, { logId: position, outboxId: written });
      return written;
    });
    if (outboxId !== null) handover.giveOutbox(outboxId, outbox);
  };
  return { committed: commit() };
};
