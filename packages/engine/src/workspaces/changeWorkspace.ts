import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { updateWorkspace, workspaceFacts } from './workspaces.sql.js';

/** What a person may change of a workspace. */
export interface WorkspaceFacts {
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
}

/** @throws DomainError workspace.unknown (404) */
export const readWorkspace = async ({ sql }: { sql: Sql }, id: string): Promise<WorkspaceFacts> => {
  const [facts] = await sql.query<WorkspaceFacts>(workspaceFacts, [wellFormed(id)]);
  if (!facts) throw new DomainError('workspace.unknown', 404, `There is no workspace “${id}”.`);
  return facts;
};

/**
 * Changes a workspace's name, time zone or currency. Positions follow another time zone once history has been folded
 * again, which is the caller's to ask for.
 * @returns what it was before
 * @throws DomainError workspace.unknown (404)
 */
export const changeWorkspace = async (
  { sql }: { sql: Sql },
  id: string,
  { name, timezone, currency }: { [K in keyof WorkspaceFacts]?: string | undefined },
): Promise<WorkspaceFacts> => {
  const before = await readWorkspace({ sql }, id);
  const given = name === undefined ? null : wellFormed(name);
  await sql.query(updateWorkspace, [id, given, timezone ?? null, currency ?? null]);
  return before;
};
