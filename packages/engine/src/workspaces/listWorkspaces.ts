import type { workspaceSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Sql } from '../ports.js';
import { selectWorkspaceIds, selectWorkspaces } from './workspaces.sql.js';

export type Workspace = z.infer<typeof workspaceSchema>;

interface WorkspaceRow extends Omit<Workspace, 'from' | 'to'> {
  readonly from_ms: number | null;
  readonly to_ms: number | null;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Every workspace with its counts, in the order of creation. */
export const listWorkspaces = async ({ sql }: { sql: Sql }): Promise<Workspace[]> =>
  (await sql.query<WorkspaceRow>(selectWorkspaces)).map(({ from_ms, to_ms, ...row }) => ({
    ...row,
    from: iso(from_ms),
    to: iso(to_ms),
  }));

/** Ids in the order of creation: the first is the default. */
export const listWorkspaceIds = async ({ sql }: { sql: Sql }): Promise<string[]> =>
  (await sql.query<{ id: string }>(selectWorkspaceIds)).map(({ id }) => id);
