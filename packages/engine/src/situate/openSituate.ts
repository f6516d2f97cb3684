import { advance } from '@parcours/core';
import { groupBy } from '../grouping.js';
import type { Clock, Log, OperationalStore, Warehouse } from '../ports.js';
import type { Handover } from '../warehouse/writeMovements.js';
import { checkpoint, writeBehind } from './checkpoint.js';
import { Memory } from './memory.js';
import { loadPrograms } from './programs.js';
import { refoldCustomers } from './refold.js';
import { mendCustomers, readDue, readPosition, readStale } from './situate.sql.js';
import { situateEntries } from './situateEntries.js';

/** Interactions folded before other work gets a turn. */
const BATCH = 4_000;
const CHECKPOINT_EVERY = 1_000;
/** With a backlog to fold, checkpoints wait longer: the more interactions one state's write stands for, the less each costs. */
const CHECKPOINT_BEHIND = 8_000;
const MOST_DIRTY = 75_000;
const REFOLD_EVERY = 2_000;
const FIGURES_EVERY = 15_000;
const MOST_BEHIND = 100_000;
const AT_ONCE = 2_000;

export interface SituatePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly clock: Clock;
  /** Resolves when the warehouse holds everything up to a log position, and all movements. */
  readonly catchUp: (position: number) => Promise<void>;
  readonly handover: Pick<Handover, 'give'>;
  /** Told after each commit. */
  readonly onCommitted: (position: number) => void;
}

/** The situate reader as steps; the loop that runs them is its only caller. */
export const openSituate = async (ports: SituatePorts) => {
  const { operational, warehouse, log, clock } = ports;
  const programs = loadPrograms(operational);
  const [row] = await operational.query<{ position: number }>(readPosition, ['situate']);
  let memory = new Memory(operational, programs);
  let position = row?.position ?? 0;
  let committed = position;
  let underWay: Promise<void> = Promise.resolve();
  let lastCheckpoint = 0;
  let lastRefold = 0;
  let lastFigures = clock.now();
  await operational.query(mendCustomers);

  const save = async (): Promise<void> => {
    await underWay;
    const started = clock.now();
    const reached = position;
    const { committed: commit } = await checkpoint({ operational, memory, handover: ports.handover }, reached, started);
    underWay = commit.then(() => {
      committed = reached;
      ports.onCommitted(reached);
    });
    underWay.catch(() => undefined);
    lastCheckpoint = started;
  };

  const figures = async (): Promise<void> => {
    await underWay;
    lastFigures = clock.now();
    await writeBehind({ operational, memory });
  };

  /** Everything folded so far is in the store when this resolves. */
  const settle = async (): Promise<void> => {
    if (position > committed || memory.dirty.size > 0) await save();
    await underWay;
    if (memory.behind.size > 0) await figures();
  };

  const isDue = (behind: boolean): boolean =>
    memory.dirty.size > MOST_DIRTY || clock.now() - lastCheckpoint > (behind ? CHECKPOINT_BEHIND : CHECKPOINT_EVERY);

  /** Folds the next entries of the log; false when there are none. */
  const step = async (): Promise<boolean> => {
    const entries = await log.read(position, BATCH);
    const last = entries.at(-1);
    if (!last) return false;
    await situateEntries(memory, entries);
    position = last.id;
    const folded = entries.reduce((sum, { interactions }) => sum + interactions.length, 0);
    if (isDue(folded >= BATCH)) await save();
    if (memory.behind.size > MOST_BEHIND || clock.now() - lastFigures > FIGURES_EVERY) await figures();
    return true;
  };

  /** Customers who wait for it are folded from history, a part at a time; false when there are none. */
  const refoldStale = async (): Promise<boolean> => {
    if (!memory.hasStale) return false;
    await settle();
    lastRefold = clock.now();
    const rows = await operational.query<{ workspace_id: string; customer_id: string }>(readStale, [AT_ONCE]);
    if (rows.length === 0) {
      memory.hasStale = false;
      return false;
    }
    await ports.catchUp(committed);
    for (const [workspaceId, own] of groupBy(rows, ({ workspace_id }) => workspace_id)) {
      const ids = own.map(({ customer_id }) => customer_id);
      const done = await refoldCustomers({ operational, warehouse, program: programs.of }, workspaceId, ids, clock.now());
      memory.release(workspaceId, done.customers, done.profiles);
    }
    return true;
  };

  /** [POS-5] Applies due instants that have come; false when none has. Only called when the backlog is folded. */
  const wakeDue = async (): Promise<boolean> => {
    const now = clock.now();
    const rows = await operational.query<{ workspace_id: string; customer_id: string }>(readDue, [now, AT_ONCE]);
    for (const [workspaceId, own] of groupBy(rows, ({ workspace_id }) => workspace_id)) {
      await memory.loadCustomers(workspaceId, own.map(({ customer_id }) => customer_id));
      for (const { customer_id } of own) {
        const live = memory.customer(workspaceId, customer_id);
        const { customer, changes } = advance(memory.program(workspaceId), live.customer, now);
        live.customer = customer;
        memory.changed(live, changes);
        memory.touch(live);
      }
    }
    await settle();
    return rows.length > 0;
  };

  return {
    position: () => position,
    committed: () => committed,
    step,
    settle,
    wakeDue,
    refoldStale,
    refoldIsDue: (): boolean => memory.hasStale && clock.now() - lastRefold > REFOLD_EVERY,
    program: programs.of,
    forget: (workspaceId: string): void => memory.forget(workspaceId),
    /** After a failure: everything since the last commit is folded again. */
    restart: async (): Promise<void> => {
      await underWay.catch(() => undefined);
      memory = new Memory(operational, programs);
      const [stored] = await operational.query<{ position: number }>(readPosition, ['situate']);
      position = stored?.position ?? 0;
      committed = position;
      underWay = Promise.resolve();
    },
  };
};

export type Situate = Awaited<ReturnType<typeof openSituate>>;
