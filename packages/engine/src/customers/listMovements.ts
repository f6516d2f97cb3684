import { z } from 'zod';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { cursorTime, decodeCursor, encodeCursor } from '../page/cursor.js';
import { wellFormed } from '../text/wellFormed.js';
import { type MovementRow, type MovementView, toMovement } from './movement.js';
import type { ReadPorts } from './readPorts.js';
import { resolveCustomer } from './resolveCustomer.js';
import { liveTracks } from './situation.js';
import { movementsOf } from './timeline.sql.js';

const cursorSchema = z.tuple([cursorTime, z.string().max(300), z.string().max(2000)]);
const LATEST = 4_102_444_800_000;

/** Movements of one customer on some tracks before a place in the order, newest first. */
export const readMovements = (
  { warehouse }: Pick<ReadPorts, 'warehouse'>,
  asked: {
    workspaceId: string;
    customer: string;
    tracks: readonly string[];
    before: readonly [number, string, string] | null;
    limit: number;
  },
): Promise<MovementRow[]> => {
  const [before, beforeModel, beforeValue] = asked.before ?? [LATEST, '', ''];
  return warehouse.query<MovementRow>(movementsOf, {
    workspace: asked.workspaceId,
    customer: asked.customer,
    tracks: asked.tracks,
    before,
    beforeModel,
    beforeValue,
    limit: asked.limit,
  });
};

/**
 * A customer's movements, newest first, each with its why.
 * @throws DomainError customer.unknown (404), cursor.invalid (400)
 */
export const listMovements = async (
  ports: ReadPorts,
  workspaceId: string,
  {
    identifier,
    model,
    limit,
    cursor,
  }: { identifier: string; model?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: MovementView[]; next: string | null }> => {
  const before = decodeCursor(cursorSchema, cursor);
  const customer = await resolveCustomer(ports, workspaceId, identifier);
  const live = await loadDefinitions(ports, workspaceId);
  const tracks = model === undefined ? liveTracks(live) : [live.keyOf(wellFormed(model))];
  const rows = await readMovements(ports, { workspaceId, customer, tracks, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => toMovement(row, live)),
    next: last ? encodeCursor([last.at_ms, last.model, last.value]) : null,
  };
};
