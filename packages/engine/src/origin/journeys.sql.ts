import type { Did } from '@parcours/core';
import { Gathering } from '../rules/gathering.sql.js';
import { allOf, anyOf } from '../rules/texts.sql.js';
import { numberOf } from '../rules/value.sql.js';
import { conditionsHold } from '../rules/where.sql.js';
import type { Scoped } from '../understand/scope.js';
import { customersAfter, gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';
import { type Origin, touchColumns } from './touches.sql.js';

/** What journeys are read out of interactions by. */
export interface JourneysAsked {
  readonly scoped: Scoped;
  /** An act that is any of these is a conversion. */
  readonly conversions: readonly Pick<Did, 'event' | 'where'>[];
  /** The property with its worth. */
  readonly value: string;
  readonly lookback: number;
  readonly sessionGap: number;
  readonly halfLife: number;
  readonly by: Origin;
}

/** Touches of one journey that are told; of more, the newest. */
export const MOST_TOUCHES = 200;

/** What can be a touch: taking an address apart takes long, and most interactions have none. */
const MAY_TELL = `rank in (3, 4) or position(context, '"campaign"') > 0 or position(context, '"page"') > 0 or position(properties, '"channel"') > 0`;

interface TouchRows {
  /** Those that may be touches, and all. */
  readonly telling: string;
  readonly all: string;
  readonly parameters: Query['parameters'];
}

/** Interactions from the lookback before the period on, with what each converts to and is a touch of. */
const touchRows = ({ scoped, conversions, value, lookback, by }: JourneysAsked): TouchRows => {
  const texts = textsOf(scoped);
  const gathering = new Gathering(texts);
  const ways = conversions.map(({ event, where = [] }) => {
    const named = `event = ${texts.text(event)}`;
    return allOf([named, conditionsHold(gathering, [...scoped.where, ...where], named)]);
  });
  const worth = numberOf(
    gathering.value(
      value,
      anyOf(ways.length > 0 ? conversions.map(({ event }) => `event = ${texts.text(event)}`) : []),
    ),
  );
  // A scope's conditions are asked of conversions: touches have none of their properties.
  const from = Math.max(0, scoped.from - lookback);
  const rows = gatheredInteractions(gathering, { ...scoped, where: [], from }, { context: true });
  const converting = `
select customer, time_ms, rank, message_id, properties, context, ${anyOf(ways)} as converts,
  if(converts, greatest(0., ifNull(${worth}, 0.)), 0.) as worth
from (${rows})`;
  const told = 'customer, time_ms, rank, message_id, toUInt8(converts) as converts, worth';
  const telling = `
select ${told}, toUInt8(declared != '') as says, toUInt8(opens) as opens, touch
from (${touchColumns(`select * from (${converting}) where ${MAY_TELL}`, texts, by)})`;
  const silent = `
select ${told}, toUInt8(0) as says, toUInt8(0) as opens, '' as touch from (${converting}) where not (${MAY_TELL})`;
  return { telling, all: `${telling}\nunion all\n${silent}`, parameters: texts.parameters };
};

/** Small blocks: a row's address is taken apart into many columns, which are held for a whole block on each thread. */
const IN_SMALL_BLOCKS = `settings max_block_size = 8192`;

/** Channels, campaigns or sources by how many interactions tell of them, and how many different ones there are. */
export const originsOf = (asked: JourneysAsked): Query => {
  const { telling, parameters } = touchRows(asked);
  return {
    text: `
select name, toFloat64(count() over ()) as different from (
  select touch as name, count() as told from (${telling}) where touch != '' group by touch
)
order by told desc, name
limit {top:UInt32}
${IN_SMALL_BLOCKS}`,
    parameters,
  };
};

const NUMBERED = `toUInt16(transform(touch, {names:Array(String)}, range(1, toUInt32(length({names:Array(String)}) + 1)),
  toUInt32(length({names:Array(String)}) + 1)))`;

/**
 * A customer's rows in order, as (place, time, converts, worth, says, opens, number of the touch, visit from 1).
 */
const STEPS = (rows: string): string => `
select customer, arraySort(groupArray((time_ms, rank, message_id, converts, worth, says, opens, if(touch = '', 0, ${NUMBERED})))) as told,
  arrayCumSum(since -> since > {gap:Int64}, arrayDifference(arrayMap(row -> row.1, told))) as visits,
  arrayMap((row, place, visit) -> (place, row.1, row.4, row.5, row.6, row.7, row.8, toUInt32(visit + 1)),
    told, arrayEnumerate(told), visits) as steps
from (${rows})
group by customer`;

/** Each of a list with the one before it; before the first, what differs from all. */
const before = (list: string, of: string): string => `arrayPopBack(arrayPushFront(arrayMap(row -> ${of}, ${list}), 0))`;

/**
 * What somebody did that counts, in order, as (place, 1 for a conversion, time, number of the touch, worth). Of a visit, touches are
 * what is declared one, what does not repeat the touch before, and its first page where it has no touch at all.
 */
const ACTS = (rows: string): string => `
select customer, arraySort(arrayConcat(
    arrayMap(row -> (row.1, 0, row.2, row.7, 0.), arrayFilter((row, touch, visit) -> row.5 or row.7 != touch or row.8 != visit,
      tellings, ${before('tellings', 'row.7')}, ${before('tellings', 'row.8')})),
    arrayMap(row -> (row.1, 0, row.2, {direct:UInt16}, 0.), arrayFilter((row, visit) -> row.8 != visit,
      openings, ${before('openings', 'row.8')})),
    arrayMap(row -> (row.1, 1, row.2, toUInt16(0), row.4), arrayFilter(row -> row.3, steps)))) as acts
from (
  select customer, steps, arrayFilter(row -> row.7 > 0, steps) as tellings, arrayMap(row -> row.8, tellings) as told_visits,
    arrayFilter(row -> row.6 and not row.3 and not has(told_visits, row.8), steps) as openings
  from (${STEPS(rows)})
)`;

/** Cut before each touch that follows a conversion: touches, then what they led to, if anything. */
const STRETCHES = (rows: string): string => `
select customer, arrayMap(act -> (act.3, act.4), arrayFilter(act -> act.2 = 0, stretch)) as touches,
  arrayMap(act -> (act.3, act.5), arrayFilter(act -> act.2 = 1, stretch)) as conversions
from (
  select customer, arrayJoin(arraySplit((act, after) -> act.2 = 0 and after = 1, acts,
    ${before('acts', 'row.2')})) as stretch
  from (${ACTS(rows)})
)`;

/**
 * A row for each conversion, with the touches of its stretch within the lookback; and one for the touches no conversion took.
 * Conversions that follow each other without a touch between share their touches.
 */
const JOURNEYS = (rows: string): string => `
select customer, at, converted, worth, arraySlice(arrayFilter(touch -> touch.1 >= since and touch.1 < until, touches), -${MOST_TOUCHES}) as taken,
  arrayMap(touch -> touch.2, taken) as names,
  arrayMap(touch -> if(converted, exp2((touch.1 - taken[-1].1) / {halfLife:Float64}), 0.), taken) as fading,
  arrayMap(weight -> if(converted, weight / arraySum(fading), 0.), fading) as fades
from (
  select customer, touches, ending.1 as at, ending.2 as converted, ending.3 as worth, ending.4 as since, ending.5 as until
  from (
    select customer, touches, arrayJoin(arrayPushBack(
      arrayMap(conversion -> (conversion.1, true, conversion.2, conversion.1 - {lookback:Int64}, conversion.1 + 1), conversions),
      (touches[-1].1, false, 0., toInt64(0),
        if(empty(conversions), touches[-1].1 + 1, conversions[1].1 - {lookback:Int64})))) as ending
    from (${STRETCHES(rows)})
  )
)`;

const boundsOf = ({ scoped, lookback, sessionGap, halfLife }: JourneysAsked) => ({
  ...{ from: scoped.from, lookback, gap: sessionGap, halfLife },
});

/** Journeys alike told apart at most. */
export const MOST_DIFFERENT = 300_000;

/** Journeys of the period, alike ones together, the most frequent first; `fades` are the shares of time decay, summed. */
export const journeysOf = (asked: JourneysAsked): Query => {
  const { all, parameters } = touchRows(asked);
  return {
    text: `
select names, toFloat64(countIf(converted)) as conversions, sumIf(worth, converted) as value,
  toFloat64(countIf(not converted)) as nulls, sumForEach(fades) as decayed, sumForEach(arrayMap(share -> share * worth, fades)) as decayedValue
from (${JOURNEYS(all)})
where at >= {from:Int64} and (converted or notEmpty(names))
group by names
order by conversions + nulls desc
limit ${MOST_DIFFERENT + 1}
${IN_SMALL_BLOCKS}`,
    parameters: { ...parameters, ...boundsOf(asked) },
  };
};

/** The customers with a conversion in the period that had a touch of {of} before it, a page of them. */
export const customersFrom = (asked: JourneysAsked): Query => {
  const { all, parameters } = touchRows(asked);
  return {
    text: `${customersAfter(JOURNEYS(all), 'at >= {from:Int64} and converted and has(names, {of:UInt16})')}
${IN_SMALL_BLOCKS}`,
    parameters: { ...parameters, ...boundsOf(asked) },
  };
};
