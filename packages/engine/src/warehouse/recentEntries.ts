import type { Log, LogEntry } from '../ports.js';

/** Characters of recent entries kept in memory, so that a reader close behind need not ask the store. */
const MOST = 96 * 1024 * 1024;

export interface RecentEntries extends Pick<Log, 'read'> {
  /** Takes entries just appended, in the order of their ids. */
  offer(entries: readonly LogEntry[]): void;
  /** Forgets all of it: entries were changed in the log. */
  letGo(): void;
}

/** Reads a backlog a page ahead: the next one is on its way while one is worked on. */
const readAhead = (log: Pick<Log, 'read'>): { read: Log['read']; letGo(): void } => {
  let ahead: { readonly after: number; readonly page: Promise<LogEntry[]> } | null = null;
  const read: Log['read'] = async (after, interactions) => {
    const next = ahead;
    ahead = null;
    const foreseen = next?.after === after ? await next.page : [];
    const page = foreseen.length > 0 ? foreseen : await log.read(after, interactions);
    const last = page.at(-1);
    const isFull = page.reduce((sum, { size }) => sum + size, 0) >= interactions;
    ahead = last && isFull ? { after: last.id, page: log.read(last.id, interactions) } : null;
    // whoever asks for it hears of the failure
    ahead?.page.catch(() => undefined);
    return page;
  };
  return {
    read,
    letGo: () => {
      ahead = null;
    },
  };
};

/** The end of the log in memory, for one reader; what is older, or was never offered, is read from the log itself. */
export const keepRecentEntries = (log: Pick<Log, 'read'>): RecentEntries => {
  const stored = readAhead(log);
  let recent: LogEntry[] = [];
  let held = 0;
  const drop = (isDropped: (entry: LogEntry) => boolean): void => {
    let gone = 0;
    for (const entry of recent) {
      if (!isDropped(entry)) break;
      held -= entry.text.length;
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
        held += entry.text.length;
      }
      if (held > MOST * 1.5) drop(() => held > MOST);
    },
    letGo: () => {
      recent = [];
      held = 0;
      stored.letGo();
    },
    read: async (after, interactions) => {
      drop(({ id }) => id <= after);
      const first = recent[0]?.id;
      const last = recent.at(-1)?.id;
      if (first === undefined || last === undefined || after + 1 < first) return stored.read(after, interactions);
      const start = after + 1 - first;
      let end = start;
      for (let taken = 0; end < recent.length && taken < interactions; end++) taken += recent[end]?.size ?? 0;
      return recent.slice(start, end);
    },
  };
};
