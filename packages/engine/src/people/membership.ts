import type { Role } from '@parcours/core';
import type { Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { anyOwner, membershipOf, ownEverything, ownsSomething } from './people.sql.js';

/** What a person is in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly role: Role;
}

/** A person's role in the workspace asked for, else in the first of theirs; null where they have none. */
export const findMembership = async (
  { sql }: { sql: Sql },
  userId: string,
  workspaceId: string | null,
): Promise<Membership | null> => {
  const asked = workspaceId === null ? null : wellFormed(workspaceId);
  const [row] = await sql.query<{ workspace_id: string; role: Role }>(membershipOf, [userId, asked]);
  return row ? { workspaceId: row.workspace_id, role: row.role } : null;
};

/** Whether a person is the owner of any workspace. */
export const isOwnerSomewhere = async ({ sql }: { sql: Sql }, userId: string): Promise<boolean> =>
  (await sql.query<{ owns: boolean }>(ownsSomething, [userId]))[0]?.owns ?? false;

/** Whether anybody owns a workspace; until then this is the first run. */
export const hasOwner = async ({ sql }: { sql: Sql }): Promise<boolean> =>
  (await sql.query<{ present: boolean }>(anyOwner))[0]?.present ?? false;

/** Makes the account of a first run owner of every workspace there is. */
export const makeOwnerOfAll = async ({ sql }: { sql: Sql }, userId: string): Promise<void> => {
  await sql.query(ownEverything, [userId]);
};
