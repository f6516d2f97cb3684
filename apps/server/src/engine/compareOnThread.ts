import type { DriversFound, DriversTask, GroupsFound, GroupsTask, LearnFound, LearnTask } from '@parcours/core';
import { spawnThread } from './spawnThread.js';

const LIMITS = { maxOldGenerationSizeMb: 512 };

/** What a thread of its own answers to a task: thousands of people take seconds, in which others are answered. */
const answerOf = <Answer>(program: { bundle: string; source: string }, task: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const thread = spawnThread(program, task, LIMITS);
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the thread ${program.source} ended with code ${code}`)));
  });

export const compareOnThread = (task: DriversTask): Promise<DriversFound | null> =>
  answerOf({ bundle: 'drivers-thread.mjs', source: 'drivers.worker.ts' }, task);

export const findGroupsOnThread = (task: GroupsTask): Promise<GroupsFound> =>
  answerOf({ bundle: 'groups-thread.mjs', source: 'groups.worker.ts' }, task);

export const learnOnThread = (task: LearnTask): Promise<LearnFound> =>
  answerOf({ bundle: 'learn-thread.mjs', source: 'learn.worker.ts' }, task);
