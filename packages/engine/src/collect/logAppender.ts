import { type Interaction, writeInteractions } from '@parcours/core';
import type { Clock, Log, LogEntry, NewLogEntry, Sql } from '../ports.js';
import { type GroupCommit, type GroupLimits, groupCommit } from './groupCommit.js';

const MEGABYTE = 1024 * 1024;

const LIMITS: GroupLimits = { maxBytes: 64 * MEGABYTE, maxItems: 10_000, groupBytes: 4 * MEGABYTE };

/** What was accepted of one request, or of a chunk of an import. */
export type NewInteractions = Omit<NewLogEntry, 'size' | 'text'> & { readonly interactions: readonly Interaction[] };

export type AppendedListener = (entries: readonly LogEntry[]) => void;

/** The way into the log: requests that arrive together share one durable write. */
export interface LogAppender {
  /**
   * Resolves with the entry's id once it is on disk [LOG-1]. `bytes` is about what its JSON takes.
   * @throws DomainError overloaded (429, details.retryAfter in seconds)
   */
  append(accepted: NewInteractions, bytes: number): Promise<number>;
  /**
   * Appends as part of a transaction of the operational store; the function it answers tells the listeners, and is called
   * once the transaction has committed. Not queued: whoever calls it takes few at a time.
   */
  appendIn(transaction: Sql, accepted: readonly NewInteractions[]): Promise<() => void>;
  /** @throws DomainError overloaded (429) when an entry of this size would be refused now */
  assertRoom(bytes: number): void;
  /** Hears of entries once they are on disk, those of `append` in the order of their ids and before those who appended them do. Ends with the function returned. */
  onAppended(listener: AppendedListener): () => void;
  pending(): ReturnType<GroupCommit<NewLogEntry, number>['pending']>;
  /** Resolves when everything taken in is on disk. */
  idle(): Promise<void>;
}

export interface LogAppenderDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** A listener's fault never reaches those who append; it is told here. */
  readonly onListenerError?: (error: unknown) => void;
}

const entryOf = ({ interactions, ...entry }: NewInteractions): NewLogEntry => ({
  ...entry,
  size: interactions.length,
  text: writeInteractions(interactions),
});

/** Wraps a log with group commit and a bounded queue: 64 MB or 10,000 requests unless `limits` says otherwise. */
export const logAppender = (
  { log, clock, onListenerError }: LogAppenderDeps,
  limits: Partial<GroupLimits> = {},
): LogAppender => {
  const listeners = new Set<AppendedListener>();

  const tell = (entries: readonly LogEntry[]): void => {
    for (const listener of listeners) {
      try {
        listener(entries);
      } catch (error) {
        onListenerError?.(error);
      }
    }
  };

  const told = (entries: readonly NewLogEntry[], ids: readonly number[]): void => {
    if (listeners.size > 0) tell(entries.map((entry, place) => ({ ...entry, id: ids[place] as number })));
  };

  const write = async (entries: readonly NewLogEntry[]): Promise<readonly number[]> => {
    const ids = await log.append(entries);
    told(entries, ids);
    return ids;
  };

  const group = groupCommit<NewLogEntry, number>({ clock }, write, { ...LIMITS, ...limits });
  return {
    append: (accepted, bytes) => group.add(entryOf(accepted), bytes),
    appendIn: async (transaction, accepted) => {
      const entries = accepted.map(entryOf);
      const ids = await log.appendIn(transaction, entries);
      return () => told(entries, ids);
    },
    assertRoom: group.assertRoom,
    pending: group.pending,
    idle: group.idle,
    onAppended: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
