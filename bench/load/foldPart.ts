import { parentPort, workerData } from 'node:worker_threads';
import { compileModels, PRESETS } from '@parcours/core';
import { foldAll, type ReplayTask } from '@parcours/engine';
import { type Addresses, connectStores } from '@parcours/stores';

/** What a thread that folds one part is started with; it answers how many interactions it folded. */
export interface FoldStart extends ReplayTask {
  readonly addresses: Addresses;
}

const { addresses, ...folding } = workerData as FoldStart;
const stores = connectStores(addresses);
let interactions = 0;
for await (const folded of foldAll(stores, { ...folding, program: compileModels(PRESETS, 'UTC') })) {
  interactions += folded.interactions;
}
parentPort?.postMessage(interactions);
await stores.stop();
