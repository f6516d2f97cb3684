import type { customerFlowsSchema, flowPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { type Clock, DomainError, type OperationalStore, type Sql } from '../ports.js';
import { type FlowPlace, readFlow } from './flow.js';
import {
  customersThere,
  enrolByHand,
  removeEnrolment,
  selectOfCustomer,
  selectPassed,
  selectWaiting,
} from './flows.sql.js';

type People = z.infer<typeof flowPeopleSchema>;
type OfCustomer = z.infer<typeof customerFlowsSchema>;

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

interface PersonRow {
  readonly id: string;
  readonly name: string | null;
  readonly at: number;
  readonly due: number | null;
  readonly held: string | null;
}
const MOST = 200;

/** The people at a node of a flow: who waits there, or who passed it last. @throws DomainError flow.unknown (404) */
export const listFlowPeople = async (
  { sql }: { sql: Sql },
  place: FlowPlace,
  { node, which }: { readonly node: string; readonly which: 'waiting' | 'passed' },
): Promise<People> => {
  await readFlow({ sql }, place);
  const text = which === 'waiting' ? selectWaiting : selectPassed;
  const rows = await sql.query<PersonRow>(text, [place.workspaceId, place.id, node, MOST]);
  return { items: rows.map((row) => ({ ...row, at: iso(row.at), due: isoOrNull(row.due) })) };
};

interface CustomerRow extends Omit<OfCustomer['items'][number], 'entered' | 'since' | 'due' | 'passed'> {
  readonly entered: number;
  readonly since: number;
  readonly due: number | null;
  readonly passed: readonly { node: string; at: number; held: string | null; content: string | null }[];
}

/** All that flows decided for one customer, the last first: what was sent, and why anything was not. */
export const listCustomerFlows = async (
  { sql }: { sql: Sql },
  workspaceId: string,
  customerId: string,
): Promise<OfCustomer> => {
  const rows = await sql.query<CustomerRow>(selectOfCustomer, [workspaceId, customerId]);
  return {
    items: rows.map((row) => ({
      ...row,
      entered: iso(row.entered),
      since: iso(row.since),
      due: isoOrNull(row.due),
      passed: row.passed.map((one) => ({ ...one, at: iso(one.at) })),
    })),
  };
};

/**
 * [FLOW-7] Begins a flow for some customers, by hand or by a program; the same key begins it once for each.
 * @throws DomainError flow.unknown (404), flow.inactive (409), customer.unknown (404)
 */
export const enrolCustomers = async (
  { sql, clock }: { sql: OperationalStore; clock: Clock },
  place: FlowPlace,
  { customers, key }: { readonly customers: readonly string[]; readonly key: string },
): Promise<{ asked: number }> => {
  const { state } = await readFlow({ sql }, place);
  if (state !== 'active')
    throw new DomainError('flow.inactive', 409, `This flow is ${state}: only an active one takes customers in.`);
  const there = await sql.query<{ id: string }>(customersThere, [place.workspaceId, customers]);
  const known = new Set(there.map(({ id }) => id));
  const missing = customers.find((id) => !known.has(id));
  if (missing !== undefined)
    throw new DomainError('customer.unknown', 404, `There is no customer ${missing} in this workspace.`);
  await sql.query(enrolByHand, [place.workspaceId, place.id, customers, `asked ${key}`, clock.now()]);
  return { asked: customers.length };
};

/** Takes a customer out of a flow, wherever they are. @throws DomainError flow.unknown, flow.absent (404) */
export const removeFromFlow = async (
  { sql, clock }: { sql: OperationalStore; clock: Clock },
  place: FlowPlace,
  customer: string,
): Promise<void> => {
  await readFlow({ sql }, place);
  const rows = await sql.query(removeEnrolment, [place.workspaceId, place.id, customer, clock.now()]);
  if (rows.length === 0) throw new DomainError('flow.absent', 404, 'This customer is not in this flow.');
};
