import { Gathering } from '../rules/gathering.sql.js';
import { allOf, anyOf, type Texts } from '../rules/texts.sql.js';
import { isScalar } from '../rules/value.sql.js';
import { endOf } from '../rules/window.sql.js';
import { stepMatches } from '../steps/step.sql.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Funnel } from './readFunnel.js';
import { bestAttempt } from './walk.sql.js';

/** The best attempts of a funnel's customers, as a query under way: what it binds, and the text so far. */
export interface Attempts {
  readonly texts: Texts;
  /** Selects customer, depth (at least 1), times, and last_time, last_rank, last_id of the last step done; value with a property. */
  readonly text: string;
}

/**
 * [FUNNEL-1] The best attempt of each customer who did the first step. With a property, `value` is what it was at the attempt's
 * first interaction, as JSON; '' where it was no text, number or boolean.
 */
export const attemptsOf = ({ scoped, steps, window, order }: Funnel, property?: string): Attempts => {
  const { now, zone } = scoped;
  const texts = textsOf(scoped, 'funnel');
  const gathering = new Gathering(texts);
  const matched = steps.map(({ rule }) => gathering.column('derived', stepMatches({ gathering, now, zone }, rule)));
  const isAny = anyOf(matched);
  const bits = matched.map((match, step) => `if(${match}, ${2 ** step}, 0)`).join(' + ');
  const begins = order === 'any' ? isAny : (matched[0] as string);
  const end = endOf(texts, 'time_ms', { window, now, zone });
  const value = property === undefined ? null : gathering.value(property, gathering.rows);
  const told = value === null ? '' : `, if(${allOf([begins, isScalar(value)])}, ${value}, '')`;
  const strict = order === 'strict';
  const interactions = gatheredInteractions(gathering, scoped, strict ? {} : { condition: gathering.rows });
  const row = `time_ms, rank, message_id, toUInt16(${bits}), if(${begins}, toInt64(${end}), toInt64(-1))${told}`;
  const rows = `
select customer, arraySort(groupArray${strict ? '' : 'If'}((${row})${strict ? '' : `, ${isAny}`})) as rows
from (${interactions}
)
group by customer
having countIf(${matched[0]}) > 0`;
  return {
    texts,
    text: `
select customer, depth, times, rows[ended].1 as last_time, rows[ended].2 as last_rank, rows[ended].3 as last_id${value === null ? '' : ', rows[began].6 as value'}
from (${bestAttempt(rows, steps.length, order)}
)
where depth > 0`,
  };
};
