import { Gathering } from '../rules/gathering.sql.js';
import { numberOf } from '../rules/value.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Which interactions are purchases, until when and of whom. */
export interface PurchasesAsked {
  readonly scoped: Scoped;
  readonly event: string;
  /** The property with what a purchase was worth. */
  readonly property: string;
}

/** What changes whenever the purchases, or whose they are, may have changed; and when the last interaction was, in ms. */
export const markOf = `
select toString(tuple(
    (select (count(), max(log_id)) from interactions where workspace_id = {workspace:String}),
    (select (count(), max(version)) from profile_spans where workspace_id = {workspace:String}))) as mark,
  (select toFloat64(toUnixTimestamp64Milli(max(time))) from interactions where workspace_id = {workspace:String}) as last`;

/** The calendar day of an instant in the zone, as days since 1970. */
export const dayOf = `select toUInt32(toDate(fromUnixTimestamp64Milli({at:Int64}), {zone:String})) as day`;

export const purchasesByWorkspace = `
select workspace_id as workspace, toFloat64(count()) as purchases from interactions
where event = {event:String} group by workspace_id`;

/** [VALUE-1] The days on which each customer bought, days since 1970 in the zone, with what they spent; `told` counts amounts. */
const days = ({ scoped, event, property }: PurchasesAsked): Query => {
  const texts = textsOf(scoped, 'value');
  const gathering = new Gathering(texts);
  const amount = gathering.value(property, 'true');
  const bought = gatheredInteractions(gathering, scoped, { condition: `event = ${texts.text(event)}`, outbound: true });
  const text = `
  select customer, day, count(amount) as told, sum(ifNull(amount, 0)) as spent
  from (
    select customer, toUInt32(toDate(fromUnixTimestamp64Milli(time_ms), ${texts.text(scoped.zone)})) as day,
      ${numberOf(amount)} as amount
    from (${bought})
  )
  group by customer, day`;
  return { text, parameters: texts.parameters };
};

/**
 * One row per customer: on how many days they bought, the first and the last of them, what they spent; and of the days after the
 * first with an amount, how many and how much.
 */
export const buyers = (asked: PurchasesAsked): Query => {
  const { text, parameters } = days(asked);
  return {
    parameters,
    text: `
select customer, toUInt32(count()), min(day), max(day), sum(spent),
  toUInt32(countIf(told > 0) - argMin(told > 0, day)), sum(spent) - argMin(spent, day)
from (${text})
group by customer
order by min(day), customer`,
  };
};

/**
 * [VALUE-4] Customers who first bought up to a day, those alike together: purchases after the first until that day, the first and
 * the last day until then, how many they are, and what they bought after it.
 */
export const cohorts = (asked: PurchasesAsked, upTo: number): Query => {
  const { text, parameters } = days(asked);
  return {
    parameters: { ...parameters, upTo },
    text: `
select repeats, first, last, toFloat64(count()), sum(later)
from (
  select toUInt32(countIf(day <= {upTo:UInt32}) - 1) as repeats, min(day) as first,
    maxIf(day, day <= {upTo:UInt32}) as last, toFloat64(countIf(day > {upTo:UInt32})) as later
  from (${text})
  group by customer having first <= {upTo:UInt32}
)
group by repeats, first, last order by first, last, repeats`,
  };
};

/** Purchases after the first, of those who first bought up to a day, by week from a day on. */
export const repeatsByWeek = (asked: PurchasesAsked, upTo: number, from: number): Query => {
  const { text, parameters } = days(asked);
  return {
    parameters: { ...parameters, upTo, from },
    text: `
select toUInt32(intDiv(day - {from:UInt32}, 7)) as week, toFloat64(count()) as purchases
from (select day, min(day) over (partition by customer) as first from (${text}))
where day > first and first <= {upTo:UInt32}
group by week order by week`,
  };
};
