import type { customerSchema, Prospect } from '@parcours/core';
import type { z } from 'zod';
import { loadModels, type ModelRow } from '../models/listModels.js';
import { DomainError } from '../ports.js';
import { customerById, identifiersOf, positionsOf, stateOf } from './customers.sql.js';
import { type CustomerRow, toItem } from './listCustomers.js';
import { readMovements } from './listMovements.js';
import { type MovementRow, rowOfMovement, toMovement } from './movement.js';
import { iso, lastOf, type PositionRow, toPosition } from './position.js';
import { foresee, prospectsOf } from './prospects.js';
import type { ReadPorts } from './readPorts.js';
import { resolveCustomer } from './resolveCustomer.js';
import { velocityCurve } from './velocityCurve.js';

export type CustomerView = z.infer<typeof customerSchema>;
type PositionView = CustomerView['positions'][number];

/** Movements read for the curves; a customer has a few dozen at most. */
const MOST_MOVEMENTS = 5000;

interface Scene {
  readonly models: readonly ModelRow[];
  readonly foreseen: readonly Prospect[] | null;
  readonly movements: readonly MovementRow[];
  readonly now: number;
}

/** The warehouse may be a second behind: the position's own last movement completes it. */
const movesOf = (row: PositionRow, movements: readonly MovementRow[]): { at: number; delta: number }[] => {
  const own = movements.filter(({ model, value }) => model === row.model && value === row.value);
  const known = own.map(({ at_ms, delta }) => ({ at: at_ms, delta }));
  return known.some(({ at }) => at === row.since) ? known : [...known, lastOf(row)];
};

const toPositionView = (row: PositionRow, { models, foreseen, movements, now }: Scene): PositionView => ({
  ...toPosition(row, now),
  last: toMovement(rowOfMovement(lastOf(row)), models),
  next: prospectsOf(models, foreseen, row, now),
  curve: velocityCurve(movesOf(row, movements), now).map(({ at, velocity }) => ({ at: iso(at), velocity })),
});

/**
 * All there is to show of one customer: traits, identifiers, and on each model where they stand, why, what would
 * change it and their velocity over time.
 * @throws DomainError customer.unknown (404)
 */
export const readCustomer = async (
  ports: ReadPorts,
  workspaceId: string,
  identifier: string,
): Promise<CustomerView> => {
  const { sql, clock } = ports;
  const id = await resolveCustomer(ports, workspaceId, identifier);
  const scope = [workspaceId, id];
  const [customers, identifiers, positions, states, models, movements] = await Promise.all([
    sql.query<CustomerRow & { traits: Record<string, unknown> }>(customerById, scope),
    sql.query<{ kind: 'user' | 'anonymous'; value: string }>(identifiersOf, scope),
    sql.query<PositionRow>(positionsOf, [workspaceId, [id]]),
    sql.query<{ state: string }>(stateOf, scope),
    loadModels(ports, workspaceId),
    readMovements(ports, { workspaceId, customer: id, model: '', before: null, limit: MOST_MOVEMENTS }),
  ]);
  const customer = customers[0];
  if (!customer) throw new DomainError('customer.unknown', 404, 'This customer is no longer known.');
  const now = clock.now();
  const foreseen = await foresee(sql, workspaceId, states[0]?.state);
  const scene = { models, foreseen, movements, now };
  return {
    ...toItem(customer, [], now),
    traits: customer.traits,
    identifiers,
    positions: positions.map((row) => toPositionView(row, scene)),
  };
};
