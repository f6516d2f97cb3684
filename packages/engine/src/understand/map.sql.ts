/** Of everybody, or of those who are of a persona now: then `personas` is the key of its rows. */
export const OF_PERSONA = `({persona:String} = '' or customer_id in (
    select customer_id from movements final where workspace_id = {workspace:String} and model = {personas:String}
    group by customer_id having argMax(to_stage, at) = {persona:String}))`;

/** Movements of a model over a period; up and cycle count as forward, down as back [STAGE-4]. */
const MOVED = `
from movements final
where workspace_id = {workspace:String} and model = {model:String}
  and at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})
  and ${OF_PERSONA}`;

export const flowsOfPeriod = `
select from_stage, to_stage, kind, toFloat64(count()) as movements, toFloat64(uniqExact(customer_id)) as customers
${MOVED} and to_stage != ''
group by from_stage, to_stage, kind
order by movements desc, from_stage, to_stage, kind`;

/** Per stage, how many customers came in and went out, upwards and downwards. */
export const crossingsOfPeriod = `
select tupleElement(side, 1) as stage,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 1 and delta > 0)) as entered,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 0 and delta > 0)) as forward,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 0 and delta < 0)) as back,
  toFloat64(uniqExactIf(customer_id, tupleElement(side, 2) = 1 and delta < 0)) as fell_in
from (
  select customer_id, delta, arrayJoin([(from_stage, 0), (to_stage, 1)]) as side ${MOVED}
)
where tupleElement(side, 1) != ''
group by stage`;

/** Time between entering a stage and leaving it upwards, over all history: median and third quartile, in ms. */
export const staysOfModel = `
select from_stage as stage, toFloat64(count()) as stays,
  quantileExactInclusive(0.5)(stay) as median, quantileExactInclusive(0.75)(stay) as third
from (
  select from_stage, delta,
    toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(lagInFrame(at, 1) over stays) as stay,
    row_number() over stays as nth
  from movements final
  where workspace_id = {workspace:String} and model = {model:String} and ${OF_PERSONA}
  window stays as (partition by customer_id, value order by at asc rows between unbounded preceding and current row)
)
where delta > 0 and from_stage != '' and nth > 1
group by from_stage`;

/** The same where customers stand, with the persona, or null, and the key of its rows as parameters. */
const ofPersona = (persona: string, personas: string): string => `
  and (${persona}::text is null or exists (select 1 from positions o where o.workspace_id = p.workspace_id
    and o.customer_id = p.customer_id and o.model = ${personas} and o.stage = ${persona}))`;

/** Rows are people, unless a model keys positions by a value: then a person may have several. */
const people = (several: boolean): string => (several ? 'count(distinct p.customer_id)' : 'count(*)');

/** Where everyone stands now. The direction and the mean velocity are decayed to now by the database. */
export const standing = (several: boolean): string => `
select p.stage, ${people(several)}::float8 as customers,
  avg(p.velocity * power(2::float8, -($3::bigint - p.velocity_at)::float8 / $4::float8)) as velocity,
  (${people(several)} filter (where p.steady_from > $3::bigint and p.velocity > 0))::float8 as advancing,
  (${people(several)} filter (where p.steady_from > $3::bigint and p.velocity < 0))::float8 as receding
from positions p where p.workspace_id = $1 and p.model = $2${ofPersona('$5', '$6')}
group by p.stage`;

/** Everybody, or everyone of a persona. */
export const countAll = `
select (case when $2::text is null then (select count(*) from customers where workspace_id = $1)
  else (select count(*) from positions o where o.workspace_id = $1 and o.model = $3 and o.stage = $2) end)::float8 as total`;

/** How many stand anywhere on a model that keys positions by a value: a person may stand in several stages. */
export const countPlaced = `
select count(distinct p.customer_id)::float8 as placed
from positions p where p.workspace_id = $1 and p.model = $2${ofPersona('$3', '$4')}`;

/** Who has been in a stage since before the instant that stage counts as stuck from. */
export const stuckCounts = (several: boolean): string => `
select p.stage, ${people(several)}::float8 as customers
from unnest($3::text[], $4::bigint[]) as limits(stage, before)
join positions p on p.workspace_id = $1 and p.model = $2 and p.stage = limits.stage and p.since < limits.before
where true${ofPersona('$5', '$6')}
group by p.stage`;
