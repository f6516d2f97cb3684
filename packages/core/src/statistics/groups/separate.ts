/** A bound on a column: at least so much, or less. */
export interface Bound {
  readonly column: number;
  readonly atLeast: boolean;
  readonly value: number;
}

/** Bounds that all hold for those of a group, as far as few of them can, and how well they do on people not used to find them. */
export interface Separation {
  readonly bounds: readonly Bound[];
  /** Of those the bounds hold for, how many are of the group; of the group, for how many they hold. */
  readonly precision: number;
  readonly recall: number;
}

type Rows = readonly (readonly number[])[];

const MOST_BOUNDS = 3;
/** What another bound must add to the harmonic mean of precision and recall. */
const WORTH = 0.01;

const holds = (row: readonly number[], bounds: readonly Bound[]): boolean =>
  bounds.every(({ column, atLeast, value }) => (row[column] as number) >= value === atLeast);

interface Judged {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Of those held, how many are members; of all members, how many are held; and their harmonic mean. */
const judged = (held: number, both: number, all: number): Judged => ({
  precision: held > 0 ? both / held : 0,
  recall: all > 0 ? both / all : 0,
  f1: both > 0 ? (2 * both) / (held + all) : 0,
});

const judge = (rows: Rows, members: readonly boolean[], bounds: readonly Bound[]): Judged => {
  const held = rows.map((row) => holds(row, bounds));
  const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;
  return judged(count(held), count(held.filter((_, at) => members[at])), count(members));
};

/** The bound on a column that tells members best among those held already, half-way between two values. */
const bestOn = (rows: Rows, members: readonly boolean[], held: readonly number[], column: number) => {
  const valueAt = (at: number): number => rows[at]?.[column] as number;
  const order = [...held].sort((a, b) => valueAt(a) - valueAt(b));
  const all = members.filter(Boolean).length;
  const inside = held.filter((at) => members[at]).length;
  let [bound, most, below]: [Bound | null, number, number] = [null, 0, 0];
  for (const [count, at] of order.entries()) {
    const value = valueAt(at);
    const before = count > 0 ? valueAt(order[count - 1] as number) : value;
    if (value > before) {
      const middle = (before + value) / 2;
      const above = judged(order.length - count, inside - below, all).f1;
      const under = judged(count, below, all).f1;
      if (above > most) [bound, most] = [{ column, atLeast: true, value: middle }, above];
      if (under > most) [bound, most] = [{ column, atLeast: false, value: middle }, under];
    }
    if (members[at]) below++;
  }
  return { bound, f1: most };
};

/** Bounds added to a first one while each tells members better. */
const grow = (rows: Rows, members: readonly boolean[], first: { bound: Bound; f1: number }) => {
  const bounds = [first.bound];
  let reached = first.f1;
  while (bounds.length < MOST_BOUNDS) {
    const held = rows.flatMap((row, at) => (holds(row, bounds) ? [at] : []));
    const [found] = eachColumn(rows, members, held).sort((a, b) => b.f1 - a.f1);
    if (!found || found.f1 <= reached + WORTH) break;
    bounds.push(found.bound);
    reached = found.f1;
  }
  return { bounds, f1: reached };
};

const eachColumn = (rows: Rows, members: readonly boolean[], held: readonly number[]) =>
  (rows[0] ?? []).flatMap((_, column) => {
    const { bound, f1 } = bestOn(rows, members, held, column);
    return bound ? [{ bound, f1 }] : [];
  });

/** Begun on each column, as the best first bound is not always the first of the best bounds. */
const best = (rows: Rows, members: readonly boolean[]): readonly Bound[] => {
  const all = rows.map((_, at) => at);
  const grown = eachColumn(rows, members, all).map((first) => grow(rows, members, first));
  return grown.sort((a, b) => b.f1 - a.f1 || a.bounds.length - b.bounds.length)[0]?.bounds ?? [];
};

/**
 * Few bounds that tell a group from all others: each adds most to the harmonic mean of precision and recall (F1, van Rijsbergen
 * 1979). Found on every other row, judged on the rest; rows must be in an order that has nothing to do with the columns.
 */
export const separate = (rows: Rows, members: readonly boolean[]): Separation => {
  const half =
    (odd: boolean) =>
    <T>(all: readonly T[]): T[] =>
      all.filter((_, at) => (at % 2 === 1) === odd);
  const [used, kept] = [half(false), half(true)];
  const bounds = best(used(rows), used(members));
  const { precision, recall } = judge(kept(rows), kept(members), bounds);
  return { bounds, precision, recall };
};
