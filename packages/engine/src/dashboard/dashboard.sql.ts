import { MOVE } from '../customers/timeline.sql.js';
import { Gathering } from '../rules/gathering.sql.js';
import { allOf } from '../rules/texts.sql.js';
import { numberOf } from '../rules/value.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, peopleOf, scopedInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

const moved = (scoped: Scoped, track: string, condition: (texts: ReturnType<typeof textsOf>) => string) => {
  const texts = textsOf(scoped, 'story');
  const rows = `
  select customer_id as customer, value, toUnixTimestamp64Milli(at) as ms, toString(from_stage) as from_stage,
    toString(to_stage) as to_stage, ${MOVE} as move
  from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(track)} and ${condition(texts)}`;
  return { texts, rows: `select * from (${rows}\n) where ${allOf(peopleOf(texts, scoped))}` };
};

/** Movements of a track by the day they fall on, whose beginnings are given, each with the people who moved so. */
export const movementsByDay = (scoped: Scoped, track: string, starts: readonly number[], to: number): Query => {
  const { texts, rows } = moved(
    scoped,
    track,
    (known) =>
      `at >= fromUnixTimestamp64Milli(${known.whole(starts[0] ?? 0)}) and at < fromUnixTimestamp64Milli(${known.whole(to)})`,
  );
  return {
    text: `
select toFloat64(roundDown(ms, {starts:Array(Int64)})) as start, from_stage, to_stage, move,
  toFloat64(count()) as movements, toFloat64(uniqExact(customer)) as people
from (${rows})
group by start, from_stage, to_stage, move`,
    parameters: { ...texts.parameters, starts },
  };
};

/** How many stood in each stage at an instant: positions, of which a person has one for each value of a model's `per`. */
export const standingAt = (scoped: Scoped, track: string, at: number): Query => {
  const { texts, rows } = moved(scoped, track, (known) => `at < fromUnixTimestamp64Milli(${known.whole(at)})`);
  return {
    text: `
select stage, toFloat64(count()) as people
from (select customer, value, argMax(to_stage, ms) as stage from (${rows}) group by customer, value)
where stage != '' group by stage`,
    parameters: texts.parameters,
  };
};

/** People who moved in each of two periods that follow each other, by what the movement is, from where to where, and all of a kind. */
export const peopleMoved = (scoped: Scoped, track: string, [first, middle, last]: readonly number[]): Query => {
  const { texts, rows } = moved(
    scoped,
    track,
    (known) =>
      `at >= fromUnixTimestamp64Milli(${known.whole(first ?? 0)}) and at < fromUnixTimestamp64Milli(${known.whole(last ?? 0)})`,
  );
  const late = `ms >= ${texts.whole(middle ?? 0)}`;
  return {
    text: `
select tupleElement(place, 3) as move, tupleElement(place, 1) as from_stage, tupleElement(place, 2) as to_stage,
  toFloat64(uniqExactIf(customer, ${late})) as people, toFloat64(uniqExactIf(customer, not (${late}))) as before
from (
  select customer, ms, arrayJoin([('', '', move), (from_stage, '', move), (from_stage, to_stage, move),
    (from_stage, '', if(move in ('regressed', 'lapsed'), 'back', ''))]) as place from (${rows})
)
where move != '' group by move, from_stage, to_stage`,
    parameters: texts.parameters,
  };
};

/** People who did something, by the day; and in each of the two last weeks, at the starts 1 and 2. */
export const activeByDay = (scoped: Scoped, starts: readonly number[], [middle, last]: readonly number[]): Query => {
  const texts = textsOf(scoped);
  return {
    text: `
select step as start, toFloat64(uniqExact(customer)) as people
from (
  select customer, arrayJoin(arrayFilter(one -> one > 0, [
    toInt64(roundDown(time_ms, {starts:Array(Int64)})),
    multiIf(time_ms >= ${texts.whole(last ?? 0)}, 2, time_ms >= ${texts.whole(middle ?? 0)}, 1, 0)])) as step
  from (${scopedInteractions(texts, scoped)})
)
group by step`,
    parameters: { ...texts.parameters, starts },
  };
};

/** Purchases by the day and in the two last weeks likewise: how many, what they came to, by how many, and of how many the first. */
export const ordersByDay = (
  scoped: Scoped,
  { event, property }: { readonly event: string; readonly property: string },
  starts: readonly number[],
  [middle, last]: readonly number[],
): Query => {
  const texts = textsOf(scoped, 'orders');
  const gathering = new Gathering(texts);
  const amount = gathering.value(property, 'true');
  const bought = gatheredInteractions(gathering, scoped, { condition: `event = ${texts.text(event)}` });
  return {
    text: `
select step as start, toFloat64(count()) as orders, sum(amount) as amount,
  toFloat64(uniqExact(customer)) as people, toFloat64(uniqExactIf(customer, time_ms = first)) as firsts
from (
  select customer, time_ms, first, amount, arrayJoin(arrayFilter(one -> one > 0, [
    if(time_ms >= ${texts.whole(starts[0] ?? 0)}, toInt64(roundDown(time_ms, {starts:Array(Int64)})), 0),
    multiIf(time_ms >= ${texts.whole(last ?? 0)}, 2, time_ms >= ${texts.whole(middle ?? 0)}, 1, 0)])) as step
  from (
    select customer, time_ms, ifNull(${numberOf(amount)}, 0) as amount, min(time_ms) over (partition by customer) as first
    from (${bought})
  )
)
group by step`,
    parameters: { ...texts.parameters, starts },
  };
};

export const lastInteraction = `
select toFloat64(count()) as interactions, toFloat64(toUnixTimestamp64Milli(max(time))) as last
from interactions where workspace_id = {workspace:String} and time < fromUnixTimestamp64Milli({to:Int64})`;

export const historyOf = `
select toFloat64(count()) as interactions, toFloat64(toUnixTimestamp64Milli(min(time))) as first,
  toFloat64(toUnixTimestamp64Milli(max(time))) as last
from interactions where workspace_id = {workspace:String}`;

export const demonstrates = 'select demonstration is not null as demonstration from workspaces where id = $1';
