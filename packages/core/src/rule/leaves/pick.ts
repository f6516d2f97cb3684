import type { Json } from '../../interaction/interaction.js';
import { compileComparison, compileWhere } from '../condition.js';
import { firstFlip, type Leaf, noChange } from '../leaf.js';
import type { Pick_ } from '../schema.js';
import { type Expiry, FOREVER } from '../window.js';

type Entry = readonly [end: number, value: Json];
const endOf = ([end]: Entry): number => end;
const firstOpen = (entries: readonly Entry[], now: number): Entry | undefined => {
  for (const entry of entries) if (endOf(entry) > now) return entry;
  return undefined;
};
const lastOpen = (entries: readonly Entry[], now: number): Entry | undefined => {
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at] as Entry;
    if (endOf(entry) > now) return entry;
  }
  return undefined;
};
const ascending = (a: number, b: number): number => a - b;

const reader = (rule: Pick_) => {
  const matches = compileWhere(rule.where);
  return (values: Readonly<Record<string, Json>> | null): Json | undefined => {
    const value = values?.[rule.property];
    const usable = value !== undefined && value !== null && typeof value !== 'object';
    return usable && matches(values) ? value : undefined;
  };
};

const comparisonOf = ({ event: _e, where: _w, property: _p, within: _d, ...comparison }: Pick_) =>
  compileComparison(comparison);

type Add = (entries: readonly Entry[], entry: Entry, time: number) => readonly Entry[];

/** For the last, earlier entries are kept only where they end after every later one [TIME-4]. */
const addLast: Add = (entries, entry) => [...entries.filter((known) => endOf(known) > endOf(entry)), entry];

/**
 * [KEEP-2] For the first, what ends no later than something before it is never the first one open, and of several in a
 * row that compare alike the one that ends last answers for all: what is kept grows with the changes of the answer only.
 */
const addFirst =
  (compares: (value: Json) => boolean): Add =>
  (entries, entry, time) => {
    const open = entries.filter((known) => endOf(known) > time);
    const newest = open.at(-1);
    if (newest === undefined) return [entry];
    if (endOf(newest) >= endOf(entry)) return open;
    if (compares(newest[1]) === compares(entry[1])) open.pop();
    open.push(entry);
    return open;
  };

/** The first, or last, value still in the window. */
const compilePick = (rule: Pick_, expiry: Expiry | null, side: 'first' | 'last'): Leaf<never> => {
  const valueOf = reader(rule);
  const compares = comparisonOf(rule);
  const expires = expiry ?? ((): number => FOREVER);
  const add = side === 'first' ? addFirst(compares) : addLast;
  const leaf: Leaf<readonly Entry[]> = {
    countKey: null,
    events: [rule.event],
    start: [],
    take: (entries, fact) => {
      const value = valueOf(fact.values);
      if (value === undefined || (side === 'first' && !expiry && entries.length > 0)) return entries;
      const entry: Entry = [expires(fact.time), value];
      return expiry ? add(entries, entry, fact.time) : [entry];
    },
    holds: (entries, { now }) => {
      const picked = side === 'first' ? firstOpen(entries, now) : lastOpen(entries, now);
      return picked !== undefined && compares(picked[1]);
    },
    nextChange: expiry
      ? (entries, moment) => firstFlip(leaf, entries, moment, entries.map(endOf).sort(ascending))
      : noChange,
  };
  return leaf as Leaf<never>;
};

/** The value of the first interaction that has one: ever, or of those still in the window. */
export const compileFirst = (rule: Pick_, expiry: Expiry | null): Leaf<never> => compilePick(rule, expiry, 'first');

/** The value of the last interaction that has one, while it is in the window. */
export const compileLast = (rule: Pick_, expiry: Expiry | null): Leaf<never> => compilePick(rule, expiry, 'last');
