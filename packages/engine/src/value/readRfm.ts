import type { rfmGridSchema } from '@parcours/core';
import type { z } from 'zod';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import type { FitPorts } from './keptFits.js';
import { type People, placesOf } from './placesOf.js';
import { untilOf } from './readCustomerValue.js';
import { currentValue } from './readValue.js';
import { selectGrid } from './value.sql.js';

export type RfmGrid = z.infer<typeof rfmGridSchema>;

interface GridRow {
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly spent: number;
  readonly value: number | null;
  readonly alive: number | null;
}

/**
 * [VALUE-3] How many customers have each pair of scores; of some people only, their scores are still those among all.
 * @throws DomainError persona.unknown, segment.unknown (404)
 */
export const readRfm = async (ports: FitPorts, workspaceId: string, people: People = {}): Promise<RfmGrid> => {
  const { operational: sql } = ports;
  const { currency } = await readWorkspace({ sql }, workspaceId);
  const answer = await currentValue(ports, workspaceId);
  const rows = await sql.query<GridRow>(selectGrid, [workspaceId, ...(await placesOf(ports, workspaceId, people))]);
  const cells = rows.map(({ value, alive, ...cell }) => ({ ...cell, lifetimeValue: value, pAlive: alive }));
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  return { until: untilOf(answer), currency, customers, cells };
};
