import { parentPort, workerData } from 'node:worker_threads';
import { type LearnTask, learnPurchases } from '@parcours/core';

/** A thread that tries which method foretells purchases best, learns it, and ends. */
parentPort?.postMessage(learnPurchases(workerData as LearnTask));
