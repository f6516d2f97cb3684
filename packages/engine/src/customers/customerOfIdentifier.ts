import type { Identifier } from '../collect/tellOfCustomer.js';
import { profileId } from '../identity/profileId.js';
import type { Sql } from '../ports.js';
import { standingCustomerOf } from './customers.sql.js';

/** The customer an identifier belongs to; null for nobody, or for who was erased or is being so. */
export const customerOfIdentifier = async (
  { sql }: { sql: Sql },
  workspaceId: string,
  { kind, value }: Identifier,
): Promise<string | null> => {
  const profile = profileId(workspaceId, kind, value);
  const [found] = await sql.query<{ customer: string }>(standingCustomerOf, [workspaceId, profile]);
  return found?.customer ?? null;
};
