import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { removeKey } from './keys.sql.js';

/**
 * Deletes a key; what still uses it is refused from now on.
 * @throws DomainError key.unknown (404), also for a key of another workspace
 */
export const deleteKey = async ({ sql }: { sql: Sql }, workspaceId: string, id: string): Promise<void> => {
  const removed = await sql.query(removeKey, [workspaceId, wellFormed(id)]);
  if (removed.length === 0) throw new DomainError('key.unknown', 404, 'There is no such key in this workspace.');
};
