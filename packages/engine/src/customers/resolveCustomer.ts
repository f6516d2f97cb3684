import { profileId } from '../identity/profileId.js';
import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { customerOfEmail, customerOfProfile } from './customers.sql.js';
import { pattern } from './listing.sql.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The profiles a text may name, likeliest first: by their own id, as a userId, as an anonymousId. */
export const profilesNamed = (workspaceId: string, text: string): string[] => [
  ...(UUID.test(text) ? [text] : []),
  profileId(workspaceId, 'user', text),
  profileId(workspaceId, 'anonymous', text),
];

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
  const named = profilesNamed(workspaceId, asked);
  const [found] = await sql.query<{ id: string }>(customerOfProfile, [workspaceId, named]);
  if (found) return found.id;
  const [mailed] = asked.includes('@')
    ? await sql.query<{ id: string }>(customerOfEmail, [workspaceId, asked, pattern(asked.toLowerCase())])
    : [undefined];
  if (mailed) return mailed.id;
  throw new DomainError(
    'customer.unknown',
    404,
    'Nobody is known by this id, user id, anonymous id or e-mail address.',
  );
};
