import type { LearnFound, LearnTask } from '@parcours/core';
import { answerOnThread } from './answerOnThread.js';

/** Tries what foretells purchases best, and learns it from all of them. */
export const learnOnThread = answerOnThread<LearnTask, LearnFound>({
  bundle: 'learn-thread.mjs',
  source: 'learn.worker.ts',
});
