import type { customerItemSchema, customersQuerySchema } from '@parcours/core';
import { z } from 'zod';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { chooseModel, type ModelRow, modelsOf } from '../models/listModels.js';
import { loadPaceBook, type PaceBook, paceFilter } from '../pace/paceBook.js';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { measureStays, stuckLimits } from '../understand/measureStays.js';
import { type CustomerFilter, countCustomers, positionsOf, selectCustomers } from './customers.sql.js';
import { amongOf, belongingOf, strengthFilter } from './filters.js';
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

const modelOf = (live: Live, asked: string | undefined, needed: boolean): ModelRow | null =>
  asked !== undefined || needed || modelsOf(live).some(({ active }) => active) ? chooseModel(live, asked) : null;

const stageOf = (model: ModelRow | null, stage: string | undefined): string | null => {
  if (stage === undefined || model === null) return null;
  if (stage === UNPLACED || model.definition.stages.some(({ id }) => id === stage)) return stage;
  throw new DomainError('stage.unknown', 400, `The model “${model.id}” has no stage “${stage}”.`);
};

const searchOf = (workspaceId: string, q: string | undefined): CustomerFilter['q'] => {
  const text = wellFormed(q?.trim() ?? '');
  return text === '' ? null : { part: text.toLowerCase(), profiles: profilesNamed(workspaceId, text) };
};

const filterOf = async (
  ports: ReadPorts,
  workspaceId: string,
  live: Live,
  book: PaceBook,
  query: CustomersQuery,
): Promise<CustomerFilter> => {
  const { stage: asked, direction, moved, stuck, pace, sort, then } = query;
  const now = ports.clock.now();
  const needed =
    Boolean(asked ?? direction ?? moved ?? stuck ?? pace ?? then) || sort === 'since' || sort === 'velocity';
  const model = modelOf(live, query.model, needed);
  const stage = stageOf(model, asked);
  const unplaced = stage === UNPLACED && !model?.definition.stages.some(({ id }) => id === UNPLACED);
  const scope = { workspaceId, model: model?.track ?? '' };
  return {
    workspaceId,
    now,
    q: searchOf(workspaceId, query.q),
    among: await amongOf(ports, live, { ...scope, stage, now }, query),
    model: model?.track ?? null,
    belongs: belongingOf(live, query),
    strength: strengthFilter(live, query.strength),
    pace: pace ? paceFilter(book, live, scope.model, pace, now) : null,
    several: model?.definition.per !== undefined,
    stage: moved || unplaced ? null : stage,
    unplaced: unplaced && !moved,
    direction: direction ?? null,
    stuck: stuck ? stuckLimits(await measureStays(ports, scope), now) : null,
  };
};

/**
 * One page of the workspace's customers, with where each stands now.
 * @throws DomainError cursor.invalid, period.invalid, stage.unknown, strength.invalid, moment.missing (400), model.unknown,
 * segment.unknown, persona.unknown, moment.unknown (404)
 */
export const listCustomers = async (
  ports: ReadPorts,
  workspaceId: string,
  query: CustomersQuery,
): Promise<{ items: CustomerItem[]; next: string | null; total: number }> => {
  const { sort, order, limit } = query;
  const after = afterOf(query);
  const live = await loadDefinitions(ports, workspaceId);
  const book = await loadPaceBook(ports, workspaceId, live);
  const filter = await filterOf(ports, workspaceId, live, book, query);
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
    items: page.map((row) => toItem(row, positions, filter.now, book)),
    next: last ? encodeCursor([sort, order, last.key, last.id]) : null,
    total: counted[0]?.total ?? 0,
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
