import type { Program } from '@parcours/core';
import type { Clock, Log, LogEntry, OperationalStore, Warehouse } from '../ports.js';
import { keepRecentEntries } from '../warehouse/recentEntries.js';
import { openInteractionWriter } from '../warehouse/writeInteractions.js';
import { openHandover, writeMovements } from '../warehouse/writeMovements.js';
import { openSituate } from './openSituate.js';

const IDLE = 1_000;
const RETRY = 1_000;

export interface EnginePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Log;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
}

/** The readers of the log at work, and how the rest of the product waits for them or asks them to pause. */
export interface RunningEngine {
  /** Entries just appended, so that nothing has to be read back. */
  offer(entries: readonly LogEntry[]): void;
  /** Resolves once everything up to a log id is situated and committed. */
  waitFor(logId: number): Promise<void>;
  /** Log ids reached: situated and committed, and written to the warehouse. */
  reached(): { situate: number; warehouse: number };
  program(workspaceId: string): Promise<Program>;
  /**
   * Runs work while nothing is being folded, with everything acknowledged before the call situated, committed, refolded
   * where it was late, and in the warehouse.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Definitions of a workspace changed: forgets what was compiled from them. To be called inside exclusive. */
  forget(workspaceId: string): void;
  stop(): Promise<void>;
}

/** A signal that many may raise and one loop waits for. */
const bell = () => {
  let ring: () => void = () => undefined;
  let rung = false;
  return {
    ring: (): void => {
      rung = true;
      ring();
    },
    wait: (atMost: number): Promise<void> =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, atMost);
        ring = done;
        if (rung) done();
      }),
  };
};

export const runEngine = async (ports: EnginePorts): Promise<RunningEngine> => {
  const { operational, warehouse, clock } = ports;
  const recent = keepRecentEntries(ports.log);
  const log = { read: recent.read, head: () => ports.log.head() };
  const writer = await openInteractionWriter({ log, operational, warehouse });
  const handover = openHandover();
  const situateBell = bell();
  const warehouseBell = bell();
  const waiting = new Set<{ id: number; resolve: () => void }>();
  const tasks: (() => Promise<void>)[] = [];
  let stopping = false;
  let writing: Promise<unknown> = Promise.resolve();

  /** One writer at a time: the loop's own steps and those somebody waits for follow each other. */
  const write = <T>(work: () => Promise<T>): Promise<T> => {
    const next = writing.then(work, work);
    writing = next.catch(() => undefined);
    return next;
  };
  const catchUp = (position: number): Promise<void> =>
    write(async () => {
      while (await writer.step(position)) {}
      while (await writeMovements({ operational, warehouse, handover })) {}
    });

  const onCommitted = (position: number): void => {
    warehouseBell.ring();
    for (const waiter of waiting) {
      if (waiter.id > position) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  };
  const situate = await openSituate({ operational, warehouse, log, clock, catchUp, onCommitted, handover });

  /** Everything acknowledged so far is folded, committed, and nobody waits for history. */
  const drain = async (): Promise<void> => {
    const head = await ports.log.head();
    while (situate.position() < head && (await situate.step())) {}
    await situate.settle();
    while (await situate.refoldStale()) {}
    while (await situate.wakeDue()) {}
    await catchUp(situate.committed());
  };

  const turn = async (): Promise<void> => {
    const task = tasks.shift();
    if (task) return task();
    const folded = await situate.step();
    if (folded && situate.refoldIsDue()) await situate.refoldStale();
    if (folded) return new Promise((resolve) => setImmediate(resolve));
    await situate.settle();
    if (await situate.refoldStale()) return;
    if (await situate.wakeDue()) return;
    await situateBell.wait(IDLE);
  };

  const loop = async (name: string, work: () => Promise<void>, recover: () => Promise<void>): Promise<void> => {
    while (!stopping) {
      try {
        await work();
      } catch (error) {
        ports.onError(name, error);
        await new Promise((resolve) => setTimeout(resolve, RETRY));
        await recover().catch((again: unknown) => ports.onError(name, again));
      }
    }
  };

  const folding = loop('situate', turn, situate.restart);
  const storing = loop(
    'warehouse',
    async () => {
      const wrote = await write(() => writer.step(situate.committed()));
      const moved = await write(() => writeMovements({ operational, warehouse, handover }));
      if (!wrote && !moved) await warehouseBell.wait(IDLE);
    },
    async () => undefined,
  );

  return {
    offer: (entries) => {
      recent.offer(entries);
      situateBell.ring();
    },
    waitFor: (id) =>
      id <= situate.committed()
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.add({ id, resolve });
            situateBell.ring();
          }),
    reached: () => ({ situate: situate.committed(), warehouse: writer.position() }),
    program: situate.program,
    exclusive: (work) =>
      new Promise((resolve, reject) => {
        tasks.push(() => drain().then(work).then(resolve, reject));
        situateBell.ring();
      }),
    forget: situate.forget,
    stop: async () => {
      stopping = true;
      situateBell.ring();
      warehouseBell.ring();
      await Promise.allSettled([folding, storing]);
      await situate.settle().catch((error: unknown) => ports.onError('situate', error));
    },
  };
};
