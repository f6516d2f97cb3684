/** [KEEP-5] More entries than this are not kept for one customer and rule. */
export const MOST_ENTRIES = 4096;

const entriesOf = (leaf: unknown): number => {
  if (Array.isArray(leaf)) return leaf.length;
  const entries = (leaf as { entries?: unknown } | null)?.entries;
  return Array.isArray(entries) ? entries.length : 0;
};

/** Whether any of these leaf states has grown beyond what is kept. */
export const isBeyondBound = (leaves: readonly unknown[]): boolean =>
  leaves.some((leaf) => entriesOf(leaf) > MOST_ENTRIES);
