import { repeating } from '../repeating.js';
import type { Kept } from './keepAnswers.js';

/** How often it is looked for answers that can no longer be given, in ms. */
const LOOK_EVERY = 5_000;

/** Keeps answers ready until stopped. */
export const runKept = (kept: Kept, onError: (where: string, error: unknown) => void): { stop(): Promise<void> } => {
  const loop = repeating(
    () => kept.warm(),
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
