import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { keepSecret, readSecret } from './erasure.sql.js';

/** What an identifier is: `id` is our own, of a customer or profile. */
export type IdentifierKind = 'user' | 'anonymous' | 'email' | 'id';

/** The keyed hash of one identifier in one workspace: nobody without the key can tell from it who it is. */
export type HashIdentifier = (workspaceId: string, kind: IdentifierKind, value: string) => Buffer;

/** E-mail addresses and our own ids are the same in capitals. */
const normal = (kind: IdentifierKind, value: string): string =>
  kind === 'email' || kind === 'id' ? wellFormed(value).trim().toLowerCase() : wellFormed(value);

/** Hashing by the key of this installation, which is made when first needed. */
export const identifierHashing = async (sql: Sql): Promise<HashIdentifier> => {
  const read = async (): Promise<string | undefined> => (await sql.query<{ value: string }>(readSecret))[0]?.value;
  let secret = await read();
  if (secret === undefined) {
    await sql.query(keepSecret, [randomBytes(32).toString('base64url')]);
    secret = await read();
  }
  const key = Buffer.from(secret ?? '', 'base64url');
  return (workspaceId, kind, value) =>
    createHmac('sha256', key)
      .update(`${workspaceId}\n${kind}\n${normal(kind, value)}`)
      .digest();
};
