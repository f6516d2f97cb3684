import type { customerItemSchema, customersPageSchema, customersQuerySchema } from '@parcours/core';
import { z } from 'zod';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { chooseModel, type ModelRow, modelsOf } from '../models/listModels.js';
import { loadPaceBook, type PaceBook, paceFilter } from '../pace/paceBook.js';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { measureStays, stuckLimits } from '../understand/measureStays.js';
import { positionsOf } from './customers.sql.js';
import { amongOf, belongingOf, strengthFilter } from './filters.js';
import { findPage, type Place } from './findPage.js';
import { COUNTED, type CustomerFilter, countCustomers, customersOfProfiles, showCustomers } from './listing.sql.js';
import { iso, type PositionRow } from './position.js';
import type { ReadPorts } from './readPorts.js';
import { profilesNamed } from './resolveCustomer.js';
import { liveTracks, situationOf } from './situation.js';

export type CustomerItem = z.infer<typeof customerItemSchema>;
export type CustomersPage = z.infer<typeof customersPageSchema>;
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
  z.enum(['after', 'before']).default('after'),
]);

const placeOf = ({ cursor, sort, order, at }: CustomersQuery): Place => {
  const place = decodeCursor(cursorSchema, cursor);
  if (place === null) return { beyond: null, backwards: at === 'end' };
  const [placeSort, placeOrder, key, id, side] = place;
  const ofType = key === null || (typeof key === 'string') === (sort === 'name');
  const whole = sort === 'velocity' || typeof key !== 'number' || Number.isSafeInteger(key);
  const seen = key !== null || (sort !== 'lastSeen' && sort !== 'firstSeen');
  if (placeSort !== sort || placeOrder !== order || !ofType || !whole || !seen) {
    throw new DomainError('cursor.invalid', 400, 'This cursor belongs to another order: start again without it.');
  }
  return { beyond: { key: typeof key === 'string' ? wellFormed(key) : key, id }, backwards: side === 'before' };
};

const modelOf = (live: Live, asked: string | undefined, needed: boolean): ModelRow | null =>
  asked !== undefined || needed || modelsOf(live).some(({ active }) => active) ? chooseModel(live, asked) : null;

const stageOf = (model: ModelRow | null, stage: string | undefined): string | null => {
  if (stage === undefined || model === null) return null;
  if (stage === UNPLACED || model.definition.stages.some(({ id }) => id === stage)) return stage;
  throw new DomainError('stage.unknown', 400, `The model “${model.id}” has no stage “${stage}”.`);
};

const searchOf = async (
  { sql }: ReadPorts,
  workspaceId: string,
  q: string | undefined,
): Promise<CustomerFilter['q']> => {
  const text = wellFormed(q?.trim() ?? '');
  if (text === '') return null;
  const rows = await sql.query<{ id: string }>(customersOfProfiles, [workspaceId, profilesNamed(workspaceId, text)]);
  return { part: text.toLowerCase(), ids: rows.map(({ id }) => id) };
};

const filterOf = async (
  ports: ReadPorts,
  workspaceId: string,
  live: Live,
  book: PaceBook,
  query: CustomersQuery,
): Promise<CustomerFilter> => {
  const { stage: asked, direction, moved, stuck, pace, sort, then, within } = query;
  const now = ports.clock.now();
  const needed =
    Boolean(asked ?? direction ?? moved ?? stuck ?? pace ?? then ?? within) || sort === 'since' || sort === 'velocity';
  const model = modelOf(live, query.model, needed);
  const stage = stageOf(model, asked);
  stageOf(model, within);
  const unplaced = stage === UNPLACED && !model?.definition.stages.some(({ id }) => id === UNPLACED);
  const scope = { workspaceId, model: model?.track ?? '' };
  return {
    workspaceId,
    now,
    q: await searchOf(ports, workspaceId, query.q),
    among: await amongOf(ports, live, { ...scope, stage, now }, query),
    model: model?.track ?? null,
    belongs: belongingOf(live, query),
    strength: strengthFilter(live, query.strength),
    pace: pace ? paceFilter(book, live, scope.model, pace, now) : null,
    stages: model?.definition.stages.map(({ id }) => id) ?? [],
    several: model?.definition.per !== undefined,
    stage: moved || unplaced ? null : stage,
    unplaced: unplaced && !moved,
    direction: direction ?? null,
    stuck: stuck ? stuckLimits(await measureStays(ports, scope), now) : null,
  };
};

const totalOf = async ({ sql }: ReadPorts, filter: CustomerFilter): Promise<{ total: number; capped: boolean }> => {
  const { text, parameters } = countCustomers(filter);
  const [row] = await sql.query<{ total: number }>(text, parameters);
  const counted = row?.total ?? 0;
  return { total: Math.min(counted, COUNTED), capped: counted > COUNTED };
};

const NOT_COUNTED = { total: null, capped: false };

/**
 * One page of the workspace's customers, with where each stands now, and the cursors of the pages around it.
 * @throws DomainError cursor.invalid, period.invalid, stage.unknown, strength.invalid, moment.missing (400), model.unknown,
 * segment.unknown, persona.unknown, moment.unknown (404)
 */
export const listCustomers = async (
  ports: ReadPorts,
  workspaceId: string,
  query: CustomersQuery,
): Promise<CustomersPage> => {
  const { sort, order } = query;
  const place = placeOf(query);
  const live = await loadDefinitions(ports, workspaceId);
  const book = await loadPaceBook(ports, workspaceId, live);
  const filter = await filterOf(ports, workspaceId, live, book, query);
  const [found, counted] = await Promise.all([
    findPage(ports, filter, { ...query, ...place }),
    query.count ? totalOf(ports, filter) : NOT_COUNTED,
  ]);
  const ids = found.rows.map(({ id }) => id);
  const [rows, positions] = await Promise.all([
    ports.sql.query<CustomerRow>(showCustomers, [workspaceId, ids]),
    ports.sql.query<PositionRow>(positionsOf, [workspaceId, ids, liveTracks(live)]),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const cursor = (row: { key: number | string | null; id: string } | undefined, side: 'after' | 'before') =>
    row ? encodeCursor([sort, order, row.key, row.id, side]) : null;
  return {
    items: ids.flatMap((id) => byId.get(id) ?? []).map((row) => toItem(row, positions, filter.now, book)),
    next: found.more.after ? cursor(found.rows.at(-1), 'after') : null,
    prev: found.more.before ? cursor(found.rows[0], 'before') : null,
    ...counted,
  };
};

/** A customer as lists show them, with their positions among `positions`. */
export const toItem = (
  row: CustomerRow,
  positions: readonly PositionRow[],
  now: number,
  book: PaceBook,
): CustomerItem => ({
  id: row.id,
  name: row.name,
  email: row.email,
  firstSeen: iso(row.first_seen),
  lastSeen: iso(row.last_seen),
  interactions: row.interactions,
  ...situationOf(
    positions.filter(({ customer_id }) => customer_id === row.id),
    now,
    book,
  ),
});
