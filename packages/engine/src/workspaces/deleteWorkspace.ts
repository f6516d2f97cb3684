import { DomainError, type OperationalStore, type Sql, type Warehouse } from '../ports.js';
import { readWorkspace } from './changeWorkspace.js';
import * as text from './workspaces.sql.js';

/**
 * Deletes a workspace: from here on nobody sees it, its keys open nothing, and its id is never used again. What it held
 * in the stores is removed by {@link removeWorkspaceRows}, at once or at the next start.
 * @param confirmation the workspace's name as a person typed it
 * @throws DomainError workspace.unknown (404), workspace.confirmation (422), workspace.last (409)
 */
export const deleteWorkspace = async (
  { sql }: { sql: OperationalStore },
  id: string,
  confirmation: string,
): Promise<void> =>
  sql.transaction(async (tx) => {
    await tx.query(text.lockWorkspaces);
    const { name } = await readWorkspace({ sql: tx }, id);
    if (confirmation.trim() !== name.trim()) {
      throw new DomainError('workspace.confirmation', 422, `To delete it, repeat its name exactly: “${name}”.`);
    }
    const [row] = await tx.query<{ count: number }>(text.countWorkspaces);
    if ((row?.count ?? 0) < 2) {
      throw new DomainError('workspace.last', 409, 'This is the only workspace: create another one first.');
    }
    await tx.query(text.noteDeleted, [id]);
    await tx.query(text.removeWorkspace, [id]);
  });

/** Removes every row of a deleted workspace from both stores. Safe to repeat. */
export const removeWorkspaceRows = async (
  { operational, warehouse }: { operational: OperationalStore; warehouse: Warehouse },
  id: string,
): Promise<void> => {
  await operational.transaction((tx) => tx.query(text.deleteRows, [id]));
  for (const { name } of await warehouse.query<{ name: string }>(text.analyticalTables)) {
    await warehouse.command(text.deleteAnalyticalRows(name), { workspace: id });
  }
  await operational.query(text.noteRemoved, [id]);
};

/** Deleted workspaces whose rows are to be removed, or once more, as something of them may have been on its way. */
export const listDeleted = async ({ sql }: { sql: Sql }): Promise<string[]> =>
  (await sql.query<{ id: string }>(text.toBeRemoved)).map(({ id }) => id);
