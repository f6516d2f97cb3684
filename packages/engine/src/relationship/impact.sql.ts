const PERIOD = `at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})`;
const MOMENTS = `movements final where workspace_id = {workspace:String} and model = {moments:String} and ${PERIOD}`;
/** What counts as after a moment, in ms. */
const AFTER = 30 * 86_400_000;

/** To how many each moment of truth happened in the period, and how often. */
export const momentsOfPeriod = `
select value as id, toFloat64(uniqExact(customer_id)) as customers, toFloat64(count()) as times
from ${MOMENTS}
group by value
order by customers desc, times desc, id`;

/** How those of `anchors` (moment, customer_id, anchor) who were on the journey at their anchor moved after it. */
const follow = (anchors: string, among = ''): string => `
select moment as id, toFloat64(countIf(placed)) as customers, toFloat64(countIf(placed and went_forward)) as forward,
  toFloat64(countIf(placed and went_back)) as back
from (
  select anchors.moment as moment, anchors.customer_id as customer_id,
    max(moved.ms <= anchors.anchor) as placed,
    max(moved.delta > 0 and moved.ms > anchors.anchor and moved.ms <= anchors.anchor + ${AFTER}) as went_forward,
    max(moved.delta < 0 and moved.ms > anchors.anchor and moved.ms <= anchors.anchor + ${AFTER}) as went_back
  from (${anchors}) as anchors
  inner join (
    select customer_id, delta, toUnixTimestamp64Milli(at) as ms from movements final
    where workspace_id = {workspace:String} and model = {model:String}${among}
  ) as moved on moved.customer_id = anchors.customer_id
  group by moment, customer_id
)
group by moment`;

const FIRST = `
select value as moment, customer_id, min(toUnixTimestamp64Milli(at)) as anchor
from ${MOMENTS} and value in {ids:Array(String)}
group by value, customer_id`;

export const followedOf = follow(FIRST);

/** Each of the others gets a date of somebody it happened to, the same one every time: one customer in `oneIn` is looked at. */
const OF_SHARE = ' and customer_id <= {upTo:UUID}';
export const othersOf = follow(
  `
select dates.moment as moment, others.customer_id as customer_id,
  dates.instants[1 + cityHash64(others.customer_id, dates.moment) % length(dates.instants)] as anchor
from (
  select distinct customer_id from movements final
  where workspace_id = {workspace:String} and model = {model:String}${OF_SHARE}
) as others
cross join (
  select moment, arraySort(groupArraySample(1000, 1)(anchor)) as instants from (${FIRST}) group by moment
) as dates
where (dates.moment, others.customer_id) not in (select moment, customer_id from (${FIRST}))`,
  OF_SHARE,
);

/** To whom a moment happened in the period; of momentPeopleWho, those on the journey then who moved so within 30 days after the first time. */
export const momentPeople = `
select distinct customer_id from ${MOMENTS} and value = {moment:String}`;

export const momentPeopleWho = `
select anchors.customer_id as customer_id
from (
  select customer_id, min(toUnixTimestamp64Milli(at)) as anchor from ${MOMENTS} and value = {moment:String} group by customer_id
) as anchors
inner join (
  select customer_id, delta, toUnixTimestamp64Milli(at) as ms from movements final
  where workspace_id = {workspace:String} and model = {model:String}
) as moved on moved.customer_id = anchors.customer_id
group by anchors.customer_id
having max(moved.ms <= anchors.anchor) = 1
  and ({toward:Int8} = 0 or max(sign(moved.delta) = {toward:Int8} and moved.ms > anchors.anchor and moved.ms <= anchors.anchor + ${AFTER}) = 1)`;

export const customersOnModel = `
select toFloat64(uniq(customer_id)) as customers from movements
where workspace_id = {workspace:String} and model = {model:String}`;
