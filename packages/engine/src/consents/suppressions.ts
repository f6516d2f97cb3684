import { createHmac } from 'node:crypto';
import type { MessageChannel } from '@parcours/core';
import type { Sql } from '../ports.js';
import { suppress } from './consents.sql.js';

/** Addresses are told apart without regard to case or space around them, and kept so that nobody reads them. */
export const addressHash = (secret: string, workspaceId: string, address: string): Buffer =>
  createHmac('sha256', secret).update(`address ${workspaceId} ${address.trim().toLowerCase()}`).digest();

export interface Suppressing {
  readonly workspaceId: string;
  readonly channel: MessageChannel;
  readonly addresses: readonly string[];
  readonly reason: 'imported' | 'bounced' | 'complained';
  readonly at: number;
}

/** [CONSENT-4] Nobody writes to these addresses any more. @returns how many were not among them before */
export const suppressAddresses = async (
  sql: Sql,
  secret: string,
  { workspaceId, channel, addresses, reason, at }: Suppressing,
): Promise<number> => {
  const hashes = [...new Set(addresses.map((one) => addressHash(secret, workspaceId, one).toString('hex')))];
  const bytes = hashes.map((hex) => Buffer.from(hex, 'hex'));
  return (await sql.query(suppress, [workspaceId, channel, bytes, reason, at])).length;
};
