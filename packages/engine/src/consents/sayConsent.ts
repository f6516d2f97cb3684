import { createHash } from 'node:crypto';
import type { MessageChannel } from '@parcours/core';
import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { identifierOf } from '../customers/customers.sql.js';
import { profileId } from '../identity/profileId.js';
import { type Clock, DomainError, type Log, type OperationalStore, type Sql } from '../ports.js';
import { saidByCustomer, sayConsent as write } from './consents.sql.js';
import { purposesOf } from './purposes.js';

/** [CONSENT-3] The proof of what somebody said: where, by what, and the words they saw. */
export interface Proof {
  readonly where: string;
  readonly text: string | null;
  readonly by: 'person' | 'link' | 'import';
}
export interface Saying {
  readonly workspaceId: string;
  readonly who: Identifier;
  readonly channel: MessageChannel;
  readonly purpose: string;
  readonly given: boolean;
  readonly at: number;
  readonly proof: Proof;
}

/** What a customer said last of a purpose. */
export interface Said {
  readonly channel: MessageChannel;
  readonly purpose: string;
  readonly given: boolean;
  readonly at: number;
  readonly proof: Proof;
}

const idOf = ({ workspaceId, who, channel, purpose, given, at }: Saying): string =>
  `consent:${createHash('sha256')
    .update(JSON.stringify([workspaceId, who.kind, who.value, channel, purpose, given, at]))
    .digest('hex')
    .slice(0, 32)}`;

/** [CONSENT-2] Notes consent or its withdrawal: it counts at once for what is sent, and is part of the customer's history. */
export const sayConsent = (
  { operational, log }: { readonly operational: OperationalStore; readonly log: Pick<Log, 'appendIn'> },
  saying: Saying,
): Promise<void> =>
  operational.transaction(async (sql) => {
    const { workspaceId, who, channel, purpose, given, at, proof } = saying;
    const profile = profileId(workspaceId, who.kind, who.value);
    await sql.query(write, [workspaceId, profile, channel, purpose, given, at, JSON.stringify(proof)]);
    await tellOfCustomer(log, sql, {
      ...{ workspace: workspaceId, who, id: idOf(saying), at },
      event: given ? 'Consent Given' : 'Consent Withdrawn',
      properties: { channel, purpose, where: proof.where, text: proof.text, by: proof.by },
    });
  });

/** As sayConsent, of a customer. @throws DomainError purpose.unknown, consent.future (422) */
export const sayConsentOf = async (
  {
    clock,
    ...ports
  }: { readonly operational: OperationalStore; readonly log: Pick<Log, 'appendIn'>; readonly clock: Clock },
  {
    customer,
    at,
    ...saying
  }: Omit<Saying, 'who' | 'at'> & { readonly customer: string; readonly at?: string | undefined },
): Promise<void> => {
  const { workspaceId, purpose } = saying;
  const known = await purposesOf(ports.operational, workspaceId);
  if (!known.some(({ id }) => id === purpose)) {
    const names = known.map(({ id }) => id).join(', ');
    throw new DomainError('purpose.unknown', 422, `There is no purpose “${purpose}”. The purposes are ${names}.`);
  }
  const now = clock.now();
  const said = at === undefined ? now : Date.parse(at);
  if (said > now) throw new DomainError('consent.future', 422, 'Nobody has said anything after now: check “at”.');
  const [who] = await ports.operational.query<Identifier>(identifierOf, [workspaceId, customer]);
  if (who) await sayConsent(ports, { ...saying, who, at: said });
};

/** What a customer said last of each purpose, with its proof. */
export const consentsOf = (sql: Sql, workspaceId: string, customer: string): Promise<Said[]> =>
  sql.query<Said>(saidByCustomer, [workspaceId, customer]);
