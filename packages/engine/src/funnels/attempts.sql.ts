import { Gathering } from '../rules/gathering.sql.js';
import { allOf, anyOf, type Texts } from '../rules/texts.sql.js';
import { isScalar } from '../rules/value.sql.js';
import { endOf } from '../rules/window.sql.js';
import { stepMatches } from '../steps/step.sql.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import { packed, quickAttempts } from './quick.sql.js';
import type { Funnel } from './readFunnel.js';
import { bestAttempt } from './walk.sql.js';

/** What both ways of looking for attempts ask of a customer's interactions. */
const matched = (texts: Texts, { scoped, steps }: Funnel) => {
  const gathering = new Gathering(texts);
  const { now, zone } = scoped;
  const matches = steps.map(({ rule }) => gathering.column('derived', stepMatches({ gathering, now, zone }, rule)));
  const bits = matches.map((match, step) => `if(${match}, ${2 ** step}, 0)`).join(' + ');
  return { gathering, matches, bits, isAny: anyOf(matches) };
};

const endsOf = (texts: Texts, { scoped: { now, zone }, window }: Funnel) => {
  return (time: string): string => endOf(texts, time, { window, now, zone });
};

interface Sought {
  /** The value of this property at an attempt's first interaction is told, too. */
  readonly property?: string;
  /** Selects the only customers to look at. */
  readonly among?: string;
}

/**
 * [FUNNEL-1] [FUNNEL-5] Selects the best attempt of each customer who did the first step: customer, depth (at least 1), times, and
 * last_time, last_rank, last_id of the last step done; with a property, its `value` as JSON, '' where it was no scalar.
 */
export const attemptsOf = (texts: Texts, funnel: Funnel, { property, among }: Sought = {}): string => {
  const { scoped, steps, order } = funnel;
  const { gathering, matches, bits, isAny } = matched(texts, funnel);
  const begins = order === 'any' ? isAny : (matches[0] as string);
  const value = property === undefined ? null : gathering.value(property, gathering.rows);
  const told = value === null ? '' : `, if(${allOf([begins, isScalar(value)])}, ${value}, '')`;
  const strict = order === 'strict';
  const interactions = gatheredInteractions(gathering, scoped, strict ? {} : { condition: gathering.rows });
  const end = `if(${begins}, toInt64(${endsOf(texts, funnel)('time_ms')}), toInt64(-1))`;
  const row = `time_ms, rank, message_id, toUInt16(${bits}), ${end}${told}`;
  const rows = `
select customer, arraySort(groupArray${strict ? '' : 'If'}((${row})${strict ? '' : `, ${isAny}`})) as rows
from (${interactions}
)${among === undefined ? '' : ` where customer in (${among})`}
group by customer
having countIf(${matches[0]}) > 0`;
  return `
select customer, depth, times, rows[ended].1 as last_time, rows[ended].2 as last_rank, rows[ended].3 as last_id${value === null ? '' : ', rows[began].6 as value'}
from (${bestAttempt(rows, steps.length, order)}
)
where depth > 0`;
};

/** The quick way for steps in order: customer, depth, times, and `odd` where it is not to be relied on. */
export const orderedAttempts = (texts: Texts, funnel: Funnel): string => {
  const { scoped, steps, order } = funnel;
  const { gathering, matches, bits, isAny } = matched(texts, funnel);
  const strict = order === 'strict';
  const interactions = gatheredInteractions(gathering, scoped, strict ? {} : { condition: gathering.rows });
  const rows = `
select customer, arraySort(groupArray${strict ? '' : 'If'}(${packed(bits)}${strict ? '' : `, ${isAny}`})) as rows
from (${interactions}
)
group by customer
having countIf(${matches[0]}) > 0`;
  return quickAttempts(rows, steps.length, { end: endsOf(texts, funnel), strict });
};

/**
 * Selects customer, depth (at least 1) and times of each best attempt: the quick way where steps have an order, and the whole
 * way for those whom it finds odd.
 */
export const depthsOf = (texts: Texts, funnel: Funnel): string => {
  if (funnel.order === 'any') return `select customer, depth, times from (${attemptsOf(texts, funnel)}\n)`;
  const quick = orderedAttempts(texts, funnel);
  const odd = `select customer from (${quick}) where odd`;
  return `
select customer, depth, times from (${quick}
) where depth > 0 and not odd
union all
select customer, depth, times from (${attemptsOf(texts, funnel, { among: odd })}
)`;
};

/** What a property was at a first step, as JSON; '' where it was no text, number or boolean. */
const firstValues = (texts: Texts, funnel: Funnel, property: string): string => {
  const [first] = funnel.steps;
  const { gathering, matches } = matched(texts, { ...funnel, steps: first ? [first] : [] });
  const value = gathering.value(property, gathering.rows);
  const interactions = gatheredInteractions(gathering, funnel.scoped, { condition: gathering.rows });
  return `
  select customer, time_ms, rank, message_id, if(${isScalar(value)}, ${value}, '') as value from (${interactions}
  ) where ${matches[0]}`;
};

/** As depthsOf, with the `value` of a property at each attempt's first interaction. */
export const valuesOf = (texts: Texts, funnel: Funnel, property: string): string => {
  if (funnel.order === 'any') return attemptsOf(texts, funnel, { property });
  const quick = orderedAttempts(texts, funnel);
  const odd = `select customer from (${quick}) where odd`;
  return `
select told.customer as customer, any(tried.depth) as depth, any(tried.times) as times,
  argMin(told.value, (told.rank, told.message_id)) as value
from (${firstValues(texts, funnel, property)}
) as told
inner join (select customer, depth, times, times[1] as began from (${quick}
) where depth > 0 and not odd) as tried
on tried.customer = told.customer and tried.began = told.time_ms
group by told.customer
union all
select customer, depth, times, value from (${attemptsOf(texts, funnel, { property, among: odd })}
)`;
};

export const funnelTexts = ({ scoped }: Funnel): Texts => textsOf(scoped, 'funnel');
