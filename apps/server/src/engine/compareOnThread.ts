import type { DriversFound, DriversTask } from '@parcours/core';
import { spawnThread } from './spawnThread.js';

const PROGRAM = { bundle: 'drivers-thread.mjs', source: 'drivers.worker.ts' };
const LIMITS = { maxOldGenerationSizeMb: 512 };

/** Compares on a thread of its own: thousands of people and dozens of variables take seconds. */
export const compareOnThread = (task: DriversTask): Promise<DriversFound | null> =>
  new Promise((resolve, reject) => {
    const thread = spawnThread(PROGRAM, task, LIMITS);
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a thread that compared drivers ended with code ${code}`)));
  });
