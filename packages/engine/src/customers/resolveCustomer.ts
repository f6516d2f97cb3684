import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { customerOfEmail, customerOfIdentifier } from './customers.sql.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The customer id behind a customer id, profile id, userId, anonymousId or e-mail address; of several customers with one
 * address, the one last seen.
 * @throws DomainError customer.unknown (404)
 */
export const resolveCustomer = async (
  { sql }: { sql: Sql },
  workspaceId: string,
  identifier: string,
): Promise<string> => {
  const asked = wellFormed(identifier);
  const profile = UUID.test(asked) ? asked : null;
  const [found] = await sql.query<{ id: string }>(customerOfIdentifier, [workspaceId, asked, profile]);
  if (found) return found.id;
  const [mailed] = asked.includes('@')
    ? await sql.query<{ id: string }>(customerOfEmail, [workspaceId, asked])
    : [undefined];
  if (mailed) return mailed.id;
  throw new DomainError('customer.unknown', 404, 'Nobody is known by this id, user id, anonymous id or e-mail address.');
};
