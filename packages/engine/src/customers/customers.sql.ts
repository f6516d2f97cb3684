import { HALF_LIFE, RELATIONSHIP_HALF_LIFE, STEADY_BAND } from '@parcours/core';
import type { PaceFilter } from '../pace/paceBook.js';

/** The page of customers asked for, resolved: identifiers checked, instants in ms. */
export interface CustomerFilter {
  readonly workspaceId: string;
  readonly now: number;
  /** A part of a name or e-mail address, in lower case, or the identifier behind one of these profiles. */
  readonly q: { readonly part: string; readonly profiles: readonly string[] } | null;
  /** Only these, when not null. */
  readonly among: readonly string[] | null;
  /** Model of the position conditions; null only when none applies and no sort needs one. */
  readonly model: string | null;
  /** Standing in this stage of this track (a segment, a persona), each by its key. */
  readonly belongs: readonly { readonly track: string; readonly stage: string }[];
  /** With a strength of the relationship, told by its score, within bounds. */
  readonly strength: { readonly track: string; readonly score: readonly [number, number] } | null;
  readonly pace: PaceFilter | null;
  /** A customer may have several positions on this model (`per`). */
  readonly several: boolean;
  readonly stage: string | null;
  readonly unplaced: boolean;
  readonly direction: 'advancing' | 'steady' | 'receding' | null;
  /** Per stage, since before which instant one is stuck there. */
  readonly stuck: readonly [readonly string[], readonly number[]] | null;
}
type CustomerSort = 'lastSeen' | 'firstSeen' | 'name' | 'since' | 'velocity';
export interface CustomerOrder {
  readonly sort: CustomerSort;
  readonly order: 'asc' | 'desc';
  readonly after: { readonly key: string | number | null; readonly id: string } | null;
  readonly limit: number;
}
export interface Statement {
  readonly text: string;
  readonly parameters: unknown[];
}

/** Above this the count stops: a bound on work, and more than a reader can use. */
const COUNTED = 1_000_000;
const EPOCH = 1_700_000_000_000;
/** Orders as velocity decayed to any one instant does, since all decay alike: so a cursor stays good as time passes. */
const VELOCITY = `(p.velocity * power(2::float8, (p.velocity_at - ${EPOCH})::float8 / ${HALF_LIFE}))`;

const KEYS: Record<CustomerSort, { key: string; type: string; nullable: boolean }> = {
  lastSeen: { key: 'c.last_seen', type: 'bigint', nullable: false },
  firstSeen: { key: 'c.first_seen', type: 'bigint', nullable: false },
  name: { key: 'c.name', type: 'text', nullable: true },
  since: { key: 'p.since', type: 'bigint', nullable: true },
  velocity: { key: VELOCITY, type: 'float8', nullable: true },
};

type Bind = (value: unknown) => string;

const DIRECTION = (now: string) => ({
  advancing: `p.steady_from > ${now}::bigint and p.velocity > ${STEADY_BAND}`,
  receding: `p.steady_from > ${now}::bigint and p.velocity < -${STEADY_BAND}`,
  steady: `p.steady_from <= ${now}::bigint`,
});

const positionConditions = (filter: CustomerFilter, bind: Bind): string[] => {
  const conditions: string[] = [];
  if (filter.stage !== null) conditions.push(`p.stage = ${bind(filter.stage)}`);
  if (filter.direction !== null) conditions.push(DIRECTION(bind(filter.now))[filter.direction]);
  if (filter.pace !== null) conditions.push(paceCondition(filter.pace, bind));
  if (filter.stuck !== null) {
    const [stages, instants] = filter.stuck;
    conditions.push(`exists (select 1 from unnest(${bind(stages)}::text[], ${bind(instants)}::bigint[])
      as limits(stage, before) where limits.stage = p.stage and p.since < limits.before)`);
  }
  return conditions;
};

/** [PACE-4] Stays that began between the instants of their stage and, where personas differ, of their persona. */
const paceCondition = ({ personas, stages, of, from, before }: PaceFilter, bind: Bind): string =>
  `exists (select 1 from unnest(${bind(stages)}::text[], ${bind(of)}::text[], ${bind(from)}::bigint[], ${bind(before)}::bigint[])
      as paces(stage, persona, since, before)
    where paces.stage = p.stage and p.since >= paces.since and p.since < paces.before
      and (paces.persona is null or exists (select 1 from positions o where o.workspace_id = p.workspace_id
        and o.customer_id = p.customer_id and o.model = ${bind(personas)} and o.stage = paces.persona)))`;

/** [STR-1] The score decayed to now, within the scores of the bounds. */
const strengthCondition = (filter: CustomerFilter, bind: Bind, workspace: string): string[] => {
  if (filter.strength === null) return [];
  const { track, score } = filter.strength;
  const decayed = `r.velocity * power(2::float8, -(${bind(filter.now)}::bigint - r.velocity_at)::float8 / ${RELATIONSHIP_HALF_LIFE})`;
  return [
    `exists (select 1 from positions r where r.workspace_id = ${workspace} and r.customer_id = c.customer_id
      and r.model = ${bind(track)} and ${decayed} between ${bind(score[0])}::float8 and ${bind(score[1])}::float8)`,
  ];
};

const customerConditions = (filter: CustomerFilter, bind: Bind, workspace: string): string[] => {
  const conditions = [`c.workspace_id = ${workspace}`];
  if (filter.q !== null) {
    const pattern = `%${filter.q.part.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(`(c.search like ${bind(pattern)} or c.customer_id in (select named.customer_id from profiles named
      where named.workspace_id = ${workspace} and named.profile_id = any(${bind(filter.q.profiles)}::uuid[])))`);
  }
  for (const { track, stage } of filter.belongs) {
    conditions.push(`exists (select 1 from positions b where b.workspace_id = ${workspace}
      and b.customer_id = c.customer_id and b.model = ${bind(track)} and b.stage = ${bind(stage)})`);
  }
  conditions.push(...strengthCondition(filter, bind, workspace));
  if (filter.among !== null) conditions.push(`c.customer_id = any(${bind(filter.among)}::uuid[])`);
  if (filter.unplaced) {
    conditions.push(`not exists (select 1 from positions p where p.workspace_id = c.workspace_id
      and p.customer_id = c.customer_id and p.model = ${bind(filter.model)})`);
  }
  return conditions;
};

/** `from … where …` with `p` joined when the sort needs it, else asked for by exists. */
const matching = (filter: CustomerFilter, bind: Bind, joined: boolean): string => {
  const workspace = bind(filter.workspaceId);
  const conditions = customerConditions(filter, bind, workspace);
  const onPosition = positionConditions(filter, bind);
  const same = 'p.workspace_id = c.workspace_id and p.customer_id = c.customer_id';
  const onModel = () => [`p.model = ${bind(filter.model)}`, ...onPosition].join(' and ');
  if (!joined) {
    if (onPosition.length > 0) conditions.push(`exists (select 1 from positions p where ${same} and ${onModel()})`);
    return `from customers c where ${conditions.join(' and ')}`;
  }
  const join = onPosition.length > 0 ? 'join' : 'left join';
  const source = filter.several
    ? `(select distinct on (p.customer_id) p.* from positions p where p.workspace_id = ${workspace}
        and ${onModel()} order by p.customer_id, p.since desc, p.value) p on ${same}`
    : `positions p on ${same} and ${onModel()}`;
  return `from customers c ${join} ${source} where ${conditions.join(' and ')}`;
};

const keyset = ({ sort, order, after }: CustomerOrder, bind: Bind): string => {
  if (after === null) return '';
  const { key, type, nullable } = KEYS[sort];
  const id = `${bind(after.id)}::uuid`;
  if (after.key === null) return ` and ${key} is null and c.customer_id > ${id}`;
  const value = `${bind(after.key)}::${type}`;
  const beyond = order === 'asc' ? '>' : '<';
  const next = `${key} ${beyond}= ${value} and (${key} ${beyond} ${value} or c.customer_id > ${id})`;
  return nullable ? ` and (${key} is null or (${next}))` : ` and ${next}`;
};

const statement = (write: (bind: Bind) => string): Statement => {
  const parameters: unknown[] = [];
  const text = write((value) => `$${parameters.push(value)}`);
  return { text, parameters };
};

/** One page, in order, ties by customer id; names, stages and velocities that are missing come last. */
export const selectCustomers = (filter: CustomerFilter, order: CustomerOrder): Statement =>
  statement((bind) => {
    const { key, type, nullable } = KEYS[order.sort];
    const joined = order.sort === 'since' || order.sort === 'velocity';
    const shown = type === 'bigint' ? `${key}::float8` : key;
    return `select c.customer_id as id, c.name, c.email, c.first_seen::float8, c.last_seen::float8,
  c.interactions, ${shown} as key
${matching(filter, bind, joined)}${keyset(order, bind)}
order by ${key} ${order.order}${nullable ? ' nulls last' : ''}, c.customer_id
limit ${bind(order.limit)}`;
  });

export const countCustomers = (filter: CustomerFilter): Statement =>
  statement(
    (bind) =>
      `select count(*)::float8 as total from (select 1 ${matching(filter, bind, false)} limit ${COUNTED}) counted`,
  );

export const positionsOf = `
select customer_id, model, value, stage, rank, since::float8, velocity, velocity_at::float8, last
from positions where workspace_id = $1 and customer_id = any($2::uuid[]) and model = any($3::text[])
order by model, value`;

export const customerById = `
select customer_id as id, name, email, first_seen::float8, last_seen::float8, interactions, traits
from customers where workspace_id = $1 and customer_id = $2`;

/** The customer of the first of these profiles that is known. */
export const customerOfProfile = `
select c.customer_id as id
from unnest($2::uuid[]) with ordinality as asked(profile_id, place)
join profiles p on p.workspace_id = $1 and p.profile_id = asked.profile_id
join customers c on c.workspace_id = $1 and c.customer_id = p.customer_id
order by asked.place limit 1`;

export const customerOfEmail = `
select customer_id as id from customers where workspace_id = $1 and lower(email) = lower($2)
order by last_seen desc, customer_id limit 1`;

export const identifiersOf = `
select kind, value from profiles
where workspace_id = $1 and (profile_id = $2 and customer_id = $2 or customer_id <> profile_id and customer_id = $2)
order by kind desc, value limit 1000`;

/** Which stretches of which profiles are this customer's: (after, until] per profile, null for no bound. */
export const stretchesOf = `
select p.profile_id, (select max(s.until) from spans s where s.workspace_id = $1 and s.profile_id = p.profile_id)::float8
  as after, null::float8 as until
from profiles p
where p.workspace_id = $1 and (p.profile_id = $2 and p.customer_id = $2 or p.customer_id <> p.profile_id and p.customer_id = $2)
union all
select s.profile_id, (select max(e.until) from spans e where e.workspace_id = $1 and e.profile_id = s.profile_id
  and e.until < s.until)::float8, s.until::float8
from spans s where s.workspace_id = $1 and s.customer_id = $2`;

export const stateOf = 'select state, generation from states where workspace_id = $1 and customer_id = $2';
