/** What was, what is and what was undone: newest last in both. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

const KEPT = 100;

export const startHistory = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** A change; the same value again is none. */
export const record = <T>({ past, now, future }: History<T>, next: T): History<T> =>
  JSON.stringify(next) === JSON.stringify(now)
    ? { past, now, future }
    : { past: [...past, now].slice(-KEPT), now: next, future: [] };

export const undo = <T>(history: History<T>): History<T> => {
  const { past, now, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), now: past.at(-1) as T, future: [...future, now] };
};

export const redo = <T>(history: History<T>): History<T> => {
  const { past, now, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, now], now: future.at(-1) as T, future: future.slice(0, -1) };
};
