import type { DriversFound, DriversTask } from '@parcours/core';
import { answerOnThread } from './answerOnThread.js';

/** Compares people with and without each of dozens of variables. */
export const compareOnThread = answerOnThread<DriversTask, DriversFound | null>({
  bundle: 'drivers-thread.mjs',
  source: 'drivers.worker.ts',
});
