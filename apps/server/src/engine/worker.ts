import { parentPort, workerData } from 'node:worker_threads';
import { diagnose, type Replayed, type RunningEngine, replayAll, runEngine } from '@parcours/engine';
import { type ConnectedStores, connectStores } from '@parcours/stores';
import type { Calls, FromEngine, Start, ToEngine } from './messages.js';
import { tellError } from './toldError.js';

/** The thread on which customers are situated, so that requests are answered while it works. */
const { addresses } = workerData as Start;
const clock = { now: () => Date.now() };
const tell = (message: FromEngine): void => parentPort?.postMessage(message);

const callsOf = (stores: ConnectedStores, engine: RunningEngine, onProgress: (done: Replayed) => void): Calls => {
  const ports = { ...stores, engine, clock };
  return {
    waitFor: engine.waitFor,
    settle: () => engine.exclusive(async () => undefined),
    replay: (options) =>
      replayAll(ports, options.workspaceId === undefined ? {} : { workspaceId: options.workspaceId }, onProgress),
    diagnose: () => diagnose(ports),
    stop: async () => {
      await engine.stop();
      await stores.stop();
      parentPort?.close();
    },
  };
};

const serve = async (): Promise<void> => {
  const stores = connectStores(addresses);
  const onError = (where: string, error: unknown) => tell({ say: 'trouble', where, error: tellError(error) });
  const engine = await runEngine({ ...stores, clock, onError });
  parentPort?.on('message', (message: ToEngine) => {
    if (message.say === 'offer') {
      engine.offer(message.entries);
      return;
    }
    const { id, name, given } = message;
    const call = callsOf(stores, engine, (done) => tell({ say: 'progress', id, done }))[name];
    (call as (given: unknown) => Promise<unknown>)(given).then(
      (answer) => tell({ say: 'done', id, answer }),
      (error: unknown) => tell({ say: 'failed', id, error: tellError(error) }),
    );
  });
  tell({ say: 'ready' });
};

await serve();
