import type { Role, workspaceSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Sql } from '../ports.js';
import { selectWorkspaceIds, selectWorkspaces } from './workspaces.sql.js';

export type Workspace = z.infer<typeof workspaceSchema>;

interface WorkspaceRow extends Omit<Workspace, 'from' | 'to'> {
  readonly from_ms: number | null;
  readonly to_ms: number | null;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const viewOf = ({ from_ms, to_ms, ...row }: WorkspaceRow): Workspace => ({
  ...row,
  from: iso(from_ms),
  to: iso(to_ms),
});

/**
 * The workspaces a person belongs to, with their counts and the person's role, in the order of creation. All of them,
 * as an owner, for null: whoever sits at the demonstration.
 */
export const listWorkspaces = async ({ sql }: { sql: Sql }, userId: string | null): Promise<Workspace[]> =>
  (await sql.query<WorkspaceRow>(selectWorkspaces, [userId, null])).map(viewOf);

/** One workspace as seen with a role; undefined when there is none. */
export const findWorkspace = async ({ sql }: { sql: Sql }, id: string, role: Role): Promise<Workspace | undefined> => {
  const [row] = await sql.query<WorkspaceRow>(selectWorkspaces, [null, id]);
  return row && { ...viewOf(row), role };
};

/** Ids in the order of creation: the first is the default. */
export const listWorkspaceIds = async ({ sql }: { sql: Sql }): Promise<string[]> =>
  (await sql.query<{ id: string }>(selectWorkspaceIds)).map(({ id }) => id);
