import { Gathering } from '../rules/gathering.sql.js';
import { numberOf } from '../rules/value.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** People compared at most: always the same ones, drawn by chance. */
export const MOST_COMPARED = 4_000;
const ORDER = `event = 'Order Completed'`;
/** What customers did, not what is told of them. */
const DID = `event != '' and rank > 1`;

/** How many people did anything. */
export const peopleWhoDid = (scoped: Scoped): Query => {
  const texts = textsOf(scoped, 'groups');
  const rows = gatheredInteractions(new Gathering(texts), scoped, { condition: DID });
  return { text: `select toFloat64(uniqExact(customer)) as people from (${rows})`, parameters: texts.parameters };
};

export interface DoneRow {
  readonly customer: string;
  /** Of the last thing they did, in ms. */
  readonly last: number;
  readonly spent: number;
  readonly events: readonly string[];
  /** How often each. */
  readonly times: readonly number[];
}

/** [GROUP-1] What people did, one in `oneIn` of them, in an order that has nothing to do with it. */
export const whatTheyDid = (scoped: Scoped, oneIn: number): Query => {
  const texts = textsOf(scoped, 'groups');
  const gathering = new Gathering(texts);
  const worth = numberOf(gathering.value('total', ORDER));
  const rows = gatheredInteractions(gathering, scoped, { condition: DID });
  const text = `
select customer, toFloat64(max(last)) as last, sum(spent) as spent, groupArray(event) as events, groupArray(times) as times
from (
  select customer, toString(event) as event, toFloat64(count()) as times, max(time_ms) as last,
    sum(if(${ORDER}, greatest(0., ifNull(${worth}, 0.)), 0.)) as spent
  from (${rows})
  where sipHash64(customer) % ${texts.whole(oneIn)} = 0
  group by customer, event
)
group by customer
order by sipHash64(customer, 'groups'), customer
limit ${MOST_COMPARED}`;
  return { text, parameters: texts.parameters };
};
