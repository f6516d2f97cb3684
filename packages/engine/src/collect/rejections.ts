import type { InteractionType, RejectionCode } from '@parcours/core';
import type { Clock, Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { insertRejected } from './collect.sql.js';
import { type GroupLimits, groupCommit } from './groupCommit.js';

export interface RejectedEvent {
  readonly workspaceId: string;
  readonly at: number;
  readonly code: RejectionCode;
  readonly message: string;
  readonly field: string | null;
  readonly payload: string;
  /** The call the address stood for. */
  readonly type?: InteractionType | undefined;
  /** History: [ACT-2] holds when it is sent again, too. */
  readonly imported?: boolean;
  /** The batch's, in ms. */
  readonly sentAt?: number | null;
  /** The batch's, as JSON. */
  readonly context?: string | null;
}

export type RecordedListener = (events: readonly RejectedEvent[]) => void;

/** The list of what was not accepted, so that nothing sent is lost without a trace. */
export interface Rejections {
  /**
   * Resolves once all are on disk.
   * @throws DomainError overloaded (429)
   */
  record(events: readonly RejectedEvent[]): Promise<void>;
  /** Hears of events once they are on disk. Ends with the function returned. */
  onRecorded(listener: RecordedListener): () => void;
  idle(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
/** What a row takes besides its payload. */
const ROW_BYTES = 200;
const LIMITS: GroupLimits = { maxBytes: 16 * MEGABYTE, maxItems: 10_000, groupBytes: 2 * MEGABYTE };

const column = <Key extends keyof RejectedEvent>(events: readonly RejectedEvent[], key: Key): RejectedEvent[Key][] =>
  events.map((event) => event[key]);

/** The parameters of insertRejected. */
export const rejectedRows = (events: readonly RejectedEvent[]): unknown[] => [
  column(events, 'workspaceId'),
  column(events, 'at'),
  column(events, 'code'),
  column(events, 'message').map(wellFormed),
  column(events, 'field'),
  column(events, 'payload'),
  events.map(({ type }) => type ?? null),
  events.map(({ imported }) => imported ?? false),
  events.map(({ sentAt }) => (sentAt === undefined || Number.isNaN(sentAt) ? null : sentAt)),
  events.map(({ context }) => context ?? null),
];

/** Records in the operational store, requests that arrive together in one write, within a bounded queue. */
export const rejections = (
  { sql, clock }: { readonly sql: Sql; readonly clock: Clock },
  limits: Partial<GroupLimits> = {},
): Rejections => {
  const listeners = new Set<RecordedListener>();
  const write = async (groups: readonly (readonly RejectedEvent[])[]): Promise<undefined[]> => {
    const events = groups.flat();
    await sql.query(insertRejected, rejectedRows(events));
    for (const listener of listeners) listener(events);
    return groups.map(() => undefined);
  };
  const group = groupCommit<readonly RejectedEvent[], undefined>({ clock }, write, { ...LIMITS, ...limits });
  return {
    record: async (events) => {
      if (events.length === 0) return;
      await group.add(
        events,
        events.reduce((sum, event) => sum + event.payload.length + ROW_BYTES, 0),
      );
    },
    onRecorded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    idle: group.idle,
  };
};
