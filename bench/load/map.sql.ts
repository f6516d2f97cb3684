import { idOf } from './preview.sql.js';

const EVENTS = [
  ...['Page Viewed', 'Page Viewed', 'Page Viewed', 'Page Viewed', 'Product Viewed', 'Product Viewed'],
  ...['Email Opened', 'Order Completed', 'Order Refunded', 'Survey Answered'],
];
const CONTEXTS = [`{"campaign":{"medium":"email"}}`, `{"campaign":{"medium":"cpc"}}`, '{}', '{}'];
const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;

/** Interactions numbered `from` up to `to`, seeded by their numbers, over 360 days: visits, some by campaigns, orders, answers. */
export const fillContacts = `
insert into interactions (workspace_id, profile_id, time, rank, message_id, event, user_id, anonymous_id, properties, context, outbound,
  imported, log_id)
select 'main', ${idOf('number % {customers:UInt64}')},
  fromUnixTimestamp64Milli({now:Int64} - 1 - toInt64(cityHash64(number, 1) % 31104000000)), 5, toString(number),
  ${list(EVENTS)}[1 + cityHash64(number, 2) % 10] as name, '', '',
  if(name = 'Survey Answered', concat('{"nps":', toString(cityHash64(number, 3) % 11), '}'), '{"category":"c"}'),
  if(name in ('Page Viewed', 'Product Viewed'), ${list(CONTEXTS)}[1 + cityHash64(number, 4) % 4], '{}'), false, true, 1
from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`;

/** Steps of a way on the model: from, to, kind, ranks, after so many days. */
const step = (from: string, to: string, kind: string, delta: number, after: number): string =>
  `('${from}', '${to}', '${kind}', ${delta}, ${after})`;
const WAYS = [
  [step('', 'visitor', 'enter', 2, 0), step('visitor', 'prospect', 'advance', 1, 3)],
  [
    ...[step('', 'visitor', 'enter', 2, 0), step('visitor', 'prospect', 'advance', 1, 5)],
    step('prospect', 'customer', 'advance', 1, 12),
  ],
  [
    ...[step('', 'visitor', 'enter', 2, 0), step('visitor', 'prospect', 'advance', 1, 2)],
    ...[step('prospect', 'visitor', 'lapse', -1, 20), step('visitor', 'prospect', 'advance', 1, 26)],
  ],
  [
    ...[step('', 'prospect', 'enter', 3, 0), step('prospect', 'customer', 'advance', 1, 8)],
    step('customer', 'prospect', 'regress', -1, 30),
  ],
];

/** Each customer goes one of four ways, begun at some time within the year: forward, round again, or back. */
export const fillWays = `
insert into movements (workspace_id, customer_id, model, value, at, from_stage, to_stage, kind, delta, cause_message, cause_event,
  clause, version, deleted)
select 'main', ${idOf('number')}, 'aidar', '', fromUnixTimestamp64Milli(toInt64(begun + after)), step.1, step.2, step.3, step.4,
  'm', 'e', -1, 1, 0
from (
  select number, {now:Int64} - 1 - toInt64(cityHash64(number, 7) % 31104000000) as begun,
    arrayJoin([${WAYS.map((way) => `[${way.join(', ')}]`).join(', ')}][1 + cityHash64(number, 8) % 4]) as step,
    toInt64(step.5) * (80000000 + toInt64(cityHash64(number, step.5, 9) % 10000000)) as after
  from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})
)
where begun + after < {now:Int64}`;

/** Where customers with ids in a range stand after their last movement. */
export const lastSteps = `
select customer_id as id, argMax(to_stage, at) as stage, toFloat64(toUnixTimestamp64Milli(max(at))) as since
from movements where workspace_id = 'main' and model = 'aidar' and customer_id between {from:UUID} and {to:UUID}
group by customer_id`;
export const insertPositions = `
insert into positions (workspace_id, customer_id, model, value, stage, rank, since, velocity, velocity_at, steady_from, last)
select 'main', id, 'aidar', '', stage, 1, since, 0, since, since, '' from unnest($1::uuid[], $2::text[], $3::bigint[]) as p(id, stage, since)`;

const MOVEMENTS = `movements where workspace_id = 'main' and model = 'aidar'`;
const AT = `at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})`;
const TIME = AT.replaceAll('at >=', 'time >=').replaceAll('at <', 'time <');

const STAYS = `
  select from_stage as stage, quantileExactInclusive(0.5)(stay) as median, quantileExactInclusive(0.75)(stay) as third
  from (
    select from_stage, delta, toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(lagInFrame(at, 1) over stays) as stay,
      row_number() over stays as nth
    from ${MOVEMENTS} window stays as (partition by customer_id order by at asc rows between unbounded preceding and current row)
  ) where delta > 0 and from_stage != '' and nth > 1 group by stage`;

/** Where everyone stands, and who has for longer than three quarters of those who moved on needed. */
const standing = `
select current.stage as stage, toFloat64(count()) as customers,
  toFloat64(countIf(stays.third > 0 and current.since < floor({now:Int64} - stays.third))) as stuck, any(stays.median) as median
from (
  select customer_id, argMax(to_stage, at) as stage, toUnixTimestamp64Milli(max(at)) as since from ${MOVEMENTS} group by customer_id
) as current left join (${STAYS}) as stays on stays.stage = current.stage
group by stage`;

const crossings = `
select side.1 as stage, toFloat64(uniqExactIf(customer_id, side.2 and delta > 0)) as entered,
  toFloat64(uniqExactIf(customer_id, not side.2 and delta > 0)) as forward,
  toFloat64(uniqExactIf(customer_id, not side.2 and delta < 0)) as back,
  toFloat64(uniqExactIf(customer_id, side.2 and delta < 0)) as fellIn
from (select customer_id, delta, arrayJoin([(from_stage, false), (to_stage, true)]) as side from ${MOVEMENTS} and ${AT})
where side.1 != '' group by stage`;

const flows = `
select concat(from_stage, '>', to_stage, ' ', kind) as stage, toFloat64(count()) as movements,
  toFloat64(uniqExact(customer_id)) as customers
from ${MOVEMENTS} and ${AT} group by from_stage, to_stage, kind`;

const TOUCHPOINT = `multiIf(
  event like 'Survey %', 'survey', event = 'Order Refunded', 'after-sales', event like 'Email %', 'email',
  JSONExtractString(context, 'campaign', 'medium') in ('email', 'e-mail', 'newsletter'), 'email',
  JSONExtractString(context, 'campaign', 'medium') in ('cpc', 'ppc', 'display', 'banner'), 'advert',
  event like 'Product %' or event like 'Order %', 'site', 'other')`;

/** Rows of interactions with the stage their customer stood in. */
const staged = (columns: string, where: string): string => `
  select told.*, moved.to_stage as stage
  from (select profile_id, time, ${columns} from interactions where workspace_id = 'main' and ${TIME} and ${where}) as told
  asof join (select customer_id, at, to_stage from ${MOVEMENTS}) as moved
  on moved.customer_id = told.profile_id and moved.at <= told.time`;

/** Of the same share of people as ours looks at. */
const stagedTouches = staged(`${TOUCHPOINT} as touchpoint`, 'profile_id <= {upTo:UUID}').replace(
  `from ${MOVEMENTS})`,
  `from ${MOVEMENTS} and customer_id <= {upTo:UUID})`,
);

const touches = `
select concat(stage, ' ', touchpoint) as stage, toFloat64(count() * {oneIn:UInt32}) as interactions,
  toFloat64(uniqExact(profile_id) * {oneIn:UInt32}) as customers
from (${stagedTouches}) group by stage, touchpoint`;

/** The journey map as one writes it by hand, where no profile is part of another customer and no movement was ever derived again. */
export const mapByHand = { standing, crossings, flows, touches };

const PRESENT = (where: string): string => `
  select customer_id, stage from (
    select customer_id, argMax(to_stage, at) as stage from ${MOVEMENTS} and at < fromUnixTimestamp64Milli({from:Int64}) and ${where}
    group by customer_id)
  union distinct select customer_id, to_stage as stage from ${MOVEMENTS} and ${AT} and ${where}`;

const present = `select stage, toFloat64(count()) as present from (${PRESENT('true')}) group by stage`;

const ways = `
select stage, toFloat64(countIf(regressed)) as regressed, toFloat64(countIf(lapsed)) as lapsed, toFloat64(countIf(looped)) as looped
from (
  select customer_id, side.1 as stage, countIf(not side.2 and kind = 'regress') > 0 as regressed,
    countIf(not side.2 and kind = 'lapse') > 0 as lapsed,
    countIf(side.2 and delta > 0) > 0 and countIf(not side.2 and delta < 0) > 0
      and maxIf(at, side.2 and delta > 0) > minIf(at, not side.2 and delta < 0) as looped
  from (select customer_id, at, kind, delta, arrayJoin([(from_stage, false), (to_stage, true)]) as side from ${MOVEMENTS} and ${AT})
  group by customer_id, stage
) where stage != '' group by stage`;

const complaints = `
select concat(stage, ' ', event) as stage, toFloat64(uniqExact(profile_id)) as customers
from (${staged('event', `match(event, '(?i)(refund|return|cancel|complain|claim|dispute)')`)}) group by stage, event`;

const feedback = `
select concat(stage, ' ', event) as stage, toFloat64(count()) as scores, avg(score) as mean,
  100 * (countIf(score >= 9) - countIf(score <= 6)) / scores as nps
from (
  select stage, event, JSONExtractFloat(properties, 'nps') as score
  from (${staged('event, properties', `event like 'Survey %' and JSONHas(properties, 'nps')`)})
) group by stage, event`;

const SHARE = 'customer_id <= {upTo:UUID}';
const RISEN = `select customer_id, from_stage as stage, max(at) as risen from ${MOVEMENTS} and ${AT} and delta > 0 and ${SHARE}
  group by customer_id, stage`;

const effects = `
select concat(met.stage, ' ', met.touchpoint) as stage, met.customers * {oneIn:UInt32} as customers,
  met.forward * {oneIn:UInt32} as forward, (here.customers - met.customers) * {oneIn:UInt32} as others
from (
  select touched.stage as stage, touched.touchpoint as touchpoint, toFloat64(count()) as customers,
    toFloat64(countIf(up.risen > touched.first)) as forward
  from (
    select profile_id, stage, touchpoint, min(time) as first from (${stagedTouches}) group by profile_id, stage, touchpoint
  ) as touched left join (${RISEN}) as up on up.customer_id = touched.profile_id and up.stage = touched.stage
  group by stage, touchpoint
) as met
join (select stage, toFloat64(count()) as customers from (${PRESENT(SHARE)}) group by stage) as here on here.stage = met.stage`;

/** The measured lanes likewise. */
export const lanesByHand = { standing, crossings, present, ways, complaints, feedback, effects };
