import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { namesOfCustomers } from './customers.sql.js';
import type { ReadPorts } from './readPorts.js';

/** No customer's id comes before it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Ids from behind one on, so many at most: what `customersAfter` binds. */
export type CustomersPage = Readonly<{ beyond: string; most: number }>;

interface PageAsked {
  readonly workspaceId: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/**
 * A page of people with their names, where `find` gives ids in their order.
 * @throws DomainError cursor.invalid (400)
 */
export const namedPage = async (
  { sql }: Pick<ReadPorts, 'sql'>,
  { workspaceId, limit, cursor }: PageAsked,
  find: (page: CustomersPage) => Promise<readonly { readonly customer: string }[]>,
): Promise<{ items: { id: string; name: string | null }[]; next: string | null }> => {
  const found = await find({ beyond: decodeCursor(z.guid(), cursor) ?? NOBODY, most: limit + 1 });
  const ids = found.slice(0, limit).map(({ customer }) => customer);
  const named = await sql.query<{ id: string; name: string | null }>(namesOfCustomers, [workspaceId, ids]);
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return {
    items: ids.map((id) => ({ id, name: nameOf.get(id) ?? null })),
    next: found.length > limit ? encodeCursor(ids.at(-1)) : null,
  };
};
