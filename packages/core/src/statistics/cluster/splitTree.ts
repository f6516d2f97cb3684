/** A bound on one measure: at least so much, or at most so much. */
export interface Bound {
  readonly measure: number;
  readonly side: 'atLeast' | 'atMost';
  readonly value: number;
}
/** The end of a branch: what leads to it, and how many are there, inside the group and in all. */
export interface Leaf {
  readonly bounds: readonly Bound[];
  readonly inside: number;
  readonly count: number;
}

/** What a measure can be cut at: below `atLeast` is `atMost`. */
export interface Cut {
  readonly atMost: number;
  readonly atLeast: number;
}
export interface Measured {
  readonly values: Float64Array;
  readonly cuts: readonly Cut[];
}

interface Growing {
  readonly measures: readonly Measured[];
  readonly inside: readonly boolean[];
  readonly depth: number;
  readonly least: number;
}

/** Gini's impurity, times how many there are. */
const impurity = (inside: number, count: number): number => (count === 0 ? 0 : (2 * inside * (count - inside)) / count);

interface Split {
  readonly measure: number;
  readonly cut: Cut;
  readonly left: number;
}

/** The cut that leaves the two sides purest, of equal ones the first; null where none makes them purer. */
const bestSplit = ({ measures, inside, least }: Growing, places: readonly number[]): Split | null => {
  const all = places.filter((place) => inside[place]).length;
  let best: Split | null = null;
  let lowest = impurity(all, places.length) - 1e-9;
  for (const [measure, { values, cuts }] of measures.entries()) {
    for (const cut of cuts) {
      let [above, within] = [0, 0];
      for (const place of places) {
        if ((values[place] as number) < cut.atLeast) continue;
        above += 1;
        if (inside[place]) within += 1;
      }
      const below = places.length - above;
      if (above < least || below < least) continue;
      const left = impurity(within, above) + impurity(all - within, below);
      if (left < lowest) [best, lowest] = [{ measure, cut, left }, left];
    }
  }
  return best;
};

const grow = (growing: Growing, places: readonly number[], bounds: readonly Bound[]): Leaf[] => {
  const inside = places.filter((place) => growing.inside[place]).length;
  const leaf = { bounds, inside, count: places.length };
  if (bounds.length === growing.depth || inside === 0 || inside === places.length) return [leaf];
  const split = bestSplit(growing, places);
  if (!split) return [leaf];
  const { measure, cut } = split;
  const values = (growing.measures[measure] as Measured).values;
  const isAbove = (place: number): boolean => (values[place] as number) >= cut.atLeast;
  const bound = (side: Bound['side']): Bound[] => [...bounds, { measure, side, value: cut[side] }];
  return [
    ...grow(growing, places.filter(isAbove), bound('atLeast')),
    ...grow(
      growing,
      places.filter((place) => !isAbove(place)),
      bound('atMost'),
    ),
  ];
};

/**
 * The ends of a tree that tells those inside a group from the others by cutting one measure after the other where Gini's
 * impurity falls most (Breiman, Friedman, Olshen & Stone, Classification and Regression Trees, 1984), so deep at most.
 */
export const leavesOf = (
  measures: readonly Measured[],
  inside: readonly boolean[],
  { depth, least }: { readonly depth: number; readonly least: number },
): Leaf[] =>
  grow(
    { measures, inside, depth, least },
    inside.map((_, at) => at),
    [],
  );

/** The harmonic mean of precision and recall (van Rijsbergen, Information Retrieval, 1979). */
export const harmonic = (found: number, selected: number, inside: number): number =>
  selected + inside === 0 ? 0 : (2 * found) / (selected + inside);

const isLast = (a: Bound | undefined, b: Bound | undefined): boolean =>
  a !== undefined && b !== undefined && a.measure === b.measure && a.side !== b.side;

/** Two ends of the same branch, told by where they part only, as the branch itself; as long as there are some. */
const joined = (leaves: readonly Leaf[]): Leaf[] => {
  const key = ({ bounds }: Leaf): string => JSON.stringify(bounds.slice(0, -1));
  for (const [at, one] of leaves.entries()) {
    const other = leaves.findIndex(
      (leaf, place) => place > at && key(leaf) === key(one) && isLast(one.bounds.at(-1), leaf.bounds.at(-1)),
    );
    if (other < 0) continue;
    const { inside, count } = leaves[other] as Leaf;
    const both = { bounds: one.bounds.slice(0, -1), inside: one.inside + inside, count: one.count + count };
    return joined([...leaves.slice(0, at), both, ...leaves.slice(at + 1, other), ...leaves.slice(other + 1)]);
  }
  return [...leaves];
};

/** The leaves that together have the greatest harmonic mean of precision and recall, with it: the purest ones, so many of them. */
export const bestLeaves = (leaves: readonly Leaf[]): { readonly leaves: Leaf[]; readonly mean: number } => {
  const purest = leaves
    .filter(({ inside }) => inside > 0)
    .sort((a, b) => b.inside / b.count - a.inside / a.count || b.count - a.count);
  const all = purest.reduce((sum, { inside }) => sum + inside, 0);
  let [found, selected, mean, best] = [0, 0, 0, 0];
  for (const [at, { inside, count }] of purest.entries()) {
    found += inside;
    selected += count;
    const good = harmonic(found, selected, all);
    if (good > mean + 1e-12) [mean, best] = [good, at + 1];
  }
  return { leaves: joined(purest.slice(0, best)), mean };
};
