import type { rejectedGroupSchema, rejectedQuerySchema, rejectedSchema } from '@parcours/core';
import type { z } from 'zod';
import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { selectGroups, selectRejected } from './rejected.sql.js';

export type Rejected = z.infer<typeof rejectedSchema>;
export type RejectedGroup = z.infer<typeof rejectedGroupSchema>;
type Asked = z.infer<typeof rejectedQuerySchema>;

/** A reason as statements take it: code, whether the field counts, the field. */
export const reasonOf = ({ code, field }: { code?: string | undefined; field?: string | null | undefined }) =>
  [
    code === undefined ? null : wellFormed(code),
    field !== undefined,
    field === '' || field === undefined || field === null ? null : wellFormed(field),
  ] as const;

/**
 * Events refused at the door, newest first, with the reason of each.
 * @throws DomainError cursor.invalid (400)
 */
export const listRejected = async (
  { sql }: { sql: Sql },
  { workspaceId, limit, cursor, ...asked }: Asked & { workspaceId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Rejected[]; next: string | null }> => {
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
    throw new DomainError('cursor.invalid', 400, 'This cursor is not one of ours: start again without it.');
  }
  const rows = await sql.query<Omit<Rejected, 'at'> & { readonly at: Date }>(selectRejected, [
    workspaceId,
    ...reasonOf(asked),
    cursor ?? null,
    limit + 1,
  ]);
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** Refused events by reason, the most frequent first. */
export const groupRejected = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<RejectedGroup[]> => {
  const rows = await sql.query<Omit<RejectedGroup, 'first' | 'last'> & { first: Date; last: Date }>(selectGroups, [
    workspaceId,
  ]);
  return rows.map((row) => ({ ...row, first: row.first.toISOString(), last: row.last.toISOString() }));
};
