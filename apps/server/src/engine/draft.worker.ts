import { parentPort, workerData } from 'node:worker_threads';
import { foldDraft } from '@parcours/engine';
import { connectStores } from '@parcours/stores';
import type { DraftStart, FromDraft } from './messages.js';

/** A thread that folds one part of a workspace by a draft, and ends. */
const { addresses, task, run } = workerData as DraftStart;
const tell = (message: FromDraft): void => parentPort?.postMessage(message);

const stores = connectStores(addresses);
try {
  const end = await foldDraft(stores, task, run, (interactions) => tell({ say: 'progress', interactions }));
  tell({ say: 'done', end });
} finally {
  await stores.stop();
}
