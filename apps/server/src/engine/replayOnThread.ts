import { availableParallelism } from 'node:os';
import type { ReplayElsewhere } from '@parcours/engine';
import type { Addresses } from '@parcours/stores';
import type { FromPart, PartStart } from './messages.js';
import { spawnThread } from './spawnThread.js';

const PROGRAM = { bundle: 'replay-thread.mjs', source: 'replay.worker.ts' };
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 192 };

/** A part holds one reader of the analytical store and asks another: of the four there are, two parts leave some to the page. */
export const REPLAY_THREADS = Math.min(availableParallelism(), 2);

/** Replays each part on a thread of its own. */
export const replayOnThread =
  (addresses: Addresses): ReplayElsewhere =>
  (task, onProgress) =>
    new Promise((resolve, reject) => {
      const start: PartStart = { addresses, task };
      const thread = spawnThread(PROGRAM, start, LIMITS);
      thread.on('message', ({ say, done }: FromPart) => (say === 'done' ? resolve(done) : onProgress(done)));
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`a thread that replayed ended with code ${code}`)));
    });
