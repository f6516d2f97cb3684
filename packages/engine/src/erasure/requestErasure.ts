import type { Erasure } from '@parcours/core';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { profileId } from '../identity/profileId.js';
import { DomainError, type OperationalStore, type Transaction } from '../ports.js';
import * as text from './erasure.sql.js';
import { type ErasureRow, viewErasure } from './erasureView.js';
import { type HashIdentifier, type IdentifierKind, identifierHashing } from './hashing.js';

const KINDS: readonly IdentifierKind[] = ['id', 'user', 'anonymous', 'email'];

/** All that a text may have been to somebody who was erased. */
const hashesOf = (hash: HashIdentifier, workspaceId: string, identifier: string): Buffer[] =>
  KINDS.map((kind) => hash(workspaceId, kind, identifier));

/**
 * The erasure of whoever had this identifier.
 * @throws DomainError customer.unknown (404)
 */
export const findErasure = async (
  { sql }: { readonly sql: Pick<OperationalStore, 'query'> },
  workspaceId: string,
  identifier: string,
): Promise<ErasureRow> => {
  const hash = await identifierHashing(sql);
  const [found] = await sql.query<ErasureRow>(text.selectErasureOf, [
    workspaceId,
    hashesOf(hash, workspaceId, identifier),
  ]);
  if (found) return found;
  throw new DomainError(
    'customer.unknown',
    404,
    'Nobody is known by this id, user id, anonymous id or e-mail address.',
  );
};

/** Addresses that only these customers have: others' events that carry a shared one are not to be refused. */
export const ownEmails = async (
  sql: Pick<OperationalStore, 'query'>,
  workspaceId: string,
  customerIds: readonly string[],
  emails: Iterable<string>,
): Promise<Set<string>> => {
  const given = [...new Set([...emails].map((email) => email.trim().toLowerCase()))];
  const others = await sql.query<{ email: string }>(text.emailsOfOthers, [workspaceId, customerIds, given]);
  const shared = new Set(others.map(({ email }) => email));
  return new Set(given.filter((email) => !shared.has(email)));
};

/** What is known of a customer at once is refused at once; the rest is found when they are removed. */
const refuseFromNow = async (
  sql: Transaction,
  hash: HashIdentifier,
  workspaceId: string,
  customerId: string,
  erasureId: string,
): Promise<void> => {
  const hashes: Buffer[] = [hash(workspaceId, 'id', customerId)];
  const known = await sql.query<{ kind: 'user' | 'anonymous'; value: string }>(text.identifiersOf, [
    workspaceId,
    customerId,
  ]);
  for (const { kind, value } of known) {
    const id = profileId(workspaceId, kind, value);
    const [counted] = await sql.query<{ links: number }>(text.activeLinksOf, [workspaceId, id]);
    if (kind === 'anonymous' && id === customerId && (counted?.links ?? 0) > 1) continue;
    hashes.push(hash(workspaceId, kind, value));
  }
  const emails = await sql.query<{ email: string }>(text.emailsOf, [workspaceId, [customerId]]);
  const addresses = emails.map(({ email }) => email);
  for (const email of await ownEmails(sql, workspaceId, [customerId], addresses))
    hashes.push(hash(workspaceId, 'email', email));
  await sql.query(text.insertHashes, [workspaceId, hashes, hashes.map(() => erasureId)]);
};

/**
 * Asks for a customer to be erased, everywhere; from here on their events are refused. Who is erased already, or being
 * erased, gets the same answer.
 * @throws DomainError customer.unknown (404)
 */
export const requestErasure = async (
  { operational }: { readonly operational: OperationalStore },
  workspaceId: string,
  identifier: string,
): Promise<Erasure> => {
  const hash = await identifierHashing(operational);
  const customerId = await resolveCustomer({ sql: operational }, workspaceId, identifier).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'customer.unknown') return null;
    throw error;
  });
  if (customerId === null) return viewErasure(await findErasure({ sql: operational }, workspaceId, identifier));
  return operational.transaction(async (sql) => {
    const [row] = await sql.query<ErasureRow>(text.insertErasure, [workspaceId, customerId]);
    const erasure = row as ErasureRow;
    await refuseFromNow(sql, hash, workspaceId, customerId, erasure.id);
    return viewErasure(erasure);
  });
};
