import { compileWhere } from '../condition.js';
import { firstFlipAsTheyEnd, type Leaf, noChange } from '../leaf.js';
import type { Did, Distinct } from '../schema.js';
import { type Expiry, FOREVER, insertByEnd } from '../window.js';

interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

const within = (count: number, { atLeast, atMost }: Bounds): boolean => count >= atLeast && count <= atMost;

const boundsOf = (atLeast: number | undefined, atMost: number | undefined, least: number): Bounds => ({
  atLeast: atLeast ?? (atMost === undefined ? least : 0),
  atMost: atMost ?? Number.POSITIVE_INFINITY,
});

/** More than this many entries never change the answer. */
const enough = ({ atLeast, atMost }: Bounds): number => Math.max(atLeast, Number.isFinite(atMost) ? atMost + 1 : 0, 1);

/** How many windows, given by their ascending ends, are still open. */
const open = (ends: readonly number[], now: number): number => {
  let shut = 0;
  while (shut < ends.length && (ends[shut] as number) <= now) shut++;
  return ends.length - shut;
};
const itself = (end: number): number => end;
const oneLess = (count: number): number => count - 1;

const didEver = (rule: Did): Leaf<number> => {
  const bounds = boundsOf(rule.atLeast, rule.atMost, 1);
  const cap = enough(bounds);
  const matches = compileWhere(rule.where);
  return {
    countKey: null,
    events: [rule.event],
    start: 0,
    take: (count, fact) => (count < cap && matches(fact.values) ? count + 1 : count),
    holds: (count) => within(count, bounds),
    nextChange: noChange,
  };
};

/** [KEEP-2] A count keeps the n windows that end last, by their ends. */
const didWithin = (rule: Did, expiry: Expiry): Leaf<readonly number[]> => {
  const bounds = boundsOf(rule.atLeast, rule.atMost, 1);
  const cap = enough(bounds);
  const matches = compileWhere(rule.where);
  return {
    countKey: JSON.stringify(['did', cap, rule.event, rule.where, rule.within]),
    events: [rule.event],
    start: [],
    take: (ends, fact) => {
      if (!matches(fact.values)) return ends;
      const all = insertByEnd(ends, expiry(fact.time), itself);
      return all.length > cap ? all.slice(-cap) : all;
    },
    holds: (ends, { now }) => within(open(ends, now), bounds),
    nextChange: (ends, { now }) =>
      firstFlipAsTheyEnd(
        {
          entries: ends,
          endOf: itself,
          total: ends.length,
          without: oneLess,
          verdict: (count) => within(count, bounds),
        },
        now,
      ),
  };
};

export const compileDid = (rule: Did, expiry: Expiry | null): Leaf<never> =>
  (expiry ? didWithin(rule, expiry) : didEver(rule)) as Leaf<never>;

/** Distinct values with the last end of each one's windows, ascending; what falls out of the list can never count again. */
type Values = readonly (readonly [key: string, end: number])[];
const endOf = ([, end]: Values[number]): number => end;

/** Values are told apart by type too: "1" is not 1. */
const keyOf = (value: string | number | boolean): string => `${typeof value}:${value}`;

export const compileDistinct = (rule: Distinct, expiry: Expiry | null): Leaf<never> => {
  const bounds = boundsOf(rule.atLeast, rule.atMost, 0);
  const cap = enough(bounds);
  const matches = compileWhere(rule.where);
  const expires = expiry ?? ((): number => FOREVER);
  const count = (values: Values, now: number): number => values.filter((value) => endOf(value) > now).length;
  const leaf: Leaf<Values> = {
    countKey: JSON.stringify(['distinct', cap, rule.event, rule.where, rule.property, rule.within]),
    events: [rule.event],
    start: [],
    take: (values, fact) => {
      const value = fact.values?.[rule.property];
      if (value === undefined || value === null || typeof value === 'object' || !matches(fact.values)) return values;
      const key = keyOf(value);
      const end = expires(fact.time);
      const known = values.find(([other]) => other === key);
      if (known && endOf(known) >= end) return values;
      const all = insertByEnd<Values[number]>(
        known ? values.filter((other) => other !== known) : values,
        [key, end],
        endOf,
      );
      return all.length > cap ? all.slice(-cap) : all;
    },
    holds: (values, { now }) => within(count(values, now), bounds),
    nextChange: expiry
      ? (values, { now }) =>
          firstFlipAsTheyEnd(
            { entries: values, endOf, total: values.length, without: oneLess, verdict: (left) => within(left, bounds) },
            now,
          )
      : noChange,
  };
  return leaf as Leaf<never>;
};
