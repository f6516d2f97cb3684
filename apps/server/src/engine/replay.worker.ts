import { parentPort, workerData } from 'node:worker_threads';
import { replayPart } from '@parcours/engine';
import { connectStores } from '@parcours/stores';
import type { FromPart, PartStart } from './messages.js';

/** A thread that replays one part of a workspace, and ends. */
const { addresses, task } = workerData as PartStart;
const tell = (message: FromPart): void => parentPort?.postMessage(message);

const stores = connectStores(addresses);
try {
  tell({ say: 'done', done: await replayPart(stores, task, (done) => tell({ say: 'progress', done })) });
} finally {
  await stores.stop();
}
