import type { FunnelOrder } from '@parcours/core';

/** Elements of a row of a customer: time_ms, rank, message_id, the steps it matches as bits, and the end of a window begun at it. */
export const [TIME, STEPS, END] = ['row.1', 'row.4', 'row.5'];

const isStep = (step: number): string => `bitTest(${STEPS}, ${step})`;
const each = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
/** The first of these whose condition holds, the last one's tried first. */
const furthest = (conditions: readonly string[], values: readonly (string | number)[], none: string): string =>
  `multiIf(${conditions
    .map((condition, at) => `${condition}, ${values[at]}`)
    .toReversed()
    .join(', ')}, ${none})`;

/**
 * [FUNNEL-2] [FUNNEL-3] Goes through a customer's rows in order and keeps, by steps done, the latest end of the window of such
 * a beginning (-1: none) and the row it began at; in strict order only what the row just before has done. Gives how far the
 * best attempt came, and the row it began at.
 */
const inOrder = (steps: number, strict: boolean): string => {
  const [ends, starts, depth, start] = [0, steps - 1, 2 * steps - 1, 2 * steps];
  const had = (list: number, step: number): string => `done.${list + step}`;
  const reached = each(steps, (step) => (step === 0 ? isStep(0) : `${isStep(step)} and ${had(ends, step)} > ${TIME}`));
  const from = (step: number) =>
    step === 0 ? { end: END, start: 'at' } : { end: had(ends, step), start: had(starts, step) };
  const kept = (step: number, what: 'end' | 'start'): string => {
    const before = strict
      ? what === 'end'
        ? 'toInt64(-1)'
        : 'toUInt32(0)'
      : had(what === 'end' ? ends : starts, step + 1);
    const better = strict ? reached[step] : `${reached[step]} and ${from(step).end} > ${had(ends, step + 1)}`;
    return `if(${better}, ${from(step)[what]}, ${before})`;
  };
  const now = furthest(
    reached,
    each(steps, (step) => step + 1),
    '0',
  );
  const began = furthest(
    reached,
    each(steps, (step) => from(step).start),
    'toUInt32(0)',
  );
  const next = [
    ...each(steps - 1, (step) => kept(step, 'end')),
    ...each(steps - 1, (step) => kept(step, 'start')),
    `toUInt8(greatest(done.${depth}, ${now}))`,
    `if(${now} > done.${depth}, ${began}, done.${start})`,
  ];
  const none = [
    ...each(steps - 1, () => 'toInt64(-1)'),
    ...each(steps - 1, () => 'toUInt32(0)'),
    'toUInt8(0)',
    'toUInt32(0)',
  ];
  const walk = `arrayFold((done, row, at) -> (${next.join(', ')}), rows, arrayEnumerate(rows), (${none.join(', ')}))`;
  return `
select *, walked.${depth} as depth, walked.${start} as began,
  arrayFold((path, row, at) -> if(path.1 < depth and bitTest(${STEPS}, path.1),
      (toUInt8(path.1 + 1), arrayPushBack(path.2, ${TIME}), at), path),
    if(depth > 0, arraySlice(rows, began), []), arrayEnumerate(if(depth > 0, arraySlice(rows, began), [])),
    (toUInt8(0), emptyArrayInt64(), toUInt32(0))) as path,
  path.2 as times, toUInt32(began - 1 + path.3) as ended
from (select *, ${walk} as walked from (ROWS))`;
};

/**
 * [FUNNEL-4] Goes through a customer's rows in order and keeps of each step the newest match. The steps up to one are done at
 * a row when the window that begins at the earliest of their newest matches is still open.
 */
const inAnyOrder = (steps: number): string => {
  const [rows, ends, depth, marks] = [0, steps, 2 * steps + 1, 2 * steps + 1];
  const row = each(steps, (step) => `if(${isStep(step)}, at, done.${rows + step + 1})`);
  const end = each(steps, (step) => `if(${isStep(step)}, ${END}, done.${ends + step + 1})`);
  const done = each(steps, (step) => {
    const first = `arrayMin([${row.slice(0, step + 1).join(', ')}])`;
    const until = `[${end.slice(0, step + 1).join(', ')}][indexOf([${row.slice(0, step + 1).join(', ')}], ${first})]`;
    return `${first} > 0 and ${until} > ${TIME}`;
  });
  const now = furthest(
    done,
    each(steps, (step) => step + 1),
    '0',
  );
  const next = [
    ...row,
    ...end,
    `toUInt8(greatest(done.${depth}, ${now}))`,
    ...row.map((mark, step) => `if(${now} > done.${depth}, ${mark}, done.${marks + step + 1})`),
  ];
  const zeros = each(steps, () => 'toUInt32(0)').join(', ');
  const none = `${zeros}, ${each(steps, () => 'toInt64(-1)').join(', ')}, toUInt8(0), ${zeros}`;
  const marked = `arraySlice([${each(steps, (step) => `walked.${marks + step + 1}`).join(', ')}], 1, depth)`;
  return `
select *, walked.${depth} as depth, ${marked} as marks, arrayMin(marks) as began, arrayMax(marks) as ended,
  arrayMap((_, step) -> rows[arrayMax(arraySlice(marks, 1, step))].1, marks, arrayEnumerate(marks)) as times
from (select *, arrayFold((done, row, at) -> (${next.join(', ')}), rows, arrayEnumerate(rows), (${none})) as walked from (ROWS))`;
};

/**
 * [FUNNEL-5] Of customers with their `rows`, in order, each one's best attempt: `depth`, how many steps it came, `times`, the
 * instants at which they were done, and the rows at which it `began` and `ended`.
 */
export const bestAttempt = (rows: string, steps: number, order: FunnelOrder): string =>
  (order === 'any' ? inAnyOrder(steps) : inOrder(steps, order === 'strict')).replace('ROWS', () => rows);
