import { OTHER_TOUCHPOINT, type Rule, type Touchpoints, typeRank } from '@parcours/core';
import { compileRuleQuery } from '../rules/compileRule.sql.js';
import { Gathering } from '../rules/gathering.sql.js';
import { allOf, type Texts } from '../rules/texts.sql.js';
import { isScalar, numberOf } from '../rules/value.sql.js';
import { classifiedRows } from '../touchpoints/classify.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Whose behaviour is looked at, and when it ended: at the period's end, or now where that is still to come. */
export interface BehaviourAsked {
  readonly scoped: Scoped;
  readonly ended: number;
  readonly catalogue: Touchpoints;
}

/** [DISC-1] More people than these are a sample, always the same ones. */
const MOST_PEOPLE = 4000;
/** Of ten people, so many are not learnt from. */
const HELD_OF_TEN = 3;
/** Of each mix somebody has, so many parts are read, and of categories only such short ones. */
const MOST_PARTS = 60;
const LONGEST_CATEGORY = 100;
const ORDER = `event = 'Order Completed'`;
const VIEW = `event = 'Product Viewed'`;
/** What separates an event from a category: no accepted text holds it. */
export const BETWEEN = '\u0000';

/** Calls that only tell who somebody is are no behaviour. */
const DONE = `rank >= ${typeRank('page')}`;

const chosen = (texts: Texts, { scoped }: BehaviourAsked): string => `
select customer, people, held from (
  select customer, toFloat64(count() over ()) as people, sipHash64(customer, 'held') % 10 < ${HELD_OF_TEN} as held
  from (select distinct customer from (${gatheredInteractions(new Gathering(texts), scoped, { condition: DONE })}))
)
order by sipHash64(customer), customer
limit ${MOST_PEOPLE}`;

/** What those chosen did, with what is read of it. */
const rowsOfChosen = (texts: Texts, { scoped }: BehaviourAsked): string => {
  const gathering = new Gathering(texts);
  const [worth, off] = [gathering.value('total', ORDER), gathering.value('discount', ORDER)].map(numberOf);
  const category = gathering.value('category', 'true');
  const product = gathering.value('product_id', VIEW);
  const theirs = 'select customer from chosen';
  const spans = `select profile_id from profile_spans final where workspace_id = ${texts.workspace} and customer_id in (${theirs})`;
  const whose = `profile_id in (${theirs})${scoped.linked ? ` or profile_id in (${spans})` : ''}`;
  const rows = gatheredInteractions(gathering, scoped, { condition: allOf([DONE, whose]), context: true });
  return `
select customer, time_ms, rank, event, properties, context, ${VIEW} and ${isScalar(product)} as is_product, ${product} as product,
  if(${ORDER}, greatest(0., ifNull(${worth}, 0.)), 0.) as worth, ${ORDER} and ifNull(${off} > 0, false) as discounted,
  if(startsWith(${category}, '"'), JSONExtractString(${category}), '') as category
from (${rows})
where customer in (${theirs})`;
};

/** The parts of a mix, as names and as how often, the most frequent ones. */
const partsOf = (name: string, column: string): string[] => {
  const pairs = `arraySlice(arraySort(part -> (-part.2, part.1), arrayZip(${column}.1, ${column}.2)), 1, ${MOST_PARTS})`;
  return [`arrayMap(part -> part.1, ${pairs}) as ${name}`, `arrayMap(part -> part.2, ${pairs}) as ${name}_counts`];
};

const summed = (key: string, condition: string): string => `sumMapIf([${key}], [toFloat64(1)], ${condition})`;

/** A row of somebody looked at: amounts, and mixes as parts with how often. */
export interface BehaviourRow {
  readonly customer: string;
  /** How many did something. */
  readonly people: number;
  readonly held: boolean;
  readonly interactions: number;
  readonly days: number;
  /** When they last did something, in ms. */
  readonly last: number;
  readonly orders: number;
  readonly spent: number;
  readonly discounted: number;
  /** Different products viewed. */
  readonly products: number;
  readonly events: readonly string[];
  readonly events_counts: readonly number[];
  readonly touchpoints: readonly string[];
  readonly touchpoints_counts: readonly number[];
  /** Each an event and a category, BETWEEN them. */
  readonly categories: readonly string[];
  readonly categories_counts: readonly number[];
  /** By part of the day, from midnight on. */
  readonly hours: readonly number[];
  readonly weekend: number;
}

/** [DISC-1] Those looked at, a sample where they are many, with what they did. */
export const behaviourOf = (asked: BehaviourAsked): Query => {
  const { scoped, catalogue } = asked;
  const texts = textsOf(scoped, 'behaviour');
  const from = chosen(texts, asked);
  const keep = ['customer', 'time_ms', 'worth', 'discounted', 'category', 'is_product', 'product'];
  const classified = classifiedRows({ catalogue, keep, from: `(${rowsOfChosen(texts, asked)})`, places: false });
  const wall = `toTimeZone(fromUnixTimestamp64Milli(time_ms), ${texts.text(scoped.zone)})`;
  const columns = [
    ...['customer', 'interactions', 'days', 'last', 'orders', 'spent', 'discounted', 'products', 'hours', 'weekend'],
    ...partsOf('events', 'by_event'),
    ...partsOf('touchpoints', 'by_touchpoint'),
    ...partsOf('categories', 'by_category'),
  ];
  const text = `
with chosen as (${from})
select told.*, chosen.people as people, toBool(chosen.held) as held from (
select ${columns.join(',\n  ')} from (
  select customer, toFloat64(count()) as interactions, toFloat64(uniqExact(toDate(${wall}))) as days, toFloat64(max(time_ms)) as last,
    toFloat64(countIf(${ORDER})) as orders, sum(worth) as spent, toFloat64(countIf(discounted)) as discounted,
    toFloat64(uniqExactIf(product, is_product)) as products,
    arrayMap(part -> toFloat64(part), sumForEach(arrayMap(part -> intDiv(toHour(${wall}), 6) = part, range(4)))) as hours,
    toFloat64(countIf(toDayOfWeek(${wall}) > 5)) as weekend,
    ${summed('toString(event)', 'true')} as by_event,
    ${summed('toString(touchpoint)', `touchpoint != '${OTHER_TOUCHPOINT}'`)} as by_touchpoint,
    ${summed(`concat(event, char(0), category)`, `category != '' and lengthUTF8(category) <= ${LONGEST_CATEGORY}`)} as by_category
  from (${classified.text})
  group by customer
)) as told
inner join chosen on chosen.customer = told.customer`;
  return { text, parameters: { ...texts.parameters, ...classified.parameters } };
};

/** [DISC-4] Those held out whom a rule selects, as it was when the period ended. */
export const selectedOf = (asked: BehaviourAsked, rule: Rule): Query => {
  const { scoped, ended } = asked;
  const texts = textsOf(scoped, 'behaviour');
  const { workspaceId, live, zone, linked } = scoped;
  const { definitions, keyOf } = live;
  const query = compileRuleQuery({ workspaceId, rule, definitions, keyOf, zone, linked, now: ended, until: ended });
  const text = `
with chosen as (${chosen(texts, asked)})
select customer from chosen where held and customer in (${query.text})`;
  return { text, parameters: { ...texts.parameters, ...query.parameters } };
};
