import type { Fact } from '../../interaction/fact.js';
import { compileWhere } from '../condition.js';
import { addMicro, compareMicro, type Micro, negateMicro, timesMicro, toMicro } from '../decimal.js';
import { firstFlipAsTheyEnd, type Leaf, noChange } from '../leaf.js';
import type { NumberRule } from '../schema.js';
import { type Expiry, insertByEnd } from '../window.js';

interface Total {
  readonly sum: Micro;
  readonly count: number;
}
type Verdict = (total: Total) => boolean;

const sumVerdict = (rule: NumberRule): Verdict => {
  const low = rule.atLeast === undefined ? null : toMicro(rule.atLeast);
  const high = rule.atMost === undefined ? null : toMicro(rule.atMost);
  return ({ sum }) => (low === null || compareMicro(sum, low) >= 0) && (high === null || compareMicro(sum, high) <= 0);
};

/** The average against a bound is the sum against bound · count: nothing is divided, so nothing is rounded. */
const averageVerdict = (rule: NumberRule): Verdict => {
  const low = rule.atLeast === undefined ? null : toMicro(rule.atLeast);
  const high = rule.atMost === undefined ? null : toMicro(rule.atMost);
  return ({ sum, count }) =>
    count > 0 &&
    (low === null || compareMicro(sum, timesMicro(low, count)) >= 0) &&
    (high === null || compareMicro(sum, timesMicro(high, count)) <= 0);
};

const amountReader = (rule: NumberRule): ((fact: Fact) => Micro | null) => {
  const matches = compileWhere(rule.where);
  return (fact) => {
    const value = fact.values?.[rule.property];
    return typeof value === 'number' && matches(fact.values) ? toMicro(value) : null;
  };
};

const overAll = (rule: NumberRule, verdict: Verdict): Leaf<Total> => {
  const amountOf = amountReader(rule);
  return {
    countKey: JSON.stringify(['total', rule.event, rule.where, rule.property]),
    events: [rule.event],
    start: { sum: 0, count: 0 },
    take: (total, fact) => {
      const amount = amountOf(fact);
      return amount === null ? total : { sum: addMicro(total.sum, amount), count: total.count + 1 };
    },
    holds: verdict,
    nextChange: noChange,
  };
};

/** Amounts that may still count, ascending by the end of their windows, with their total. */
interface Window extends Total {
  readonly entries: readonly (readonly [end: number, amount: Micro])[];
}
const endOf = ([end]: Window['entries'][number]): number => end;

const without = ({ sum, count }: Total, [, amount]: Window['entries'][number]): Total => ({
  sum: addMicro(sum, negateMicro(amount)),
  count: count - 1,
});

/** What is left of a window at an instant. */
const trim = (window: Window, now: number): Window => {
  let dead = 0;
  let sum = window.sum;
  for (const [end, amount] of window.entries) {
    if (end > now) break;
    sum = addMicro(sum, negateMicro(amount));
    dead++;
  }
  return dead === 0 ? window : { entries: window.entries.slice(dead), sum, count: window.count - dead };
};

const overWindow = (rule: NumberRule, verdict: Verdict, expiry: Expiry): Leaf<Window> => {
  const amountOf = amountReader(rule);
  return {
    countKey: JSON.stringify(['amounts', rule.event, rule.where, rule.property, rule.within]),
    events: [rule.event],
    start: { entries: [], sum: 0, count: 0 },
    take: (window, fact) => {
      const amount = amountOf(fact);
      if (amount === null) return window;
      const kept = trim(window, fact.time);
      return {
        entries: insertByEnd(kept.entries, [expiry(fact.time), amount], endOf),
        sum: addMicro(kept.sum, amount),
        count: kept.count + 1,
      };
    },
    holds: (window, { now }) => verdict(trim(window, now)),
    nextChange: (window, { now }) =>
      firstFlipAsTheyEnd({ entries: window.entries, endOf, total: window, without, verdict }, now),
  };
};

const compileNumber = (rule: NumberRule, verdict: Verdict, expiry: Expiry | null): Leaf<never> =>
  (expiry ? overWindow(rule, verdict, expiry) : overAll(rule, verdict)) as Leaf<never>;

export const compileSum = (rule: NumberRule, expiry: Expiry | null): Leaf<never> =>
  compileNumber(rule, sumVerdict(rule), expiry);

export const compileAverage = (rule: NumberRule, expiry: Expiry | null): Leaf<never> =>
  compileNumber(rule, averageVerdict(rule), expiry);
