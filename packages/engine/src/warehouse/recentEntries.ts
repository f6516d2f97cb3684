import type { Log, LogEntry } from '../ports.js';

/** Interactions of recent entries kept in memory, so that readers close behind need not ask the store. */
const MOST = 200_000;

export interface RecentEntries extends Pick<Log, 'read'> {
  /** Takes entries just appended, in the order of their ids. */
  offer(entries: readonly LogEntry[]): void;
  /** Lets go of what every reader has passed. */
  release(position: number): void;
}

/** The end of the log in memory; what is older, or was never offered, is read from the log itself. */
export const keepRecentEntries = (log: Pick<Log, 'read'>): RecentEntries => {
  let recent: LogEntry[] = [];
  let held = 0;
  const drop = (isDropped: (entry: LogEntry) => boolean): void => {
    let gone = 0;
    for (const entry of recent) {
      if (!isDropped(entry)) break;
      held -= entry.interactions.length;
      gone++;
    }
    if (gone > 0) recent = recent.slice(gone);
  };
  return {
    offer: (entries) => {
      const next = (recent.at(-1)?.id ?? 0) + 1;
      if (entries[0]?.id !== next) {
        recent = [];
        held = 0;
      }
      for (const entry of entries) {
        recent.push(entry);
        held += entry.interactions.length;
      }
      if (held > MOST * 1.5) drop(() => held > MOST);
    },
    release: (position) => drop(({ id }) => id <= position),
    read: async (after, interactions) => {
      const first = recent[0]?.id;
      const last = recent.at(-1)?.id;
      if (first === undefined || last === undefined || after + 1 < first || after >= last)
        return log.read(after, interactions);
      const start = after + 1 - first;
      let end = start;
      for (let taken = 0; end < recent.length && taken < interactions; end++)
        taken += recent[end]?.interactions.length ?? 0;
      return recent.slice(start, end);
    },
  };
};
