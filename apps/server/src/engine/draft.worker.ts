import { parentPort, workerData } from 'node:worker_threads';
import { dryRunFlow, foldOn, previewBand, previewModel } from '@parcours/engine';
import { connectStores } from '@parcours/stores';
import type { DraftStart, FromDraft } from './messages.js';

/** A thread that folds one part to be kept, or some customers by a draft to look at, and ends. */
const start = workerData as DraftStart;
const tell = (message: FromDraft): void => parentPort?.postMessage(message);
const onProgress = (interactions: number): void => tell({ say: 'progress', interactions });

const stores = connectStores(start.addresses);
try {
  if (start.do === 'preview') tell({ say: 'seen', preview: await previewModel(stores, start.task) });
  else if (start.do === 'band') tell({ say: 'found', people: await previewBand(stores, start.task) });
  else if (start.do === 'flow') tell({ say: 'tried', found: await dryRunFlow(stores, start.task) });
  else tell({ say: 'done', end: await foldOn(stores)(start, onProgress, new AbortController().signal) });
} finally {
  await stores.stop();
}
