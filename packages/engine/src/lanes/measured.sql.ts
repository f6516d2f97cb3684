import type { Touchpoints } from '@parcours/core';
import { CLASSIFYING, type ClassifiedRows, classifiedRows } from '../touchpoints/classify.sql.js';
import { OF_PERSONA } from '../understand/map.sql.js';

const OF_MODEL = `workspace_id = {workspace:String} and model = {model:String}`;
const PERIOD = `at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})`;
/** The part of all people that is looked at. */
const OF_SHARE = 'customer_id <= {upTo:UUID}';

/** Who was in which stage at some instant of the period: who stood there when it began, and who came in. */
const PRESENT = `
  select customer_id, stage from (
    select customer_id, argMax(to_stage, at) as stage from movements final
    where ${OF_MODEL} and at < fromUnixTimestamp64Milli({from:Int64}) and ${OF_PERSONA} and ${OF_SHARE}
    group by customer_id, value
  ) where stage != ''
  union distinct
  select customer_id, to_stage as stage from movements final
  where ${OF_MODEL} and ${PERIOD} and ${OF_PERSONA} and ${OF_SHARE} and to_stage != ''`;

export const presentInStages = `
select stage, toFloat64(count()) as customers from (${PRESENT}) group by stage`;

/** Movements of the period, once for the stage that was left and once for the stage that was reached. */
const SIDES = `
  select customer_id, value, at, kind, delta, tupleElement(side, 1) as stage, tupleElement(side, 2) = 1 as arrival from (
    select customer_id, value, at, kind, delta, arrayJoin([(from_stage, 0), (to_stage, 1)]) as side
    from movements final where ${OF_MODEL} and ${PERIOD} and ${OF_PERSONA}
  ) where stage != ''`;

/** How people left each stage, and who came; who looped left it downwards and came up to it again [MAP-3]. */
const WAYS = `
  select customer_id, value, stage,
    countIf(arrival and delta > 0) > 0 as entered, countIf(not arrival and delta > 0) > 0 as forward,
    countIf(not arrival and delta < 0) > 0 as back,
    countIf(not arrival and delta < 0 and kind = 'regress') > 0 as regressed,
    countIf(not arrival and delta < 0 and kind = 'lapse') > 0 as lapsed,
    back and entered and maxIf(at, arrival and delta > 0) > minIf(at, not arrival and delta < 0) as looped
  from (${SIDES})
  group by customer_id, value, stage`;

const WAY_NAMES = ['entered', 'forward', 'back', 'regressed', 'lapsed', 'looped'] as const;
export type Ways = { readonly [Way in (typeof WAY_NAMES)[number]]: number };

export const waysOfPeriod = `
select stage, ${WAY_NAMES.map((way) => `toFloat64(uniqExactIf(customer_id, ${way})) as ${way}`).join(', ')}
from (${WAYS}) group by stage`;

/** Customers who left a stage downwards in the period and came up to it again. */
export const loopedIn = `
select distinct customer_id from (${WAYS.replaceAll(OF_PERSONA, 'true')})
where looped and ({stage:String} = '' or stage = {stage:String})`;

/** Each row of `told` (customer_id, at) with the stage its customer stood in, as touch points are told [TOUCH-1]. */
export const stagedOf = (told: string, columns: string, among = OF_PERSONA): string => `
  select ${columns}, told.customer_id as customer_id, told.at as at, moved.to_stage as stage
  from (${told}) as told
  asof join (
    select customer_id, at, to_stage from movements final where ${OF_MODEL} and ${among}
  ) as moved on moved.customer_id = told.customer_id and moved.at <= told.at
  where moved.to_stage != ''`;

const MOMENTS = `
    select customer_id, value as id, at from movements final
    where workspace_id = {workspace:String} and model = {moments:String} and ${PERIOD}`;

/** To how many each moment of truth happened, by the stage they stood in. */
export const momentsByStage = `
select stage, id, toFloat64(uniqExact(customer_id)) as customers, toFloat64(count()) as times
from (${stagedOf(MOMENTS, 'told.id as id')})
group by stage, id
order by stage, customers desc, times desc, id`;

/** To whom a moment of truth happened in the period while they stood in a stage. */
export const momentPeopleWithin = `
select distinct customer_id from (${stagedOf(`${MOMENTS} and value = {moment:String}`, 'told.id as id', 'true')})
where stage = {stage:String}`;

/** Rows of profiles (profile_id, time), each with the customer it belonged to at that instant. */
const ownedOf = (rows: string, columns: string): string => `
    select if(owned.until > 0, owned.customer_id, done.profile_id) as customer_id, done.time as at, ${columns}
    from (select profile_id, time, toUnixTimestamp64Milli(time) as ms, ${columns} from ${rows}) as done
    asof left join (
      select profile_id, customer_id, until from profile_spans final where workspace_id = {workspace:String}
    ) as owned on owned.profile_id = done.profile_id and owned.until >= done.ms`;

/** Interactions of the period that customers did, with the customer each belongs to. */
const doneBy = (condition: string, columns = 'event'): string =>
  ownedOf(
    `interactions
      where workspace_id = {workspace:String} and not outbound and (${condition})
        and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})`,
    columns,
  );

/** [MAP-4] Names of events by which people complain or undo, in the languages of the page. */
const COMPLAINT = `match(event, '(?i)(refund|return(ed| request)|cancel|complain|claim|dispute|chargeback|rembours|retourn|annul|plainte|réclamation|litige)')`;

export const complaintsByStage = `
select stage, event, toFloat64(uniqExact(customer_id)) as customers
from (${stagedOf(doneBy(COMPLAINT), 'told.event as event')})
group by stage, event
order by stage, customers desc, event
limit 10 by stage`;

/** Who did an event in the period; while they stood in a stage, where one is given. */
export const doersIn = `
select distinct customer_id from (${doneBy('event = {event:String}')})`;
export const doersWithin = `
select distinct customer_id from (${stagedOf(doneBy('event = {event:String}'), 'told.event as event', 'true')})
where stage = {stage:String}`;

/** [MAP-5] What asks for an opinion says so by its name, or by a property that is nothing else. */
const OPINION = `(match(event, '(?i)(review|rating|rated|survey|feedback|nps|csat|satisf|score|comment|testimonial|opinion|avis|enquête)')
        and multiSearchAny(properties, ['"rating"', '"score"', '"comment"', '"review_body"']))
      or multiSearchAny(properties, ['"nps"', '"csat"'])`;
const SCORES = `['nps', 'csat', 'rating', 'score']`;
const COMMENTS = `['comment', 'review_body']`;

/**
 * Per stage and event: how many answered, the mean of what they gave, and the share of promoters less that of detractors. What
 * holds no answer is left out while counting: a condition would be pushed down, and JSON read of everything in the period.
 */
export const feedbackByStage = `
select stage, event, toFloat64(uniqExactIf(customer_id, isNotNull(given) or commented)) as customers, toFloat64(countIf(isNotNull(given))) as scores,
  if(scores = 0, null, avg(given)) as mean, toFloat64(countIf(commented)) as comments,
  if(scores = 0 or countIf(not scaled and isNotNull(given)) > 0, null,
    100 * (countIf(given >= 9) - countIf(given <= 6)) / scores) as nps
from (
  select customer_id, stage, event, match(event, '(?i)nps') or JSONHas(properties, 'nps') as scaled,
    arrayFilter(x -> isFinite(assumeNotNull(x)) and isNotNull(x),
      arrayMap(k -> toFloat64OrNull(replaceAll(JSONExtractRaw(properties, k), '"', '')), ${SCORES})) as found,
    if(length(found) > 0, found[1], null) as given,
    arrayExists(k -> trim(JSONExtractString(properties, k)) != '', ${COMMENTS}) as commented
  from (${stagedOf(doneBy(OPINION, 'event, properties'), 'told.event as event, told.properties as properties')})
)
group by stage, event
having customers > 0
order by stage, customers desc, event
limit 10 by stage`;

/**
 * Per stage and touch point: people who met it there in the period, how many of them moved forward after they first did, and
 * the same of those who were there and did not meet it. One person in `oneIn` is looked at, whole.
 */
export const touchEffects = (catalogue: Touchpoints): ClassifiedRows => {
  const where = `workspace_id = {workspace:String}
      and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
      and ({oneIn:UInt32} = 1 or profile_id <= {upTo:UUID} or profile_id in (
        select profile_id from profile_spans final where workspace_id = {workspace:String} and ${OF_SHARE}))`;
  const rows = classifiedRows({
    catalogue,
    keep: ['profile_id', 'time'],
    from: `interactions where ${where}`,
    places: false,
  });
  return { text: effects(rows.text), parameters: rows.parameters };
};

const RISEN = `
  select customer_id, from_stage as stage, max(at) as risen from movements final
  where ${OF_MODEL} and ${PERIOD} and delta > 0 and from_stage != '' and ${OF_PERSONA} and ${OF_SHARE}
  group by customer_id, stage`;

const effects = (rows: string): string => `
select met.stage as stage, met.touchpoint as name, met.interactions * {oneIn:UInt32} as interactions,
  met.customers * {oneIn:UInt32} as customers, met.forward * {oneIn:UInt32} as forward,
  (here.customers - met.customers) * {oneIn:UInt32} as other_customers,
  (here.forward - met.risen) * {oneIn:UInt32} as other_forward
from (
  select touched.stage as stage, touched.touchpoint as touchpoint, toFloat64(sum(touched.times)) as interactions,
    toFloat64(count()) as customers, toFloat64(countIf(up.risen > touched.first)) as forward,
    toFloat64(countIf(up.risen > toDateTime64(0, 3, 'UTC'))) as risen
  from (
    select customer_id, stage, touchpoint, min(at) as first, count() as times
    from (${stagedOf(ownedOf(`(${rows})`, 'touchpoint'), 'told.touchpoint as touchpoint', `${OF_PERSONA} and ${OF_SHARE}`)})
    group by customer_id, stage, touchpoint
  ) as touched
  left join (${RISEN}) as up on up.customer_id = touched.customer_id and up.stage = touched.stage
  group by stage, touchpoint
) as met
inner join (
  select present.stage as stage, toFloat64(count()) as customers,
    toFloat64(countIf(up.risen > toDateTime64(0, 3, 'UTC'))) as forward
  from (${PRESENT}) as present
  left join (${RISEN}) as up on up.customer_id = present.customer_id and up.stage = present.stage
  group by stage
) as here on here.stage = met.stage
order by stage, customers desc, interactions desc, name
limit 8 by stage
${CLASSIFYING}`;
