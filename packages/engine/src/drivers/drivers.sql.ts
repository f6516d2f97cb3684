import { type DriverOutcome, OTHER_TOUCHPOINT, PERSONA_TRACK, type Touchpoints } from '@parcours/core';
import { touchColumns } from '../origin/touches.sql.js';
import { Gathering } from '../rules/gathering.sql.js';
import { interactionsWhere } from '../rules/interactions.sql.js';
import { allOf, type Texts } from '../rules/texts.sql.js';
import { numberOf } from '../rules/value.sql.js';
import { classifiedRows } from '../touchpoints/classify.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, peopleOf, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Whose stays in a stage are looked at, and when. Lengths of time in ms. */
export interface DriversAsked {
  readonly scoped: Scoped;
  readonly track: string;
  readonly stage: string;
  readonly outcome: DriverOutcome;
  readonly after: number;
  readonly window: number;
  readonly lookback: number;
  readonly catalogue: Touchpoints;
}

/** More people than these are a sample, always the same ones. */
export const MOST_PEOPLE = 10_000;
const WEEK = 7 * 86_400_000;
const ORDER = `event = 'Order Completed'`;

/** What came first counts [DRIVE-2]. */
const OUTCOMES: Readonly<Record<DriverOutcome, string>> = {
  forward: 'next_delta > 0',
  back: 'next_delta < 0',
  leave: `next_kind in ('lapse', 'leave')`,
};

/** [DRIVE-1] The first stay of each customer begun in the period that had not ended when it was looked at. */
const stays = (texts: Texts, { scoped, track, stage, after, window }: DriversAsked): string => `
select customer, entered, entered + ${texts.whole(after)} as landmark, next_at, next_delta, next_kind,
  landmark + ${texts.whole(window)} > ${texts.whole(scoped.now)} as waits
from (
  select customer_id as customer, value, to_stage, toUnixTimestamp64Milli(at) as entered,
    leadInFrame(toUnixTimestamp64Milli(at), 1, toInt64(0)) over stay as next_at,
    leadInFrame(delta, 1, toInt16(0)) over stay as next_delta, leadInFrame(toString(kind), 1, '') over stay as next_kind
  from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(track)}
  window stay as (partition by customer_id, value order by at asc rows between unbounded preceding and unbounded following)
)
where ${allOf([
  `to_stage = ${texts.text(stage)} and entered >= ${texts.whole(scoped.from)} and entered < ${texts.whole(scoped.to)}`,
  'next_at = 0 or next_at > landmark',
  ...peopleOf(texts, scoped),
])}
order by entered, value
limit 1 by customer`;

/** Those with an interaction before that the scope's conditions hold for. */
const holding = (texts: Texts, asked: DriversAsked): string => {
  const { scoped, lookback } = asked;
  if (scoped.where.length === 0) return stays(texts, asked);
  const from = Math.max(0, scoped.from - lookback);
  const rows = gatheredInteractions(new Gathering(texts), { ...scoped, from, to: scoped.now });
  return `
select stays.* from (${stays(texts, asked)}) as stays
inner join (select customer, min(time_ms) as first_at from (${rows}) group by customer) as holding
on holding.customer = stays.customer
where holding.first_at < stays.landmark`;
};

const chosen = (texts: Texts, asked: DriversAsked): string => `
select customer, entered, landmark, people, waiting, waits,
  next_at > 0 and next_at < landmark + ${texts.whole(asked.window)} and ${OUTCOMES[asked.outcome]} as happened
from (
  select *, toFloat64(countIf(not waits) over ()) as people, toFloat64(countIf(waits) over ()) as waiting
  from (${holding(texts, asked)})
)
order by waits, sipHash64(customer), customer
limit ${MOST_PEOPLE}`;

/** Their interactions, with what is read of orders; those not before the instant they are looked at tell nothing any more. */
const rowsBefore = (texts: Texts, { scoped, lookback }: DriversAsked): string => {
  const theirs = 'select customer from chosen';
  const spans = `select profile_id from profile_spans final where workspace_id = ${texts.workspace} and customer_id in (${theirs})`;
  const gathering = new Gathering(texts);
  const [worth, off] = [gathering.value('total', ORDER), gathering.value('discount', ORDER)].map(numberOf);
  const coupon = gathering.value('coupon', ORDER);
  const whose = `profile_id in (${theirs})${scoped.linked ? ` or profile_id in (${spans})` : ''}`;
  const told = gathering.rowsOf(interactionsWhere(texts, whose, { linked: scoped.linked, context: true }));
  return `
select customer, entered, landmark, people, waiting, waits, happened, time_ms, message_id, rank, event, outbound,
  counts, within, if(counts, properties, '') as properties, if(counts, context, '') as context, worth, discounted, false as converts
from (
  select chosen.customer as customer, entered, landmark, people, waiting, waits, happened, time_ms, message_id, rank, event,
    outbound, properties, context, ${ORDER} and ifNull(${off} > 0, false) or ${coupon} not in ('', 'null', '""', 'false') as discounted,
    if(${ORDER}, greatest(0., ifNull(${worth}, 0.)), 0.) as worth,
    message_id != '' and time_ms < landmark as counts, counts and time_ms >= landmark - ${texts.whole(lookback)} as within
  from (${told}) as told
  right join chosen on chosen.customer = told.customer
)`;
};

const KEPT = [
  ...['customer', 'entered', 'landmark', 'people', 'waiting', 'waits', 'happened', 'time_ms', 'message_id', 'outbound'],
  ...['counts', 'within', 'worth', 'discounted', 'told_traits', 'touch', 'arrives', 'source_told', 'campaign_told'],
];

/** Traits longer than this have too many values to compare; of one call, so many are read. */
const LONGEST_TRAIT = 100;
const MOST_TRAITS = 60;
const TRAITS = `arraySlice(arrayFilter(trait -> length(trait.2) <= ${LONGEST_TRAIT}, JSONExtractKeysAndValuesRaw(if(rank = 0, properties, ''))), 1, ${MOST_TRAITS})`;
const NEWEST = `mapFromArrays(arrayMap(trait -> trait.1, ${TRAITS}), arrayMap(trait -> (time_ms, message_id, trait.2), ${TRAITS}))`;

/** [DRIVE-3] What each of them had met and done before, each list bounded. */
const toldOf = (texts: Texts, classified: string, { scoped }: DriversAsked): string => {
  const wall = `toTimeZone(fromUnixTimestamp64Milli(any(entered)), ${texts.text(scoped.zone)})`;
  return `
select customer, any(landmark) as looked, any(people) as people, any(waiting) as waiting, toBool(any(waits)) as waits,
  toUInt8(any(happened)) as happened, toUInt32(toYear(${wall}) * 12 + toMonth(${wall})) as month,
  toDayOfWeek(${wall}) as weekday, toHour(${wall}) as hour,
  toFloat64(uniqExactIf(toDate(toTimeZone(fromUnixTimestamp64Milli(time_ms), ${texts.text(scoped.zone)})), within and not outbound)) as days,
  countIf(within and not outbound and time_ms >= landmark - ${WEEK}) > 0 as recent,
  toFloat64(countIf(within and ${ORDER})) as orders, sumIf(worth, within) as spent,
  countIf(within and (discounted or event = 'Coupon Applied')) > 0 as discounts,
  groupUniqArrayIf(100)(toString(event), within) as events,
  groupUniqArrayIf(60)(touchpoint, within and touchpoint != '${OTHER_TOUCHPOINT}') as touchpoints,
  groupUniqArrayIf(40)(touch, within and touch != '') as channels,
  argMinIf(source_told, (time_ms, message_id), counts and arrives and source_told != '') as source,
  argMinIf(campaign_told, (time_ms, message_id), counts and arrives and campaign_told != '') as campaign,
  maxMap(told_traits) as newest, mapKeys(newest) as traits, arrayMap(trait -> trait.3, mapValues(newest)) as values
from (${classified})
group by customer`;
};

/** How many were asked to be erased, and were. */
export const erasuresOf = `
select count(*)::int as asked, count(removed_at)::int as removed from erasures where workspace_id = $1`;

/** A row of the people compared. Of traits, the newest value each, as JSON. */
export interface PersonRow {
  readonly customer: string;
  readonly people: number;
  readonly waiting: number;
  readonly waits: boolean;
  readonly happened: number;
  readonly month: number;
  /** 1 is Monday; both of the entry, in the workspace's zone. */
  readonly weekday: number;
  readonly hour: number;
  /** On how many days they did something. */
  readonly days: number;
  readonly recent: number;
  readonly orders: number;
  readonly spent: number;
  readonly discounts: number;
  readonly events: readonly string[];
  readonly touchpoints: readonly string[];
  readonly channels: readonly string[];
  readonly source: string;
  readonly campaign: string;
  readonly traits: readonly string[];
  readonly values: readonly string[];
  /** Of which they were just before; '' of none. */
  readonly persona: string;
}

/** [DRIVE-1] [DRIVE-2] [DRIVE-3] Those looked at, a sample where they are many, with what happened and what went before. */
export const peopleBefore = (asked: DriversAsked): Query => {
  const { scoped, catalogue } = asked;
  const texts = textsOf(scoped, 'drivers');
  const from = chosen(texts, asked);
  const touches = touchColumns(
    `select *, ${NEWEST} as told_traits from (${rowsBefore(texts, asked)})`,
    texts,
    'channel',
  );
  const classified = classifiedRows({ catalogue, keep: KEPT, from: `(${touches})`, places: false });
  const text = `
with chosen as (${from})
select told.customer as customer, people, waiting, waits, happened, month, weekday, hour, days, recent, orders, spent, discounts,
  events, touchpoints, channels, source, campaign, traits, values, personas.persona as persona
from (${toldOf(texts, classified.text, asked)}) as told
asof left join (
  select customer_id, toUnixTimestamp64Milli(at) as since, toString(to_stage) as persona from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(scoped.live.keyOf(PERSONA_TRACK))}
) as personas
on personas.customer_id = told.customer and personas.since < told.looked
settings max_block_size = 8192`;
  return { text, parameters: { ...texts.parameters, ...classified.parameters } };
};
