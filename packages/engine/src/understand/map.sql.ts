import { HALF_LIFE } from '@parcours/core';
import { type Among, amongConditions } from '../customers/among.sql.js';
import { type Bind, type Statement, statement } from '../page/statement.js';

/** Movements of a model over a period, of those who hold to `of` [MAP-8]; up and cycle count as forward, down as back [STAGE-4]. */
const moved = (of: string): string => `
from movements final
where workspace_id = {workspace:String} and model = {model:String}
  and at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})
  and ${of}`;

export const flowsOfPeriod = (of: string): string => `
select from_stage, to_stage, kind, toFloat64(count()) as movements, toFloat64(uniqExact(customer_id)) as customers
${moved(of)} and to_stage != ''
group by from_stage, to_stage, kind
order by movements desc, from_stage, to_stage, kind`;

/** Per stage, how many customers came in and went out, upwards and downwards. */
export const crossingsOfPeriod = (of: string): string => `
select tupleElement(side, 1) as stage,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 1 and delta > 0)) as entered,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 0 and delta > 0)) as forward,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 0 and delta < 0)) as back,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 1 and delta < 0)) as fell_in
from (
  select customer_id, delta, arrayJoin([(from_stage, 0), (to_stage, 1)]) as side ${moved(of)}
)
where tupleElement(side, 1) != ''
group by stage`;

/** Time between entering a stage and leaving it upwards, over all history: median and third quartile, in ms. */
export const staysOfModel = (of: string): string => `
select from_stage as stage, toFloat64(count()) as stays,
  quantileExactInclusive(0.5)(stay) as median, quantileExactInclusive(0.75)(stay) as third
from (
  select from_stage, delta,
    toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(lagInFrame(at, 1) over stays) as stay,
    row_number() over stays as nth
  from movements final
  where workspace_id = {workspace:String} and model = {model:String} and ${of}
  window stays as (partition by customer_id, value order by at asc rows between unbounded preceding and current row)
)
where delta > 0 and from_stage != '' and nth > 1
group by from_stage`;

/** Rows are people, unless a model keys positions by a value: then a person may have several. */
const people = (several: boolean): string => (several ? 'count(distinct p.customer_id)' : 'count(*)');

/** What is asked of where people stand on a model. */
export interface StandingAsked {
  readonly of: Among;
  readonly model: string;
  /** A person may have several positions. */
  readonly several: boolean;
}

const whereOf = ({ of, model }: StandingAsked, bind: Bind): string =>
  [
    `p.workspace_id = ${bind(of.workspaceId)} and p.model = ${bind(model)}`,
    ...amongConditions(of, bind, { customer: 'p.customer_id' }),
  ].join(' and ');

/** Where everyone stands now. The direction and the mean velocity are decayed to now by the database. */
export const standing = (asked: StandingAsked, now: number): Statement =>
  statement((bind) => {
    const [counted, at] = [people(asked.several), `${bind(now)}::bigint`];
    return `
select p.stage, ${counted}::float8 as customers,
  avg(p.velocity * power(2::float8, -(${at} - p.velocity_at)::float8 / ${HALF_LIFE})) as velocity,
  (${counted} filter (where p.steady_from > ${at} and p.velocity > 0))::float8 as advancing,
  (${counted} filter (where p.steady_from > ${at} and p.velocity < 0))::float8 as receding
from positions p where ${whereOf(asked, bind)}
group by p.stage`;
  });

/** All of them, wherever they stand. */
export const countAll = (of: Among): Statement =>
  statement((bind) => {
    const conditions = amongConditions(of, bind, { customer: 'p.customer_id' });
    return `
select count(*)::float8 as total from customers p
where ${[`p.workspace_id = ${bind(of.workspaceId)}`, ...conditions].join(' and ')}`;
  });

/** How many stand anywhere on a model that keys positions by a value: a person may stand in several stages. */
export const countPlaced = (asked: StandingAsked): Statement =>
  statement(
    (bind) => `
select count(distinct p.customer_id)::float8 as placed from positions p where ${whereOf(asked, bind)}`,
  );

/** Who has been in a stage since before the instant (ms) that stage counts as stuck from. */
export const stuckCounts = (asked: StandingAsked, [stages, before]: readonly [string[], number[]]): Statement =>
  statement(
    (bind) => `
select p.stage, ${people(asked.several)}::float8 as customers
from unnest(${bind(stages)}::text[], ${bind(before)}::bigint[]) as limits(stage, before)
join positions p on p.stage = limits.stage and p.since < limits.before
where ${whereOf(asked, bind)}
group by p.stage`,
  );
