import {
  type customerItemSchema,
  type customersQuerySchema,
  IN_SEGMENT,
  PERSONA_TRACK,
  segmentTrack,
} from '@parcours/core';
import { z } from 'zod';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { type ModelRow, modelsOf } from '../models/listModels.js';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { periodOf } from '../page/period.js';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { measureStays, stuckLimits } from '../understand/measureStays.js';
import { type CustomerFilter, countCustomers, positionsOf, selectCustomers } from './customers.sql.js';
import { listMoved } from './listMoved.js';
import { iso, type PositionRow } from './position.js';
import type { ReadPorts } from './readPorts.js';
import { profilesNamed } from './resolveCustomer.js';
import { liveTracks, situationOf } from './situation.js';

export type CustomerItem = z.infer<typeof customerItemSchema>;
export type CustomersQuery = z.infer<typeof customersQuerySchema>;
export interface CustomerRow {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly interactions: number;
}

/** A customer who has no position on the model stands in this stage, unless the model has one of that name. */
const UNPLACED = 'unplaced';

const cursorSchema = z.tuple([
  z.enum(['lastSeen', 'firstSeen', 'name', 'since', 'velocity']),
  z.enum(['asc', 'desc']),
  z.union([z.number().finite(), z.string().max(500), z.null()]),
  z.guid(),
]);

const afterOf = ({ cursor, sort, order }: CustomersQuery) => {
  const place = decodeCursor(cursorSchema, cursor);
  if (place === null) return null;
  const [placeSort, placeOrder, key, id] = place;
  const ofType = key === null || (typeof key === 'string') === (sort === 'name');
  const whole = sort === 'velocity' || typeof key !== 'number' || Number.isSafeInteger(key);
  if (placeSort !== sort || placeOrder !== order || !ofType || !whole) {
    throw new DomainError('cursor.invalid', 400, 'This cursor belongs to another order: start again without it.');
  }
  return { key: typeof key === 'string' ? wellFormed(key) : key, id };
};

const modelOf = (models: readonly ModelRow[], asked: string | undefined, needed: boolean): ModelRow | null => {
  const found = asked === undefined ? models.find(({ active }) => active) : models.find(({ id }) => id === asked);
  if (found) return found;
  if (asked !== undefined)
    throw new DomainError('model.unknown', 404, `There is no model “${asked}” in this workspace.`);
  if (needed) throw new DomainError('model.none', 400, 'This workspace has no active model to filter by.');
  return null;
};

const stageOf = (model: ModelRow | null, stage: string | undefined): string | null => {
  if (stage === undefined || model === null) return null;
  if (stage === UNPLACED || model.definition.stages.some(({ id }) => id === stage)) return stage;
  throw new DomainError('stage.unknown', 400, `The model “${model.id}” has no stage “${stage}”.`);
};

const searchOf = (workspaceId: string, q: string | undefined): CustomerFilter['q'] => {
  const text = wellFormed(q?.trim() ?? '');
  return text === '' ? null : { part: text.toLowerCase(), profiles: profilesNamed(workspaceId, text) };
};

/** The segment and the persona asked for, as places to stand in. */
const belongingOf = ({ definitions, keyOf }: Live, { segment, persona }: CustomersQuery): CustomerFilter['belongs'] => {
  if (segment !== undefined && !definitions.segments.some(({ id }) => id === segment))
    throw new DomainError('segment.unknown', 404, `There is no segment “${segment}” in this workspace.`);
  const own = definitions.personas;
  if (persona !== undefined && ![...(own?.personas ?? []), own?.fallback].some((one) => one?.id === persona))
    throw new DomainError('persona.unknown', 404, `There is no persona “${persona}” in this workspace.`);
  return [
    ...(segment === undefined ? [] : [{ track: keyOf(segmentTrack(segment)), stage: IN_SEGMENT }]),
    ...(persona === undefined ? [] : [{ track: keyOf(PERSONA_TRACK), stage: persona }]),
  ];
};

const filterOf = async (
  ports: ReadPorts,
  workspaceId: string,
  live: Live,
  query: CustomersQuery,
): Promise<CustomerFilter> => {
  const { stage: asked, direction, moved, stuck, sort } = query;
  const now = ports.clock.now();
  const needed = Boolean(asked ?? direction ?? moved ?? stuck) || sort === 'since' || sort === 'velocity';
  const model = modelOf(modelsOf(live), query.model, needed);
  const stage = stageOf(model, asked);
  const unplaced = stage === UNPLACED && !model?.definition.stages.some(({ id }) => id === UNPLACED);
  const period = periodOf(query, now);
  const scope = { workspaceId, model: model?.track ?? '' };
  return {
    workspaceId,
    now,
    q: searchOf(workspaceId, query.q),
    among: moved
      ? await listMoved(ports, { ...scope, ...period, moved, stage, destination: query.destination ?? null })
      : null,
    model: model?.track ?? null,
    belongs: belongingOf(live, query),
    several: model?.definition.per !== undefined,
    stage: moved || unplaced ? null : stage,
    unplaced: unplaced && !moved,
    direction: direction ?? null,
    stuck: stuck ? stuckLimits(await measureStays(ports, scope), now) : null,
  };
};

/**
 * One page of the workspace's customers, with where each stands now.
 * @throws DomainError cursor.invalid, period.invalid, stage.unknown (400), model.unknown, segment.unknown, persona.unknown (404)
 */
export const listCustomers = async (
  ports: ReadPorts,
  workspaceId: string,
  query: CustomersQuery,
): Promise<{ items: CustomerItem[]; next: string | null; total: number }> => {
  const { sort, order, limit } = query;
  const after = afterOf(query);
  const live = await loadDefinitions(ports, workspaceId);
  const filter = await filterOf(ports, workspaceId, live, query);
  const select = selectCustomers(filter, { sort, order, after, limit: limit + 1 });
  const count = countCustomers(filter);
  const [rows, counted] = await Promise.all([
    ports.sql.query<CustomerRow & { key: number | string | null }>(select.text, select.parameters),
    ports.sql.query<{ total: number }>(count.text, count.parameters),
  ]);
  const page = rows.slice(0, limit);
  const positions = await ports.sql.query<PositionRow>(positionsOf, [
    workspaceId,
    page.map(({ id }) => id),
    liveTracks(live),
  ]);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => toItem(row, positions, filter.now)),
    next: last ? encodeCursor([sort, order, last.key, last.id]) : null,
    total: counted[0]?.total ?? 0,
  };
};

/** A customer as lists show them, with their positions among `positions`. */
export const toItem = (row: CustomerRow, positions: readonly PositionRow[], now: number): CustomerItem => ({
  id: row.id,
  name: row.name,
  email: row.email,
  firstSeen: iso(row.first_seen),
  lastSeen: iso(row.last_seen),
  interactions: row.interactions,
  ...situationOf(
    positions.filter(({ customer_id }) => customer_id === row.id),
    now,
  ),
});
