import type { Link } from '@parcours/core';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { DomainError, type Sql } from '../ports.js';
import { linksOfProfiles, profilesOfCustomer } from './links.sql.js';

export interface LinkRow extends Link {
  readonly removed_at: Date | null;
  readonly a_kind: 'user' | 'anonymous';
  readonly a_value: string;
  readonly b_kind: 'user' | 'anonymous';
  readonly b_value: string;
}

/** A link's name in an address. */
export const linkId = ({ kind, a, b }: Link): string => `${kind}~${a}~${b}`;

/** The links of a customer's identifiers, those removed too. @throws DomainError customer.unknown (404) */
export const readLinksOf = async (sql: Sql, workspaceId: string, identifier: string): Promise<LinkRow[]> => {
  const customer = await resolveCustomer({ sql }, workspaceId, identifier);
  const rows = await sql.query<{ profile_id: string }>(profilesOfCustomer, [workspaceId, customer]);
  return sql.query<LinkRow>(linksOfProfiles, [workspaceId, [customer, ...rows.map(({ profile_id }) => profile_id)]]);
};

/** One of a customer's links. @throws DomainError customer.unknown, link.unknown (404) */
export const readLink = async (sql: Sql, workspaceId: string, identifier: string, id: string): Promise<LinkRow> => {
  const links = await readLinksOf(sql, workspaceId, identifier);
  const found = links.find((link) => linkId(link) === id);
  if (found) return found;
  throw new DomainError('link.unknown', 404, 'This customer has no such link between identifiers.');
};
