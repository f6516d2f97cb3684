import { repeating } from '../repeating.js';
import type { Kept } from './keepAnswers.js';

/** How often it is looked for answers that can no longer be given, in ms. */
const LOOK_EVERY = 5_000;

/** How long it is not looked for questions without an answer once all of them have one, in ms. */
const REST = 60_000;

/** Keeps answers ready until stopped. */
export const runKept = (kept: Kept, onError: (where: string, error: unknown) => void): { stop(): Promise<void> } => {
  let rest = 0;
  const loop = repeating(
    async () => {
      await kept.warm();
      if (performance.now() < rest) return;
      // One at a time, so that what is due comes in between.
      if (!(await kept.prepare())) rest = performance.now() + REST;
    },
    LOOK_EVERY,
    (error) => onError('kept answers', error),
  );
  return {
    stop: async () => {
      await loop.stop();
      await kept.idle();
    },
  };
};
