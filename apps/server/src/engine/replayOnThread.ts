import { availableParallelism } from 'node:os';
import type { Fold, ReplayElsewhere } from '@parcours/engine';
import type { Addresses } from '@parcours/stores';
import type { DraftStart, FromDraft, FromPart, PartStart } from './messages.js';
import { spawnThread } from './spawnThread.js';

const PROGRAM = { bundle: 'replay-thread.mjs', source: 'replay.worker.ts' };
export const DRAFT_PROGRAM = { bundle: 'draft-thread.mjs', source: 'draft.worker.ts' };
/** What one such thread may hold. */
export const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 192 };

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

/** Folds a part on a thread of its own, which ends when it is no longer wanted. */
export const draftOnThread =
  (addresses: Addresses): Fold =>
  (order, onProgress, signal) =>
    new Promise((resolve, reject) => {
      const start: DraftStart = { addresses, ...order };
      const thread = spawnThread(DRAFT_PROGRAM, start, LIMITS);
      const stop = (): void => {
        resolve('stopped');
        void thread.terminate();
      };
      signal.addEventListener('abort', stop, { once: true });
      thread.on('message', (message: FromDraft) => {
        if (message.say === 'done') resolve(message.end);
        if (message.say === 'progress') onProgress(message.interactions);
      });
      thread.once('error', reject);
      thread.once('exit', (code) => {
        signal.removeEventListener('abort', stop);
        reject(new Error(`a thread that folded a draft ended with code ${code}`));
      });
    });
