import { parentPort, workerData } from 'node:worker_threads';
import { findGroups, type GroupsTask } from '@parcours/core';

/** A thread that looks for groups of people who do alike, and ends. */
parentPort?.postMessage(findGroups(workerData as GroupsTask));
