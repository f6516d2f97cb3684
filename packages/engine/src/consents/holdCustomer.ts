import type { Sql } from '../ports.js';
import { deleteHolds, insertHold } from './consents.sql.js';

export interface HoldAsked {
  readonly workspaceId: string;
  /** A customer's id. */
  readonly customer: string;
  /** Who holds them. */
  readonly by: string;
  readonly why: string | null;
  readonly at: number;
}

/** [SEND-2] Nobody writes to this customer until they are let go; held once however often. */
export const holdCustomer = async (sql: Sql, { workspaceId, customer, by, why, at }: HoldAsked): Promise<void> => {
  await sql.query(insertHold, [workspaceId, customer, at, by, why]);
};

export const letCustomerGo = async (sql: Sql, workspaceId: string, customer: string): Promise<void> => {
  await sql.query(deleteHolds, [workspaceId, customer]);
};
