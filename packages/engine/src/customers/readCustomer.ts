import { type customerSchema, type Movement, type Prospect, trackKind } from '@parcours/core';
import type { z } from 'zod';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { loadPaceBook } from '../pace/paceBook.js';
import { DomainError } from '../ports.js';
import { customerById, identifiersOf, positionsOf, stateOf } from './customers.sql.js';
import { type CustomerItem, type CustomerRow, toItem } from './listCustomers.js';
import { readMovements } from './listMovements.js';
import { type MovementRow, rowOfMovement, toMovement } from './movement.js';
import { iso, lastOf, type PositionRow } from './position.js';
import { foresee, prospectsOf, type StoredState } from './prospects.js';
import type { ReadPorts } from './readPorts.js';
import { resolveCustomer } from './resolveCustomer.js';
import { liveTracks } from './situation.js';
import { velocityCurve } from './velocityCurve.js';

export type CustomerView = z.infer<typeof customerSchema>;
type PositionView = CustomerView['positions'][number];

/** Movements read for the curves; a customer has a few dozen at most. */
const MOST_MOVEMENTS = 5000;

interface Scene {
  readonly live: Live;
  readonly foreseen: readonly Prospect[] | null;
  readonly movements: readonly MovementRow[];
  readonly now: number;
}

/** The warehouse may be a second behind: the position's own last movement completes it. */
const movesOf = (row: PositionRow, movements: readonly MovementRow[]): Pick<Movement, 'at' | 'delta' | 'kind'>[] => {
  const own = movements.filter(({ model, value }) => model === row.model && value === row.value);
  const known = own.map(({ at_ms, delta, kind }) => ({ at: at_ms, delta, kind }));
  return known.some(({ at }) => at === row.since) ? known : [...known, lastOf(row)];
};

const detailsOf = (
  row: PositionRow,
  { live, foreseen, movements, now }: Scene,
): Omit<PositionView, keyof CustomerItem['positions'][number]> => ({
  last: toMovement(rowOfMovement(lastOf(row)), live),
  next: prospectsOf(live, foreseen, row, now),
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
  const live = await loadDefinitions(ports, workspaceId);
  const tracks = liveTracks(live);
  const [customers, identifiers, rows, states, movements, book] = await Promise.all([
    sql.query<CustomerRow & { traits: Record<string, unknown> }>(customerById, scope),
    sql.query<{ kind: 'user' | 'anonymous'; value: string }>(identifiersOf, scope),
    sql.query<PositionRow>(positionsOf, [workspaceId, [id], tracks]),
    sql.query<StoredState>(stateOf, scope),
    readMovements(ports, { workspaceId, customer: id, tracks, before: null, limit: MOST_MOVEMENTS }),
    loadPaceBook(ports, workspaceId, live),
  ]);
  const customer = customers[0];
  if (!customer) throw new DomainError('customer.unknown', 404, 'This customer is no longer known.');
  const now = clock.now();
  const foreseen = foresee(live, states[0]);
  const item = toItem(customer, rows, now, book);
  const onModels = rows.filter(({ model }) => trackKind(model) === 'model');
  return {
    ...item,
    traits: customer.traits,
    identifiers,
    positions: item.positions.map((position, at) => ({
      ...position,
      ...detailsOf(onModels[at] as PositionRow, { live, foreseen, movements, now }),
    })),
  };
};
