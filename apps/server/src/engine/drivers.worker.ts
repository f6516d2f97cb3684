import { parentPort, workerData } from 'node:worker_threads';
import { compareDrivers, type DriversTask } from '@parcours/core';

/** A thread that compares people with and without each variable, and ends. */
parentPort?.postMessage(compareDrivers(workerData as DriversTask));
