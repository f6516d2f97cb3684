import { createHash } from 'node:crypto';
import type { MessageChannel } from '@parcours/core';
import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { profileId } from '../identity/profileId.js';
import type { Log, OperationalStore, Sql } from '../ports.js';
import { lastSaid, saidByCustomer, sayConsent as write } from './consents.sql.js';

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

/** What a customer said last of one purpose; null when nothing. */
export const lastSaidOf = async (
  sql: Sql,
  {
    workspaceId,
    customer,
    channel,
    purpose,
  }: { workspaceId: string; customer: string; channel: MessageChannel; purpose: string },
): Promise<boolean | null> => {
  const [row] = await sql.query<{ given: boolean }>(lastSaid, [workspaceId, customer, channel, purpose]);
  return row?.given ?? null;
};

/** What a customer said last of each purpose, with its proof. */
export const consentsOf = (sql: Sql, workspaceId: string, customer: string): Promise<Said[]> =>
  sql.query<Said>(saidByCustomer, [workspaceId, customer]);
