import type { tailQuerySchema, WrittenInteraction } from '@parcours/core';
import type { z } from 'zod';
import { identifiersOf } from '../customers/customers.sql.js';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { DomainError, type Sql } from '../ports.js';

export type TailQuery = z.infer<typeof tailQuerySchema>;
type Seen = Pick<WrittenInteraction, 'type' | 'event' | 'userId' | 'anonymousId' | 'previousId'>;

export interface TailFilter {
  readonly accepts: (interaction: Seen) => boolean;
  readonly refused: boolean;
}

const knownAs = async (sql: Sql, workspaceId: string, customer: string): Promise<ReadonlySet<string>> => {
  try {
    const id = await resolveCustomer({ sql }, workspaceId, customer);
    const rows = await sql.query<{ value: string }>(identifiersOf, [workspaceId, id]);
    return new Set(rows.map(({ value }) => value));
  } catch (error) {
    if (error instanceof DomainError) return new Set();
    throw error;
  }
};

/** What a viewer wants to see. A customer known by any identifier or e-mail address is followed under all of them. */
export const tailFilter = async (sql: Sql, workspaceId: string, query: TailQuery): Promise<TailFilter> => {
  const event = query.event?.trim().toLowerCase() ?? '';
  const customer = query.customer?.trim() ?? '';
  const part = customer.toLowerCase();
  const known = customer === '' ? new Set<string>() : await knownAs(sql, workspaceId, customer);
  const names = (id: string | null): boolean => id !== null && (known.has(id) || id.toLowerCase().includes(part));
  return {
    accepts: ({ type, event: name, userId, anonymousId, previousId }) =>
      (query.type === undefined || query.type === type) &&
      (event === '' || name.toLowerCase().includes(event)) &&
      (customer === '' || names(userId) || names(anonymousId) || names(previousId)),
    refused: (query.type === undefined || query.type === 'refused') && event === '' && customer === '',
  };
};
