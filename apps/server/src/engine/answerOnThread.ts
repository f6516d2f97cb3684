import { spawnThread } from './spawnThread.js';

const LIMITS = { maxOldGenerationSizeMb: 512 };

/** Works a task out on a thread of its own, which ends with it: statistics of thousands of people take seconds. */
export const answerOnThread =
  <Task, Found>(program: { readonly bundle: string; readonly source: string }) =>
  (task: Task): Promise<Found> =>
    new Promise((resolve, reject) => {
      const thread = spawnThread(program, task, LIMITS);
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`the thread of ${program.source} ended with code ${code}`)));
    });
