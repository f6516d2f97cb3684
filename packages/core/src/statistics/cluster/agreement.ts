const pairs = (count: number): number => (count * (count - 1)) / 2;

/**
 * How well two groupings of the same points agree, 1 where they are the same and about 0 where they agree by chance alone: the
 * adjusted Rand index (Hubert & Arabie, Journal of Classification 2, 1985).
 */
export const adjustedRand = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const [both, left, right] = [new Map<string, number>(), new Map<number, number>(), new Map<number, number>()];
  const add = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let at = 0; at < a.length; at++) {
    const [one, other] = [a[at] as number, b[at] as number];
    add(both, `${one} ${other}`);
    add(left, one);
    add(right, other);
  }
  const pairsIn = (counts: Map<unknown, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
  const [rows, columns] = [pairsIn(left), pairsIn(right)];
  const expected = a.length < 2 ? 0 : (rows * columns) / pairs(a.length);
  const most = (rows + columns) / 2;
  return most === expected ? 1 : (pairsIn(both) - expected) / (most - expected);
};

/** The Jaccard coefficients of each group of one grouping with its most alike group of another, of the same points. */
export const mostAlike = (
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { groups, others }: { readonly groups: number; readonly others: number },
): (number | null)[] => {
  const both = new Float64Array(groups * others);
  const [left, right] = [new Float64Array(groups), new Float64Array(others)];
  const more = (counts: Float64Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1;
  };
  for (let at = 0; at < a.length; at++) {
    const [one, other] = [a[at] as number, b[at] as number];
    more(both, one * others + other);
    more(left, one);
    more(right, other);
  }
  return Array.from(left, (size, group) => {
    if (size === 0) return null;
    return Math.max(
      ...Array.from(right, (other, at) => {
        const shared = both[group * others + at] as number;
        return shared / (size + other - shared);
      }),
    );
  });
};
