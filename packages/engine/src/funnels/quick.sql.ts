/** A row of a customer as one number: time_ms, then the rank of its type, then the steps it matches as bits. */
export const packed = (bits: string): string =>
  `bitOr(bitShiftLeft(bitOr(bitShiftLeft(toUInt64(time_ms), 3), toUInt64(rank)), 10), toUInt64(${bits}))`;

const NONE = 'toInt64(0)';
const step = (at: number): string => `ends_${at}`;

/** What the step before has come to by the row before each: in strict order only what that row itself has done. */
const before = (at: number, strict: boolean): string => {
  const done = strict ? step(at) : `arrayFill(end -> end > 0, ${step(at)})`;
  return `arrayShiftRight(${done}, 1, ${NONE})`;
};

/** Of each row, where it does a step of an attempt, the end of that attempt's window; of several attempts, the latest. */
const doing = (rows: string, at: number, strict: boolean): string => `
select *, arrayMap((row, time, end) -> if(bitTest(row, ${at}) and end > time, end, ${NONE}), rows, at, ${before(at - 1, strict)}) as ${step(at)}
from (${rows})`;

interface Quick {
  /** The end of a window, from an expression that is the time it begins at. */
  readonly end: (time: string) => string;
  readonly strict: boolean;
}

/**
 * [FUNNEL-5] The best attempts of customers whose `rows` are packed and sorted, without their messageIds: the end of its window
 * tells an attempt from others. Where that could be wrong, it says so in `odd`: where different rows of one instant have no order
 * without them [ORDER-1], and where a later window ends earlier [TIME-4].
 */
export const quickAttempts = (rows: string, steps: number, { end, strict }: Quick): string => {
  const each = Array.from({ length: steps }, (_, at) => at);
  const first = `
select *, arrayMap(row -> toInt64(bitShiftRight(row, 13)), rows) as at,
  arrayMap((row, time) -> if(bitTest(row, 0), toInt64(${end('time')}), ${NONE}), rows, at) as ${step(0)}
from (${rows})`;
  const done = each.slice(1).reduce((from, at) => doing(from, at, strict), first);
  const depth = each.toReversed().map((at) => `arrayMax(${step(at)}) > 0, ${at + 1}`);
  const time = (at: number): string => (strict ? `at[ended - depth + ${at + 1}]` : `at[indexOf(${step(at)}, window)]`);
  const tied = `arrayExists((row, last) -> row != last and bitShiftRight(row, 10) = bitShiftRight(last, 10), rows,
      arrayShiftRight(rows, 1, toUInt64(0)))`;
  const falls = `arrayExists((end, last) -> end > 0 and end < last, ${step(0)},
      arrayShiftRight(arrayFill(end -> end > 0, ${step(0)}), 1, ${NONE}))`;
  return `
select customer, depth, arraySlice([${each.map(time).join(', ')}], 1, depth) as times, odd
from (
  select *, arrayFirstIndex(end -> end > 0, reached) as ended, reached[ended] as window
  from (
    select *, toUInt8(multiIf(${depth.join(', ')}, 0)) as depth, [${each.map(step).join(', ')}][depth] as reached,
      ${tied} or ${falls} as odd
    from (${done})
  )
)`;
};
