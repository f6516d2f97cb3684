import type { MessageChannel } from '@parcours/core';
import type { Sql } from '../ports.js';
import { insertDelivery } from './deliveries.sql.js';

/** A message to be sent once for its cause. Instants in ms. */
export interface DeliveryAsked {
  readonly workspace: string;
  /** What made it so: the same cause is delivered once. */
  readonly cause: string;
  readonly customer: string;
  readonly content: string;
  readonly channel: MessageChannel;
  readonly purpose: string;
  readonly origin: { readonly kind: 'flow' | 'broadcast'; readonly id: string; readonly node?: string };
  /** Not to leave before. */
  readonly at: number;
}

/**
 * [SEND-1] Asks for a message, in the transaction that decides it; the same cause asks once, however often.
 * Whether it may be sent is found out when it is.
 */
export const requestDelivery = async (sql: Sql, asked: DeliveryAsked, now: number): Promise<boolean> => {
  const { workspace, cause, customer, channel, purpose, content, origin, at } = asked;
  const row = [workspace, cause, customer, channel, purpose, content, origin.kind, origin.id, origin.node ?? null];
  return (await sql.query(insertDelivery, [...row, now, at])).length > 0;
};
