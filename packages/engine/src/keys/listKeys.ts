import type { Sql } from '../ports.js';
import { type ApiKey, type KeyRow, toApiKey } from './key.js';
import { selectKeys } from './keys.sql.js';

/** The keys of a workspace, newest first. */
export const listKeys = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<ApiKey[]> =>
  (await sql.query<KeyRow>(selectKeys, [workspaceId])).map(toApiKey);
