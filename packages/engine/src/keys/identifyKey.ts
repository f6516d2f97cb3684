import type { Role } from '@parcours/core';
import type { Sql } from '../ports.js';
import { hashKey, type KeyKind, type KeyRow } from './key.js';
import { keyByHash, touchKey } from './keys.sql.js';

export interface IdentifiedKey {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: KeyKind;
  readonly name: string;
  /** What an API key may do; null for a write key. */
  readonly role: Role | null;
}

/** The workspace a key belongs to and what it opens; null when no such key exists. */
export const identifyKey = async ({ sql }: { sql: Sql }, key: string): Promise<IdentifiedKey | null> => {
  const [row] = await sql.query<KeyRow>(keyByHash, [hashKey(key)]);
  if (!row) return null;
  await sql.query(touchKey, [row.id]);
  const { id, workspace_id: workspaceId, kind, name, role } = row;
  return { id, workspaceId, kind, name, role };
};
