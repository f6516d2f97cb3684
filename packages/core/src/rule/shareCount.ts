import type { Fact } from '../interaction/fact.js';
import type { Leaf } from './leaf.js';

/** What leaves of one key count with; one customer after another, so that the last answer is all that need be remembered. */
export interface Count {
  readonly start: never;
  readonly take: (state: never, fact: Fact) => never;
}

const rememberLast = (take: Count['take']): Count['take'] => {
  let [state, fact, next]: [unknown, Fact | null, unknown] = [null, null, null];
  return (given, told) => {
    if (given !== state || told !== fact) [state, fact, next] = [given, told, take(given, told)];
    return next as never;
  };
};

/** The leaf, counting together with those of its key: an interaction is counted once, and what comes of it is one value in memory. */
export const shareCount = (leaf: Leaf<never>, known: Map<string, Count>): Leaf<never> => {
  if (leaf.countKey === null) return leaf;
  const count = known.get(leaf.countKey) ?? { start: leaf.start, take: rememberLast(leaf.take) };
  known.set(leaf.countKey, count);
  return { ...leaf, ...count };
};
