import { newBell } from './situate/bell.js';

/** How often it is looked whether work that must wait may begin, in ms. */
const LOOK_AGAIN = 1_000;

/**
 * Does work, rests so many ms, and does it again until stopped; a failure is told, and the work done again after the rest.
 * Work that may have to wait for others is begun only when `mayBegin` says so.
 */
export const repeating = (
  work: () => Promise<unknown>,
  rest: number,
  onError: (error: unknown) => void,
  mayBegin: () => Promise<boolean> = async () => true,
): { stop(): Promise<void> } => {
  const bell = newBell();
  let stopping = false;
  const loop = (async () => {
    while (!stopping) {
      const begun = await mayBegin().catch(() => true);
      if (begun) await work().catch(onError);
      if (!stopping) await bell.wait(begun ? rest : LOOK_AGAIN);
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
