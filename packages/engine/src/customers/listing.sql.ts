import { HALF_LIFE, RELATIONSHIP_HALF_LIFE, STEADY_BAND } from '@parcours/core';
import type { PaceFilter } from '../pace/paceBook.js';
import { type Bind, type Statement, statement } from '../page/statement.js';
import { type Among, amongConditions } from './among.sql.js';

/** The page of customers asked for, resolved: identifiers checked, instants in ms. */
export interface CustomerFilter extends Among {
  readonly now: number;
  /** A part of a name or e-mail address, in lower case, or a customer one of these identifiers names. */
  readonly q: { readonly part: string; readonly ids: readonly string[] } | null;
  /** Model of the position conditions; null only when none applies and no sort needs one. */
  readonly model: string | null;
  /** With a strength of the relationship, told by its score, within bounds. */
  readonly strength: { readonly track: string; readonly score: readonly [number, number] } | null;
  readonly pace: PaceFilter | null;
  /** The stages of the model. */
  readonly stages: readonly string[];
  /** A customer may have several positions on this model (`per`). */
  readonly several: boolean;
  readonly stage: string | null;
  readonly unplaced: boolean;
  readonly direction: 'advancing' | 'steady' | 'receding' | null;
  /** Per stage, since before which instant one is stuck there. */
  readonly stuck: readonly [readonly string[], readonly number[]] | null;
}
export type CustomerSort = 'lastSeen' | 'firstSeen' | 'name' | 'since' | 'velocity';
/** Customers with the sort's key come first, in its order; those without follow, by id. */
export type Part = 'keyed' | 'keyless';
/** A stretch of one part. */
export interface Stretch {
  readonly sort: CustomerSort;
  readonly part: Part;
  readonly descending: boolean;
  /** Only what lies beyond it in the direction of reading. */
  readonly beyond: { readonly key: string | number | null; readonly id: string } | null;
  /** Read from the end towards the start. */
  readonly backwards: boolean;
  readonly limit: number;
}
/** How a stretch is found: only the first so many of the order are looked at, or all that match are gathered and sorted. */
export type Way = { readonly walk: number } | 'gather';

/** Above this the count stops. */
export const COUNTED = 1_000_000;
const EPOCH = 1_700_000_000_000;
/** The bound of being steady at an instant, in the terms of positions.heading. */
const bandAt = (now: number): number => STEADY_BAND * 2 ** ((now - EPOCH) / HALF_LIFE);

const KEY_TYPE: Record<CustomerSort, string> = {
  ...{ lastSeen: 'bigint', firstSeen: 'bigint', name: 'text', since: 'bigint', velocity: 'float8' },
};

export const onPosition = ({ stage, direction, stuck, pace }: CustomerFilter): boolean =>
  stage !== null || direction !== null || stuck !== null || pace !== null;
/** Conditions on what is no position of the model. */
const onOthers = ({ q, among, belongs, strength }: CustomerFilter): boolean =>
  q !== null || among !== null || belongs.length > 0 || strength !== null;
/** Without any condition a page is the beginning of an index. */
export const isWhole = (filter: CustomerFilter): boolean =>
  !(onPosition(filter) || onOthers(filter) || filter.unplaced);
/** Orders an index keeps. */
export const isWalkable = ({ sort, part }: Pick<Stretch, 'sort' | 'part'>, { several }: CustomerFilter): boolean =>
  part === 'keyless' || sort === 'lastSeen' || sort === 'name' || (sort === 'since' && !several);

/** [PACE-4] Stays that began between the instants of their stage and, where personas differ, of their persona. */
const paceCondition = ({ personas, stages, of, from, before }: PaceFilter, bind: Bind, p: string): string =>
  `exists (select 1 from unnest(${bind(stages)}::text[], ${bind(of)}::text[], ${bind(from)}::bigint[], ${bind(before)}::bigint[])
      as paces(stage, persona, since, before)
    where paces.stage = ${p}.stage and ${p}.since >= paces.since and ${p}.since < paces.before
      and (paces.persona is null or exists (select 1 from positions o where o.workspace_id = ${p}.workspace_id
        and o.customer_id = ${p}.customer_id and o.model = ${bind(personas)} and o.stage = paces.persona)))`;

/** [STR-1] The score decayed to now, within the scores of the bounds. */
const strengthCondition = (filter: CustomerFilter, bind: Bind): string[] => {
  if (filter.strength === null) return [];
  const { track, score } = filter.strength;
  const decayed = `r.velocity * power(2::float8, -(${bind(filter.now)}::bigint - r.velocity_at)::float8 / ${RELATIONSHIP_HALF_LIFE})`;
  return [
    `exists (select 1 from positions r where r.workspace_id = ${bind(filter.workspaceId)} and r.customer_id = b.customer_id
      and r.model = ${bind(track)} and ${decayed} between ${bind(score[0])}::float8 and ${bind(score[1])}::float8)`,
  ];
};

const positionConditions = (filter: CustomerFilter, bind: Bind, p = 'p'): string[] => {
  const conditions = [`${p}.workspace_id = ${bind(filter.workspaceId)}`, `${p}.model = ${bind(filter.model)}`];
  if (filter.stage !== null) conditions.push(`${p}.stage = ${bind(filter.stage)}`);
  if (filter.direction !== null) {
    const band = `${bind(bandAt(filter.now))}::float8`;
    const said = {
      ...{ advancing: `${p}.heading > ${band}`, receding: `${p}.heading < -${band}` },
      steady: `${p}.heading between -${band} and ${band}`,
    };
    conditions.push(said[filter.direction]);
  }
  if (filter.pace !== null) conditions.push(paceCondition(filter.pace, bind, p));
  if (filter.stuck !== null) {
    const [stages, instants] = filter.stuck;
    conditions.push(`exists (select 1 from unnest(${bind(stages)}::text[], ${bind(instants)}::bigint[])
      as limits(stage, before) where limits.stage = ${p}.stage and ${p}.since < limits.before)`);
  }
  return conditions;
};

/** Matches texts that hold this part. */
export const pattern = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
/** Parts of words shorter than three letters are in no index: looking through the names is faster than through all of it. */
const searched = (part: string): string => (/[\p{L}\p{N}]{3}/u.test(part) ? 'n.search' : "(n.search || '')");

/** Tested customer by customer while walking; as sets to be joined while gathering. */
const searchCondition = ({ workspaceId, q }: CustomerFilter, bind: Bind, walking: boolean): string[] => {
  if (q === null) return [];
  const named = `from customer_names n where n.workspace_id = ${bind(workspaceId)}`;
  const like = `like ${bind(pattern(q.part))}`;
  const ids = `${bind(q.ids)}::uuid[]`;
  if (walking) {
    return [
      `(b.customer_id = any(${ids}) or exists (select 1 ${named} and n.customer_id = b.customer_id and n.search ${like}))`,
    ];
  }
  return [
    `b.customer_id in (select n.customer_id ${named} and ${searched(q.part)} ${like} union all select unnest(${ids}))`,
  ];
};

const placedOn = (filter: CustomerFilter, bind: Bind): string =>
  `exists (select 1 from positions p where ${positionConditions(filter, bind).join(' and ')} and p.customer_id = b.customer_id)`;

const conditionsOn = (
  filter: CustomerFilter,
  bind: Bind,
  { placed, walking }: { placed: boolean; walking: boolean },
) => {
  const conditions = searchCondition(filter, bind, walking);
  conditions.push(...amongConditions(filter, bind, { customer: 'b.customer_id', walking }));
  conditions.push(...strengthCondition(filter, bind));
  if (!placed && onPosition(filter)) conditions.push(placedOn(filter, bind));
  if (filter.unplaced) conditions.push(`not ${placedOn(filter, bind)}`);
  return conditions;
};

/** The rows a part is made of, as `b (customer_id, key)`. */
interface Base {
  readonly from: string;
  readonly key: string;
  readonly conditions: readonly string[];
  /** The position conditions hold already. */
  readonly placed: boolean;
}

const positionsBase = (filter: CustomerFilter, sort: CustomerSort, bind: Bind): Base => {
  const key = sort === 'since' ? 'b.since' : 'b.heading';
  if (filter.several) {
    const where = positionConditions(filter, bind);
    // A customer with several positions stands in the list by the newest.
    const from = `(select distinct on (p.customer_id) p.customer_id, p.since, p.heading from positions p
      where ${where.join(' and ')} order by p.customer_id, p.since desc, p.value) b`;
    return { from, key, conditions: [], placed: true };
  }
  return { from: 'positions b', key, conditions: positionConditions(filter, bind, 'b'), placed: true };
};

const baseOf = (filter: CustomerFilter, { sort, part }: Pick<Stretch, 'sort' | 'part'>, bind: Bind): Base => {
  if (part === 'keyed' && (sort === 'since' || sort === 'velocity')) return positionsBase(filter, sort, bind);
  const workspace = `b.workspace_id = ${bind(filter.workspaceId)}`;
  const customers = { from: 'customers b', key: 'null', conditions: [workspace], placed: false };
  if (sort === 'lastSeen') return { ...customers, key: 'b.last_seen' };
  if (sort === 'firstSeen') return { ...customers, key: 'b.first_seen' };
  if (sort === 'name' && part === 'keyless') return { ...customers, conditions: [workspace, 'b.name is null'] };
  if (sort === 'name') {
    return { from: 'customer_names b', key: 'b.name', conditions: [workspace, 'b.name is not null'], placed: false };
  }
  return { ...customers, conditions: [workspace, `not ${placedOn(filter, bind)}`] };
};

const orderOf = ({ part, descending, backwards }: Stretch): { key: 'asc' | 'desc'; id: 'asc' | 'desc' } => ({
  key: descending !== backwards && part === 'keyed' ? 'desc' : 'asc',
  id: backwards ? 'desc' : 'asc',
});

const keyset = (stretch: Stretch, key: string, bind: Bind): string[] => {
  const { beyond, part, sort } = stretch;
  if (beyond === null) return [];
  const order = orderOf(stretch);
  const id = `b.customer_id ${order.id === 'asc' ? '>' : '<'} ${bind(beyond.id)}::uuid`;
  if (part === 'keyless') return [id];
  const value = `${bind(beyond.key)}::${KEY_TYPE[sort]}`;
  const compare = order.key === 'asc' ? '>' : '<';
  return [`${key} ${compare}= ${value}`, `(${key} ${compare} ${value} or ${id})`];
};

/** The beginning of the order, each stage from its own stretch of the index. */
const walkStages = (stages: string, base: Base, basic: readonly string[], stretch: Stretch, walk: number): string => {
  const { key, id } = orderOf(stretch);
  const where = [...basic, 'b.stage = s.stage'].join(' and ');
  return `select customer_id, key from unnest(${stages}::text[]) s(stage) cross join lateral (
    select b.customer_id, ${base.key} as key from ${base.from} where ${where}
    order by b.since ${key}, b.customer_id ${id} limit ${walk}
  ) stretch order by key ${key}, customer_id ${id} limit ${walk}`;
};

/** Ids and keys of a stretch, in the direction of reading. */
export const selectStretch = (filter: CustomerFilter, stretch: Stretch, way: Way): Statement =>
  statement((bind) => {
    const base = baseOf(filter, stretch, bind);
    const { key, id } = orderOf(stretch);
    const walking = way !== 'gather';
    const narrowed = conditionsOn(filter, bind, { placed: base.placed, walking });
    const shown = KEY_TYPE[stretch.sort] === 'bigint' ? 'key::float8' : 'key';
    const order = stretch.part === 'keyless' ? `customer_id ${id}` : `key ${key}, customer_id ${id}`;
    const basic = [...base.conditions, ...keyset(stretch, base.key, bind)];
    if (!walking) {
      // Fenced where an index keeps the very order, or the planner would hope to find a few early and walk all of it.
      const fenced = !isWhole(filter) && (stretch.sort === 'name' || stretch.part === 'keyless');
      return `select customer_id as id, ${shown} as key from (select b.customer_id, ${base.key} as key from ${base.from}
        where ${[...basic, ...narrowed].join(' and ') || 'true'} ${fenced ? 'offset 0' : ''}) found
        order by ${order} limit ${stretch.limit}`;
    }
    const ordered = stretch.part === 'keyless' ? `b.customer_id ${id}` : `${base.key} ${key}, b.customer_id ${id}`;
    const walked =
      stretch.sort === 'since' && stretch.part === 'keyed'
        ? walkStages(bind(filter.stage === null ? filter.stages : [filter.stage]), base, basic, stretch, way.walk)
        : `select b.customer_id, ${base.key} as key from ${base.from} where ${basic.join(' and ')} order by ${ordered} limit ${way.walk}`;
    return `with b as materialized (${walked}) select customer_id as id, ${shown} as key from b
      ${narrowed.length > 0 ? `where ${narrowed.join(' and ')}` : ''} order by ${order} limit ${stretch.limit}`;
  });

const bounded = (rows: string): string =>
  `select count(*)::float8 as total from (${rows} limit ${COUNTED + 1}) counted`;

const countPlaced = (filter: CustomerFilter, bind: Bind): string => {
  const rows = `from positions p where ${positionConditions(filter, bind).join(' and ')}`;
  return bounded(filter.several ? `select distinct p.customer_id ${rows}` : `select 1 ${rows}`);
};

/** The names that match, and those found by an identifier alone. */
const namesFound = ({ workspaceId, q }: CustomerFilter, bind: Bind): string => {
  const named = `from customer_names n where n.workspace_id = ${bind(workspaceId)}`;
  const like = `like ${bind(pattern(q?.part ?? ''))}`;
  return `(select n.customer_id ${named} and ${searched(q?.part ?? '')} ${like}
    union all select given.id from unnest(${bind(q?.ids ?? [])}::uuid[]) given(id)
    where not exists (select 1 ${named} and n.customer_id = given.id and n.search ${like})) b`;
};

/** How many there are, up to one more than COUNTED. */
export const countCustomers = (filter: CustomerFilter): Statement =>
  statement((bind) => {
    const { q, unplaced } = filter;
    const others = onOthers(filter);
    const placed = onPosition(filter);
    const everyone = `select 1 from customers b where b.workspace_id = `;
    if (!others && placed && !unplaced) return countPlaced(filter, bind);
    if (!others && unplaced && !placed) {
      const all = bounded(everyone + bind(filter.workspaceId));
      return `select (${all}) - (${countPlaced(filter, bind)}) as total`;
    }
    const conditions = conditionsOn({ ...filter, q: null }, bind, { placed: false, walking: false });
    if (q === null) return bounded([everyone + bind(filter.workspaceId), ...conditions].join(' and '));
    return bounded(`select 1 from ${namesFound(filter, bind)} where ${conditions.join(' and ') || 'true'}`);
  });

/** What lists show of these customers. */
export const showCustomers = `
select customer_id as id, name, email, first_seen::float8, last_seen::float8, interactions
from customers where workspace_id = $1 and customer_id = any($2::uuid[])`;

/** The customers these profiles belong to. */
export const customersOfProfiles = `
select distinct customer_id as id from profiles where workspace_id = $1 and profile_id = any($2::uuid[])`;
