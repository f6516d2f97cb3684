import { randomBytes } from 'node:crypto';
import type { Sql } from '@parcours/engine';
import { keepSecret, readSecret } from './accounts.sql.js';

/** The secret that signs session cookies: made once, then the same on every start and every server of this store. */
export const loadSecret = async (sql: Sql): Promise<string> => {
  await sql.query(keepSecret, ['session', randomBytes(32).toString('base64url')]);
  const [row] = await sql.query<{ value: string }>(readSecret, ['session']);
  if (!row) throw new Error('the session secret could not be kept');
  return row.value;
};
