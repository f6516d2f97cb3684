import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { type ApiKey, type KeyRow, toApiKey } from './key.js';
import { removeKey } from './keys.sql.js';

/**
 * Deletes a key; what still uses it is refused from now on.
 * @returns the key that was
 * @throws DomainError key.unknown (404), also for a key of another workspace
 */
export const deleteKey = async ({ sql }: { sql: Sql }, workspaceId: string, id: string): Promise<ApiKey> => {
  const [removed] = await sql.query<KeyRow>(removeKey, [workspaceId, wellFormed(id)]);
  if (!removed) throw new DomainError('key.unknown', 404, 'There is no such key in this workspace.');
  return toApiKey(removed);
};
