import { newBell } from './situate/bell.js';

/** Does work, rests so many ms, and does it again until stopped; a failure is told, and the work done again after the rest. */
export const repeating = (
  work: () => Promise<unknown>,
  rest: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } => {
  const bell = newBell();
  let stopping = false;
  const loop = (async () => {
    while (!stopping) {
      await work().catch(onError);
      if (!stopping) await bell.wait(rest);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await loop;
    },
  };
};
