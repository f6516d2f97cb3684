import { customersAfter } from '../understand/scope.sql.js';

/**
 * Paths over rows (customer, thread, time_ms, rank, message_id, name), one path for each customer and thread, in ORDER-1. Names
 * are numbered: 1 and up for those of {names}, the number after them for all others, 0 for where a path begins or ends.
 */
export interface PathShape {
  /** Selects customer, thread, time_ms, rank, message_id and name. */
  readonly rows: string;
  /** Cut where nothing happened for longer than {gap} ms. */
  readonly sessions: boolean;
  /** Only from the first {start} on; only up to the first {end} after it; at most {reach} steps about the first {around}. */
  readonly start: boolean;
  readonly end: boolean;
  readonly around: boolean;
}

/** How many rows each name has, the most first, and how many names there are. */
export const namesOfRows = (rows: string): string => `
select name, toFloat64(rows_of) as count, toFloat64(count() over ()) as different from (
  select name, count() as rows_of from (${rows}) group by name
)
order by count desc, name
limit {top:UInt32}`;

/** As plain texts: numbers looked up in a dictionary would stay in one, and arrays of those sort several times slower. */
const NUMBERED = `transform(cast(name, 'String'), {names:Array(String)}, range(1, toUInt32(length({names:Array(String)}) + 1)),
  toUInt32(length({names:Array(String)}) + 1))`;

const WHOLE = (rows: string): string => `
select customer, arraySort(groupArray((time_ms, rank, message_id, toUInt16(${NUMBERED})))) as told,
  arrayMap(step -> (step.4, step.1), told) as steps
from (${rows})
group by customer, thread`;

const SESSIONS = (paths: string): string => `
select customer, arrayJoin(arraySplit((step, since) -> since > {gap:Int64}, steps,
  arrayDifference(arrayMap(step -> step.2, steps)))) as steps
from (${paths})`;

const FROM_START = (paths: string): string => `
select customer, arraySlice(steps, arrayFirstIndex(step -> step.1 = {start:UInt16}, steps)) as steps
from (${paths}) where arrayExists(step -> step.1 = {start:UInt16}, steps)`;

/** Where a path is cut from the start on, its first step is the start itself, also where both are the same. */
const TO_END = (paths: string, start: boolean): string => `
select customer, arraySlice(steps, 1, at) as steps from (
  select customer, steps, arrayFirstIndex((step, place) -> step.1 = {end:UInt16} and place > ${start ? 1 : 0},
    steps, arrayEnumerate(steps)) as at
  from (${paths})
) where at > 0`;

const AROUND = (paths: string): string => `
select customer, arraySlice(steps, greatest(1, at - {reach:UInt8}), {reach:UInt8} + 1 + least(at - 1, {reach:UInt8})) as steps from (
  select customer, steps, toInt32(arrayFirstIndex(step -> step.1 = {around:UInt16}, steps)) as at from (${paths})
) where at > 0`;

/** Selects customer and steps, pairs of a name's number and a time: a row for each path. */
export const pathsOf = ({ rows, sessions, start, end, around }: PathShape): string => {
  let paths = `select customer, steps from (${WHOLE(rows)})`;
  if (sessions) paths = SESSIONS(paths);
  if (start) paths = FROM_START(paths);
  if (end) paths = TO_END(paths, start);
  return around ? AROUND(paths) : paths;
};

/** How often each name directly follows each, with the median of the time between; from and to 0 is where paths begin and end. */
export const directlyFollows = (shape: PathShape): string => `
select tupleElement(pair, 1) as before, tupleElement(pair, 2) as after, toFloat64(count()) as count,
  quantileExactInclusive(0.5)(tupleElement(pair, 3)) / 1000 as seconds
from (
  select arrayJoin(arrayMap(
      (before, after, earlier, later) -> (before, after, later - earlier),
      arrayPushFront(names, 0), arrayPushBack(names, 0),
      arrayPushFront(times, times[1]), arrayPushBack(times, times[-1]))) as pair
  from (
    select arrayMap(step -> step.1, steps) as names, arrayMap(step -> step.2, steps) as times
    from (${pathsOf(shape)})
  )
)
group by before, after`;

/** The different paths by how many took each; `others` is how many paths and different ones there are in all. */
export const variantsOf = (shape: PathShape): string => `
select names, toFloat64(taken) as count, toFloat64(people) as customers, seconds,
  toFloat64(sum(taken) over ()) as paths, toFloat64(count() over ()) as different
from (
  select arrayMap(step -> step.1, steps) as names, count() as taken, uniqExact(customer) as people,
    quantileExactInclusive(0.5)(steps[-1].2 - steps[1].2) / 1000 as seconds
  from (${pathsOf(shape)})
  group by names
)
order by count desc, names
limit {variants:UInt32}`;

/** What of a path makes its customer one of those asked for. */
export const PATH_PLACES = {
  node: 'has(names, {before:UInt16})',
  edge: 'arrayExists((one, next) -> one = {before:UInt16} and next = {after:UInt16}, arrayPopBack(names), arrayPopFront(names))',
  start: 'names[1] = {before:UInt16}',
  end: 'names[-1] = {before:UInt16}',
  variant: 'names = {variant:Array(UInt16)}',
} as const;
export type PathPlace = keyof typeof PATH_PLACES;

/** The customers one of whose paths is so, a page of them. */
export const customersOnPath = (shape: PathShape, place: PathPlace): string =>
  customersAfter(
    `select customer, arrayMap(step -> step.1, steps) as names from (${pathsOf(shape)})`,
    PATH_PLACES[place],
  );
