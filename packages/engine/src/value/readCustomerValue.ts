import type { customerValueSchema } from '@parcours/core';
import type { z } from 'zod';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import type { FitPorts } from './keptFits.js';
import type { ValueAnswer } from './measureValue.js';
import { currentValue } from './readValue.js';
import { selectCustomer } from './value.sql.js';

export type CustomerValue = z.infer<typeof customerValueSchema>;
type Worth = NonNullable<CustomerValue['value']>;

export interface WorthRow {
  readonly purchases: number;
  readonly spent: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly alive: number | null;
  readonly expected: number | null;
  readonly mean: number | null;
  readonly value: number | null;
  readonly next_at: number | null;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

const iso = (at: number): string => new Date(at).toISOString();

export const worthOf = (row: WorthRow): Worth => ({
  purchases: row.purchases,
  spent: row.spent,
  rfm: { recency: row.recency, frequency: row.frequency, monetary: row.monetary },
  firstPurchase: iso(row.first_at),
  lastPurchase: iso(row.last_at),
  pAlive: row.alive,
  expectedPurchases: row.expected,
  expectedSpend: row.mean,
  lifetimeValue: row.value,
  nextPurchase: row.next_at === null ? null : iso(row.next_at),
});

/** The end of the calibration of an answer. */
export const untilOf = (answer: ValueAnswer | null): string | null =>
  answer && (answer.is === 'model' ? answer.model.until : answer.until);

/**
 * What one customer is worth, by any identifier.
 * @throws DomainError customer.unknown (404)
 */
export const readCustomerValue = async (
  ports: FitPorts,
  workspaceId: string,
  identifier: string,
): Promise<CustomerValue> => {
  const { operational: sql } = ports;
  const customer = await resolveCustomer({ sql }, workspaceId, identifier);
  const [{ currency }, answer] = await Promise.all([
    readWorkspace({ sql }, workspaceId),
    currentValue(ports, workspaceId),
  ]);
  const [row] = await sql.query<WorthRow>(selectCustomer, [workspaceId, customer]);
  const tooLittle = answer?.is === 'tooLittle' ? answer.lack : null;
  return { until: untilOf(answer), currency, value: row ? worthOf(row) : null, tooLittle };
};
