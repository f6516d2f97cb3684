import { randomBytes } from 'node:crypto';
import type { Sql } from '@parcours/engine';
import { keepSecret, readSecret } from './accounts.sql.js';

/**
 * A secret of the installation, made once, then the same on every start and every server of this store: `session` signs
 * cookies, `pseudonyms` hides customers, `mail` signs the links of e-mails.
 */
export const loadSecret = async (sql: Sql, name: 'session' | 'pseudonyms' | 'mail'): Promise<string> => {
  await sql.query(keepSecret, [name, randomBytes(32).toString('base64url')]);
  const [row] = await sql.query<{ value: string }>(readSecret, [name]);
  if (!row) throw new Error(`the ${name} secret could not be kept`);
  return row.value;
};
