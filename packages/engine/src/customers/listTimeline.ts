import { INTERACTION_TYPES, type JsonObject, type timelineItemSchema, touchpointClassifier } from '@parcours/core';
import { z } from 'zod';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { cursorTime, decodeCursor, encodeCursor } from '../page/cursor.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { stretchesOf } from './customers.sql.js';
import { readMovements } from './listMovements.js';
import { type MovementRow, toMovement } from './movement.js';
import { iso } from './position.js';
import type { ReadPorts } from './readPorts.js';
import { resolveCustomer } from './resolveCustomer.js';
import { liveTracks } from './situation.js';
import { interactionsOf } from './timeline.sql.js';

export type TimelineItem = z.infer<typeof timelineItemSchema>;

interface InteractionRow {
  readonly at: number;
  readonly rank: number;
  readonly message_id: string;
  readonly event: string;
  readonly properties: string;
  readonly context: string;
  readonly outbound: boolean;
}
type Entry =
  | { readonly at: number; readonly what: 'interaction'; readonly row: InteractionRow }
  | { readonly at: number; readonly what: 'movement'; readonly row: MovementRow };

/** Where a page ended: at an interaction (time, rank, messageId) or at a movement (time, model, value). */
const cursorSchema = z.union([
  z.tuple([z.literal('i'), cursorTime, z.number().int().min(0).max(255), z.string().max(2000)]),
  z.tuple([z.literal('m'), cursorTime, z.string().max(300), z.string().max(2000)]),
]);
type Place = z.infer<typeof cursorSchema>;

const LATEST = 4_102_444_800_000;

const readInteractions = async (
  { sql, warehouse }: ReadPorts,
  {
    workspaceId,
    customer,
    place,
    limit,
  }: { workspaceId: string; customer: string; place: Place | null; limit: number },
): Promise<InteractionRow[]> => {
  const stretches = await sql.query<{ profile_id: string; after: number | null; until: number | null }>(stretchesOf, [
    workspaceId,
    customer,
  ]);
  // A movement follows the interactions of its own instant, so after one of those all of them are still to come.
  const [before, rank, message] =
    place === null ? [LATEST, 0, ''] : place[0] === 'i' ? [place[1], place[2], place[3]] : [place[1] + 1, 0, ''];
  return warehouse.query<InteractionRow>(interactionsOf, {
    workspace: workspaceId,
    profiles: stretches.map(({ profile_id }) => profile_id),
    afters: stretches.map(({ after }) => after ?? -1),
    untils: stretches.map(({ until }) => until ?? LATEST),
    before,
    rank,
    message,
    limit,
  });
};

const movementsBefore = (place: Place | null): readonly [number, string, string] | null =>
  place === null ? null : place[0] === 'm' ? [place[1], place[2], place[3]] : [place[1], '', ''];

const placeOf = (entry: Entry): Place =>
  entry.what === 'interaction'
    ? ['i', entry.at, entry.row.rank, entry.row.message_id]
    : ['m', entry.at, entry.row.model, entry.row.value];

const objectOf = (text: string): JsonObject => {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
};

type Classify = ReturnType<typeof touchpointClassifier>;

const toItem = (entry: Entry, live: Live, classify: Classify): TimelineItem => {
  if (entry.what === 'movement') {
    return { what: 'movement', at: iso(entry.at), movement: toMovement(entry.row, live) };
  }
  const { row } = entry;
  const type = INTERACTION_TYPES[row.rank] ?? 'track';
  const properties = objectOf(row.properties);
  return {
    what: 'interaction',
    at: iso(entry.at),
    messageId: row.message_id,
    type,
    event: row.event,
    ...classify({ type, event: row.event, properties, context: objectOf(row.context) }),
    properties,
    outbound: row.outbound,
  };
};

/**
 * A customer's interactions and movements, newest first; a movement comes just after what caused it.
 * @throws DomainError customer.unknown (404), cursor.invalid (400)
 */
export const listTimeline = async (
  ports: ReadPorts,
  workspaceId: string,
  { identifier, limit, cursor }: { identifier: string; limit: number; cursor?: string | undefined },
): Promise<{ items: TimelineItem[]; next: string | null }> => {
  const place = decodeCursor(cursorSchema, cursor);
  const customer = await resolveCustomer(ports, workspaceId, identifier);
  const scope = { workspaceId, customer, limit: limit + 1 };
  const [live, { catalogue }] = await Promise.all([
    loadDefinitions(ports, workspaceId),
    loadTouchpoints(ports, workspaceId),
  ]);
  const [interactions, movements] = await Promise.all([
    readInteractions(ports, { ...scope, place }),
    readMovements(ports, { ...scope, tracks: liveTracks(live), before: movementsBefore(place) }),
  ]);
  const entries: Entry[] = [
    ...movements.map((row): Entry => ({ at: row.at_ms, what: 'movement', row })),
    ...interactions.map((row): Entry => ({ at: row.at, what: 'interaction', row })),
  ];
  // Each kind comes sorted and the sort is stable, so at one instant movements stay before interactions.
  entries.sort((a, b) => b.at - a.at);
  const page = entries.slice(0, limit);
  const last = entries.length > limit ? page.at(-1) : undefined;
  const classify = touchpointClassifier(catalogue);
  const items = page.map((entry) => toItem(entry, live, classify));
  return { items, next: last ? encodeCursor(placeOf(last)) : null };
};
