import type { ChildProcess } from 'node:child_process';

export interface Kept {
  /** The process of now; it changes when one that failed was replaced. */
  child(): ChildProcess;
  /** No more replacements; resolves once a replacement under way has come up or failed. */
  release(): Promise<ChildProcess>;
}

const LONGEST_PAUSE_MS = 5000;

/**
 * Starts a process again whenever it ends without being asked to, pausing longer after each failure in a row.
 * `lost` is told each time.
 */
export const keepRunning = (
  first: ChildProcess,
  restart: () => Promise<ChildProcess>,
  lost: (how: string) => void,
): Kept => {
  let child = first;
  let released = false;
  let replacing: Promise<void> = Promise.resolve();

  const replace = async (): Promise<void> => {
    for (let pause = 100; !released; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (released) return;
      try {
        child = await restart();
        return watch();
      } catch (error) {
        lost(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watch = (): void => {
    child.once('exit', (code, signal) => {
      if (released) return;
      lost(`it ended by itself (${signal ?? code})`);
      replacing = replace();
    });
  };
  watch();
  return {
    child: () => child,
    async release() {
      released = true;
      await replacing;
      return child;
    },
  };
};
