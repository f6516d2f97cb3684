import type { rejectedSchema } from '@parcours/core';
import type { z } from 'zod';
import { DomainError, type Sql } from '../ports.js';
import { selectRejected } from './workspaces.sql.js';

export type Rejected = z.infer<typeof rejectedSchema>;
type RejectedRow = Omit<Rejected, 'at'> & { readonly at: Date };

/**
 * Events refused at the door, newest first, with the reason of each.
 * @throws DomainError cursor.invalid (400)
 */
export const listRejected = async (
  { sql }: { sql: Sql },
  { workspaceId, limit, cursor }: { workspaceId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Rejected[]; next: string | null }> => {
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
    throw new DomainError('cursor.invalid', 400, 'This cursor is not one of ours: start again without it.');
  }
  const rows = await sql.query<RejectedRow>(selectRejected, [workspaceId, cursor ?? null, limit + 1]);
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
