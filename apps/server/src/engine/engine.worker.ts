import { parentPort, workerData } from 'node:worker_threads';
import {
  changeLink,
  diagnose,
  type ReplayProgress,
  type RunningEngine,
  removeWorkspaceRows,
  replayAll,
  runAlerts,
  runEngine,
  runErasures,
  runPace,
  runRecommend,
  runReplays,
  runValue,
} from '@parcours/engine';
import { backUp, type ConnectedStores, connectStores } from '@parcours/stores';
import { learnOnThread } from './learnOnThread.js';
import type { Calls, FromEngine, Start, ToEngine } from './messages.js';
import { draftOnThread, REPLAY_THREADS, replayOnThread } from './replayOnThread.js';
import { tellError } from './toldError.js';

/** The thread on which customers are situated, so that requests are answered while it works. */
const { addresses } = workerData as Start;
/** Interactions of a workspace from which a replay is worth more than one thread. */
const WORTH_THREADS = 100_000;
const clock = { now: () => Date.now() };
/** Backups under way: they end with the thread. */
const backups = new Set<Promise<unknown>>();
const leaving = new AbortController();
const tell = (message: FromEngine): void => parentPort?.postMessage(message);

const callsOf = (
  stores: ConnectedStores,
  engine: RunningEngine,
  others: readonly { stop(): Promise<void> }[],
  onProgress: (progress: ReplayProgress) => void,
): Calls => {
  const ports = {
    ...stores,
    engine,
    clock,
    elsewhere: { parts: REPLAY_THREADS, from: WORTH_THREADS, replay: replayOnThread(addresses) },
  };
  return {
    waitFor: engine.waitFor,
    settle: () => engine.exclusive(async () => undefined),
    replay: (options) =>
      replayAll(ports, options.workspaceId === undefined ? {} : { workspaceId: options.workspaceId }, onProgress),
    diagnose: () => diagnose(ports),
    changeLink: (change) => changeLink(ports, change),
    backUp: (options) => {
      const made = backUp(
        { ...stores, whileStill: engine.exclusive },
        { ...options, now: clock.now() },
        { signal: leaving.signal, onProgress },
      );
      backups.add(made);
      return made.finally(() => backups.delete(made));
    },
    removeWorkspace: (workspaceId) =>
      engine.exclusive(async () => {
        engine.forget(workspaceId);
        await removeWorkspaceRows(stores, workspaceId);
      }),
    stop: async () => {
      leaving.abort(new Error('Parcours is stopping'));
      await Promise.allSettled(backups);
      try {
        for (const other of others) await other.stop();
        await engine.stop();
        await stores.stop();
      } finally {
        // after the answer has gone
        setImmediate(() => parentPort?.close());
      }
    },
  };
};

const serve = async (): Promise<void> => {
  const stores = connectStores(addresses);
  const onError = (where: string, error: unknown) => tell({ say: 'trouble', where, error: tellError(error) });
  const engine = await runEngine({ ...stores, clock, onError });
  const draftElsewhere = { parts: REPLAY_THREADS, from: WORTH_THREADS, fold: draftOnThread(addresses) };
  const replays = runReplays({ ...stores, engine, clock, onError, elsewhere: draftElsewhere });
  const pace = runPace({ ...stores, clock, onError });
  const value = runValue({ ...stores, clock, onError });
  const alerts = runAlerts({ ...stores, clock, onError });
  const recommend = runRecommend({ ...stores, clock, learn: learnOnThread, onError });
  const erasures = runErasures({ ...stores, engine, clock, onError });
  parentPort?.on('message', (message: ToEngine) => {
    if (message.say === 'saved') {
      replays.ring();
      return;
    }
    if (message.say === 'erase') {
      erasures.ring();
      return;
    }
    if (message.say === 'offer') {
      engine.offer(message.entries);
      return;
    }
    const { id, name, given } = message;
    const call = callsOf(stores, engine, [replays, pace, value, recommend, alerts, erasures], (progress) =>
      tell({ say: 'progress', id, progress }),
    )[name];
    (call as (given: unknown) => Promise<unknown>)(given).then(
      (answer) => tell({ say: 'done', id, answer }),
      (error: unknown) => tell({ say: 'failed', id, error: tellError(error) }),
    );
  });
  tell({ say: 'ready' });
};

await serve();
