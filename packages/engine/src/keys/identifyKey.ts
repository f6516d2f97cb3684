import type { Sql } from '../ports.js';
import { hashKey, type KeyKind, type KeyRow } from './key.js';
import { keyByHash, touchKey } from './keys.sql.js';

/** The workspace a key belongs to and what it opens; null when no such key exists. */
export const identifyKey = async (
  { sql }: { sql: Sql },
  key: string,
): Promise<{ workspaceId: string; kind: KeyKind } | null> => {
  const [row] = await sql.query<KeyRow>(keyByHash, [hashKey(key)]);
  if (!row) return null;
  await sql.query(touchKey, [row.id]);
  return { workspaceId: row.workspace_id, kind: row.kind };
};
