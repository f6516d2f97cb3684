import type { GroupsFound, GroupsTask } from '@parcours/core';
import { answerOnThread } from './answerOnThread.js';

/** Groups people hundreds of times, to know how sure the groups are. */
export const discoverOnThread = answerOnThread<GroupsTask, GroupsFound>({
  bundle: 'discover-thread.mjs',
  source: 'discover.worker.ts',
});
