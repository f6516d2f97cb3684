import { type customerRelationshipSchema, MOMENT_TRACK, type Moment, relationshipCurve } from '@parcours/core';
import type { z } from 'zod';
import { positionsOf } from '../customers/customers.sql.js';
import { readMovements } from '../customers/listMovements.js';
import type { MovementRow } from '../customers/movement.js';
import { iso, type PositionRow } from '../customers/position.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { relationshipOf } from '../customers/situation.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';

export type RelationshipView = z.infer<typeof customerRelationshipSchema>;

/** Moments read for the curve. */
const MOST_READ = 5_000;
/** Moments told one by one, the newest. */
const MOST_TOLD = 1_000;

interface Happened {
  readonly row: MovementRow;
  readonly moment: Moment;
}

const toMoment = ({ row, moment }: Happened): RelationshipView['moments'][number] => ({
  at: iso(row.at_ms),
  id: moment.id,
  name: moment.name,
  effect: moment.effect,
  weight: moment.weight,
  messageId: row.cause_message,
  event: row.cause_event,
});

/**
 * A customer's relationship by moments of truth [STR-1] [STR-2]: now, over time, and each moment.
 * @throws DomainError customer.unknown (404)
 */
export const readRelationship = async (
  ports: ReadPorts,
  workspaceId: string,
  identifier: string,
): Promise<RelationshipView> => {
  const customer = await resolveCustomer(ports, workspaceId, identifier);
  const live = await loadDefinitions(ports, workspaceId);
  const tracks = [live.keyOf(MOMENT_TRACK)];
  const [positions, rows] = await Promise.all([
    ports.sql.query<PositionRow>(positionsOf, [workspaceId, [customer], tracks]),
    readMovements(ports, { workspaceId, customer, tracks, before: null, limit: MOST_READ }),
  ]);
  const now = ports.clock.now();
  const happened = rows
    .flatMap((row) => {
      const moment = live.definitions.moments.find(({ id }) => id === row.value);
      return moment ? [{ row, moment }] : [];
    })
    .reverse();
  const curve = relationshipCurve(
    happened.map(({ row, moment: { effect, weight } }) => ({ at: row.at_ms, effect, weight })),
    now,
  );
  const relationship = relationshipOf(positions[0], now);
  return {
    strength: relationship?.strength ?? null,
    broken: relationship?.broken ?? false,
    curve: curve.map(({ at, strength, broken }) => ({ at: iso(at), strength, broken })),
    moments: happened.slice(-MOST_TOLD).map(toMoment),
  };
};
