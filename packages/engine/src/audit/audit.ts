import type { auditEntrySchema, auditQuerySchema } from '@parcours/core';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import type { Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { insertEntry, selectActors, selectEntries } from './audit.sql.js';

export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** Who did something. The name is kept as it was then. */
export type Actor = AuditEntry['by'];

export interface NewAuditEntry {
  /** Null for what is about no workspace, or about one that is gone. */
  readonly workspaceId: string | null;
  readonly by: Actor;
  readonly action: string;
  readonly subject?: string | null | undefined;
  readonly before?: object | null | undefined;
  readonly after?: object | null | undefined;
}

const LONGEST = 8_000;
/** What would fill the log is left out, and said to be. */
const json = (value: object | null | undefined): string | null => {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value, (_name, part) => (typeof part === 'string' ? wellFormed(part) : part));
  return text.length <= LONGEST ? text : JSON.stringify({ tooLong: text.length });
};

/** Adds one entry to the audit log. */
export const writeAudit = async ({ sql }: { sql: Sql }, entry: NewAuditEntry): Promise<void> => {
  const { workspaceId, by, action, subject } = entry;
  const named = subject === null || subject === undefined ? null : wellFormed(subject).slice(0, 500);
  const given = [
    workspaceId,
    by.kind,
    by.id,
    wellFormed(by.name),
    action,
    named,
    json(entry.before),
    json(entry.after),
  ];
  await sql.query(insertEntry, given);
};

interface EntryRow extends Omit<AuditEntry, 'at' | 'by'> {
  readonly at: Date;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string | null;
  readonly actor_name: string;
}

const toEntry = ({ at, actor_kind: kind, actor_id: id, actor_name: name, ...row }: EntryRow): AuditEntry => ({
  id: row.id,
  at: at.toISOString(),
  by: { kind, id, name },
  action: row.action,
  subject: row.subject,
  before: row.before,
  after: row.after,
});

const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * Who changed what in a workspace, newest first. Whoever deleted a workspace finds that among the entries of another.
 * @throws DomainError cursor.invalid (400)
 */
export const listAudit = async (
  { sql }: { sql: Sql },
  { workspaceId, viewer }: { workspaceId: string; viewer: Actor },
  query: z.infer<typeof auditQuerySchema>,
): Promise<{ items: AuditEntry[]; next: string | null }> => {
  const before = decodeCursor(place, query.cursor);
  const by = query.by === undefined ? null : wellFormed(query.by);
  const action = query.action === undefined ? null : wellFormed(query.action);
  const when = [query.from, query.to].map((at) => (at === undefined ? null : new Date(Math.max(0, Date.parse(at)))));
  const asked = [workspaceId, viewer.kind, viewer.id, by, action, ...when, before, query.limit + 1];
  const rows = await sql.query<EntryRow>(selectEntries, asked);
  const items = rows.slice(0, query.limit).map(toEntry);
  return { items, next: rows.length > query.limit ? encodeCursor(Number(items.at(-1)?.id)) : null };
};

/** Everybody named in a workspace's audit log, to filter by. */
export const listActors = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<Actor[]> =>
  sql.query<Actor>(selectActors, [workspaceId]);
