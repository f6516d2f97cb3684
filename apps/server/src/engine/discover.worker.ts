import { parentPort, workerData } from 'node:worker_threads';
import { discoverGroups, type GroupsTask } from '@parcours/core';

/** A thread that finds groups of people who behave alike, and ends. */
parentPort?.postMessage(discoverGroups(workerData as GroupsTask));
