import type { Program } from '@parcours/core';
import type { Clock, Log, LogEntry, OperationalStore, Warehouse } from '../ports.js';
import { openHandover } from '../warehouse/handover.js';
import { type Keeper, openKeeper } from '../warehouse/openKeeper.js';
import { keepRecentEntries } from '../warehouse/recentEntries.js';
import { type Bell, newBell } from './bell.js';
import type { MemoryLimits } from './memory.js';
import { Situate } from './reader.js';

const IDLE = 1_000;
const NOBODY: ReadonlySet<string> = new Set();
const RETRY = 1_000;

export interface EnginePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Log;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
  /** How much is kept in memory, unless the usual. */
  readonly limits?: MemoryLimits;
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
  /** Until released, who was folded by earlier definitions of a workspace waits: others are about to be live. */
  hold(workspaceId: string): () => void;
  /** Everybody is folded by the definitions as they are. To be called inside exclusive. */
  settleAll(): Promise<void>;
  /** Folds some customers, and everyone linked to them, from the stored history. To be called inside exclusive. */
  refold(workspaceId: string, customerIds: readonly string[]): Promise<void>;
  /** Lets go of what memory holds of some customers and profiles, and of log entries. To be called inside exclusive. */
  letGo(workspaceId: string, customerIds: readonly string[], profileIds: readonly string[]): void;
  stop(): Promise<void>;
}

interface Works {
  readonly situate: Situate;
  readonly keeper: Keeper;
  readonly log: Pick<Log, 'head'>;
}

/** Everything acknowledged so far is folded, committed, refolded where it was late, and in the warehouse. */
const drain = async ({ situate, keeper, log }: Works): Promise<void> => {
  const head = await log.head();
  while (situate.reached().folded < head && (await situate.step())) {}
  await situate.settle();
  while (await situate.refolding.next()) {}
  while (await situate.wakeDue()) {}
  await keeper.catchUp(situate.reached().committed);
};

/** One turn of the situate loop: a task somebody waits for, else the log, else what time has brought, else a rest. */
const turnOf = (situate: Situate, tasks: (() => Promise<void>)[], bell: Bell) => async (): Promise<void> => {
  const task = tasks.shift();
  if (task) return task();
  if (await situate.step()) {
    await situate.refolding.nextBeside({ isIdle: false });
    return new Promise((resolve) => setImmediate(resolve));
  }
  await situate.settle();
  if (
    (await situate.refolding.nextBeside({ isIdle: true })) ||
    (await situate.wakeDue()) ||
    (await situate.settleNext())
  )
    return;
  await bell.wait(IDLE);
};

/** Repeats work until told to stop; a failure is told, and recovered from before any other work. Resolves to whether all is sound. */
const loopOf =
  (isStopping: () => boolean, onError: EnginePorts['onError']) =>
  async (name: string, work: () => Promise<void>, recover: () => Promise<void>): Promise<boolean> => {
    let sound = true;
    while (!isStopping()) {
      try {
        await work();
      } catch (error) {
        onError(name, error);
        sound = false;
        while (!(sound || isStopping())) {
          await new Promise((resolve) => setTimeout(resolve, RETRY));
          sound = await recover().then(
            () => true,
            (again: unknown) => {
              onError(name, again);
              return false;
            },
          );
        }
      }
    }
    return sound;
  };

/** Those who wait for a log entry to be situated and committed. */
const newQueue = () => {
  const waiting = new Set<{ id: number; resolve: () => void }>();
  return {
    wait: (id: number): Promise<void> =>
      new Promise((resolve) => {
        waiting.add({ id, resolve });
      }),
    reach: (position: number): void => {
      for (const waiter of waiting) {
        if (waiter.id > position) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
  };
};

/** Queues work for the situate loop, to be done once everything acknowledged is folded. */
const exclusively =
  (works: Works, tasks: (() => Promise<void>)[], bell: Bell): RunningEngine['exclusive'] =>
  (work) =>
    new Promise((resolve, reject) => {
      tasks.push(async () => {
        try {
          await drain(works);
        } catch (error) {
          reject(error);
          throw error;
        }
        await work().then(resolve, reject);
      });
      bell.ring();
    });

/** What wakes the loops, and the tasks somebody waits for. */
interface Calls {
  readonly situate: Bell;
  readonly keeper: Bell;
  readonly tasks: (() => Promise<void>)[];
}

/** The readers' loops; the warehouse goes as far as what is committed. */
const startLoops = ({ situate, keeper }: Works, calls: Calls, loop: ReturnType<typeof loopOf>): Promise<boolean>[] => [
  loop('situate', turnOf(situate, calls.tasks, calls.situate), () => situate.restart()),
  loop(
    'warehouse',
    async () => void ((await keeper.step(situate.reached().committed)) || (await calls.keeper.wait(IDLE))),
    async () => undefined,
  ),
];

/** Lets the loops, told to stop, end; what is folded is committed if all is sound. */
const end = async (
  { situate }: Works,
  calls: Calls,
  loops: readonly Promise<boolean>[],
  onError: EnginePorts['onError'],
): Promise<void> => {
  calls.situate.ring();
  calls.keeper.ring();
  const [sound] = await Promise.all(loops);
  await situate.refolding.leave();
  if (sound) await situate.settle().catch((error: unknown) => onError('situate', error));
};

export const runEngine = async (ports: EnginePorts): Promise<RunningEngine> => {
  const recent = keepRecentEntries(ports.log);
  const log = { read: recent.read, head: () => ports.log.head() };
  const handover = openHandover();
  const keeper = await openKeeper({ ...ports, handover });
  const calls: Calls = { situate: newBell(), keeper: newBell(), tasks: [] };
  const queue = newQueue();
  const onCommitted = (position: number): void => {
    calls.keeper.ring();
    queue.reach(position);
  };
  const situate = await Situate.open({
    ...ports,
    log,
    catchUp: keeper.catchUp,
    onCommitted,
    onReady: calls.situate.ring,
    handover,
  });
  const { refolding } = situate;
  const works = { situate, keeper, log };
  const committed = (): number => situate.reached().committed;
  let stopping = false;
  const loops = startLoops(
    works,
    calls,
    loopOf(() => stopping, ports.onError),
  );
  return {
    offer: (entries) => {
      recent.offer(entries);
      calls.situate.ring();
    },
    waitFor: async (id) => {
      calls.situate.ring();
      if (id > committed()) await queue.wait(id);
    },
    reached: () => ({ situate: committed(), warehouse: keeper.position() }),
    program: (workspaceId) => situate.program(workspaceId),
    exclusive: exclusively(works, calls.tasks, calls.situate),
    forget: (workspaceId) => {
      situate.forget(workspaceId);
      situate.expectStale();
    },
    hold: (workspaceId) => situate.hold(workspaceId),
    settleAll: async () => {
      while ((await refolding.next()) || (await situate.settleNext(NOBODY))) {}
      await keeper.catchUp(committed());
    },
    refold: (workspaceId, ids) => refolding.these(workspaceId, ids),
    letGo: (workspaceId, customers, profiles) => {
      recent.letGo();
      situate.release(workspaceId, customers, profiles);
    },
    stop: async () => {
      stopping = true;
      await end(works, calls, loops, ports.onError);
    },
  };
};
