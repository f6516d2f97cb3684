import { createHash } from 'node:crypto';
import type { apiKeySchema, Role } from '@parcours/core';
import type { z } from 'zod';

/** What a key opens: `write` sends interactions, `api` reads and changes what its role permits. */
export type KeyKind = 'write' | 'api';
/** A key as it may be shown: without the key itself. */
export type ApiKey = z.infer<typeof apiKeySchema>;

export interface KeyRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly kind: KeyKind;
  readonly role: Role | null;
  readonly name: string;
  readonly prefix: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** Keys are long and random, so one SHA-256 is enough: there is nothing to guess. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest();

export const toApiKey = (row: KeyRow): ApiKey => ({
  id: row.id,
  kind: row.kind,
  role: row.role,
  name: row.name,
  prefix: row.prefix,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
