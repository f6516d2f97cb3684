import { idOf } from './preview.sql.js';

const EVENTS = [
  ...['Page Viewed', 'Page Viewed', 'Page Viewed', 'Page Viewed', 'Product Viewed', 'Product Viewed', 'Product Viewed'],
  ...['Product Added', 'Email Opened', 'Order Completed'],
];

/** Interactions numbered `from` up to `to`, seeded by their numbers, over 360 days. */
export const fillVisits = `
insert into interactions (workspace_id, profile_id, time, rank, message_id, event, user_id, anonymous_id, properties, context, outbound,
  imported, log_id)
select 'main', ${idOf('number % {customers:UInt64}')},
  fromUnixTimestamp64Milli({now:Int64} - toInt64(cityHash64(number, 1) % 31104000000)), 5, toString(number),
  ${`[${EVENTS.map((event) => `'${event}'`).join(', ')}]`}[1 + cityHash64(number, 2) % 10] as name,
  '', '', concat('{"category":"c-', toString(cityHash64(number, 4) % 9), '","total":', toString(cityHash64(number, 5) % 90), '}'),
  '{}', false, true, 1
from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`;

const EVENT = (name: string): string => `event = '${name}'`;

/** A funnel of three steps within 30 days as one writes it by hand: how many reached each, and no more. */
export const funnelByHand = `
select toFloat64(countIf(level >= 1)) as one, toFloat64(countIf(level >= 2)) as two, toFloat64(countIf(level >= 3)) as three
from (
  select profile_id, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(time)),
    ${EVENT('Product Viewed')}, ${EVENT('Product Added')}, ${EVENT('Order Completed')}) as level
  from interactions
  where workspace_id = 'main' and event in ('Product Viewed', 'Product Added', 'Order Completed') and not outbound
    and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
  group by profile_id
)`;

/** The same with the times between the steps: of each customer the matches in order, and what follows each first one. */
export const timedByHand = `
select toFloat64(countIf(length(path) >= 1)) as one, toFloat64(countIf(length(path) >= 2)) as two,
  toFloat64(countIf(length(path) >= 3)) as three,
  quantileExactIf(0.5)(path[2] - path[1], length(path) >= 2) as second, quantileExactIf(0.5)(path[3] - path[2], length(path) >= 3) as third
from (
  select profile_id, arraySort(groupArrayIf(ms, step = 1)) as ones, arraySort(groupArrayIf(ms, step = 2)) as twos,
    arraySort(groupArrayIf(ms, step = 3)) as threes,
    arrayMap(t -> arrayFirst(u -> u > t and u < t + 2592000000, twos), ones) as second_of,
    arrayMap((t, u) -> if(u = 0, 0, arrayFirst(v -> v > u and v < t + 2592000000, threes)), ones, second_of) as third_of,
    arrayMap((t, u, v) -> arrayFilter(x -> x > 0, [t, u, v]), ones, second_of, third_of) as paths,
    arraySort(p -> (-length(p), p[-1]), paths)[1] as path
  from (
    select profile_id, toUnixTimestamp64Milli(time) as ms,
      transform(event, ['Product Viewed', 'Product Added', 'Order Completed'], [1, 2, 3], 0) as step
    from interactions
    where workspace_id = 'main' and event in ('Product Viewed', 'Product Added', 'Order Completed') and not outbound
      and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
  )
  group by profile_id
  having notEmpty(ones)
)`;

/** Retention by month of the first order as one writes it by hand. */
export const cohortsByHand = `
select toFloat64(count()) as cells from (
  select cohort, dateDiff('month', cohort, month) as later, uniqExact(profile_id) as customers
  from (
    select distinct profile_id, toStartOfMonth(time) as month from interactions
    where workspace_id = 'main' and not outbound and time >= fromUnixTimestamp64Milli({from:Int64})
      and time < fromUnixTimestamp64Milli({to:Int64})
  ) as active
  inner join (
    select profile_id, toStartOfMonth(min(time)) as cohort from interactions
    where workspace_id = 'main' and event = 'Order Completed' and not outbound and time < fromUnixTimestamp64Milli({to:Int64})
    group by profile_id having min(time) >= fromUnixTimestamp64Milli({from:Int64})
  ) as begun using (profile_id)
  where month >= cohort
  group by cohort, later
)`;
