import { randomInt } from 'node:crypto';
import type { Role } from '@parcours/core';
import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { type ApiKey, hashKey, type KeyKind, type KeyRow, toApiKey } from './key.js';
import { insertKey, workspaceExists } from './keys.sql.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = { write: 'pw_', api: 'pa_' } as const;
/** Of the key, what stays readable to recognise it by. */
const SHOWN = 7;

const randomKey = (kind: KeyKind): string =>
  PREFIX[kind] + Array.from({ length: 32 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export interface NewKey {
  readonly workspaceId: string;
  readonly kind: KeyKind;
  readonly name: string;
  /** Of an API key; editor when absent. */
  readonly role?: Role | undefined;
}

/**
 * Makes a key of a workspace. The key itself is returned once and only its SHA-256 is kept.
 * @throws DomainError workspace.unknown (404)
 */
export const createKey = async (
  { sql }: { sql: Sql },
  { workspaceId, kind, name, role = 'editor' }: NewKey,
): Promise<ApiKey & { key: string }> => {
  const [workspace] = await sql.query(workspaceExists, [wellFormed(workspaceId)]);
  if (!workspace) throw new DomainError('workspace.unknown', 404, `There is no workspace “${workspaceId}”.`);
  const key = randomKey(kind);
  const [row] = await sql.query<KeyRow>(insertKey, [
    workspaceId,
    kind,
    wellFormed(name),
    key.slice(0, SHOWN),
    hashKey(key),
    kind === 'api' ? role : null,
  ]);
  return { ...toApiKey(row as KeyRow), key };
};
