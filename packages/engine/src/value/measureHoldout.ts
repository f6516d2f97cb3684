import {
  type BgNbd,
  bgNbdExpected,
  bgNbdPurchases,
  fitBgNbd,
  type holdoutSchema,
  type PurchaseHistories,
} from '@parcours/core';
import type { z } from 'zod';
import type { Warehouse } from '../ports.js';
import { isEnough } from './enough.js';
import { DAYS_PER_WEEK, historyOf } from './gatherBuyers.js';
import { cohorts, repeatsByWeek } from './purchases.sql.js';
import type { ValueQuestion } from './valueQuestion.js';

type Holdout = z.infer<typeof holdoutSchema>;

/** Customers alike at the end of the calibration, and what they bought after it. */
interface Cohort {
  readonly repeats: number;
  readonly first: number;
  readonly last: number;
  readonly customers: number;
  readonly later: number;
}

const DAY = 86_400_000;
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** From here on customers are taken together. */
const MANY = 7;

/** Where all before is to be learnt from: where the calibration was asked to end, else half way. */
export const calibrationEnd = ({ lastDay, end }: ValueQuestion, firstDay: number): number =>
  lastDay < end.day ? lastDay : firstDay + Math.floor((lastDay - firstDay) / 2);

const readCohorts = async (warehouse: Warehouse, asked: ValueQuestion, upTo: number): Promise<Cohort[]> => {
  const { text, parameters } = cohorts(asked, upTo);
  const found: Cohort[] = [];
  for await (const lines of warehouse.stream(text, parameters))
    for (const [repeats, first, last, customers, later] of lines as [number, number, number, number, number][])
      found.push({ repeats, first, last, customers, later });
  return found;
};

const historiesOf = (found: readonly Cohort[], upTo: number): PurchaseHistories => {
  const told = found.map(({ repeats, first, last }) => historyOf(repeats + 1, first, last, upTo));
  return {
    frequency: told.map(({ frequency }) => frequency),
    recency: told.map(({ recency }) => recency),
    age: told.map(({ age }) => age),
    customers: found.map(({ customers }) => customers),
  };
};

/** Purchases after the first expected by the end of each week, of all cohorts, each from its own first day (equation 9). */
const expectedByWeek = (model: BgNbd, found: readonly Cohort[], ends: readonly number[]): number[] => {
  const joined = new Map<number, number>();
  for (const { first, customers } of found) joined.set(first, (joined.get(first) ?? 0) + customers);
  const known = new Map<number, number>();
  const within = (days: number): number => {
    const value = known.get(days) ?? bgNbdPurchases(model, days / DAYS_PER_WEEK);
    known.set(days, value);
    return value;
  };
  return ends.map((end) => {
    let sum = 0;
    for (const [first, customers] of joined) if (end > first) sum += customers * within(end - first);
    return sum;
  });
};

const weeksOf = async (
  warehouse: Warehouse,
  asked: ValueQuestion,
  { model, found, upTo, lastDay }: { model: BgNbd; found: readonly Cohort[]; upTo: number; lastDay: number },
): Promise<Holdout['weeks']> => {
  const from = found.reduce((least, { first }) => Math.min(least, first), upTo);
  const { text, parameters } = repeatsByWeek(asked, upTo, from);
  const rows = await warehouse.query<{ week: number; purchases: number }>(text, parameters);
  const actual = new Map(rows.map(({ week, purchases }) => [week, purchases]));
  const count = Math.floor((lastDay - from) / DAYS_PER_WEEK) + 1;
  const starts = Array.from({ length: count }, (_, week) => from + week * DAYS_PER_WEEK);
  const ends = starts.map((start) => Math.min(start + DAYS_PER_WEEK - 1, lastDay));
  const expected = expectedByWeek(model, found, ends);
  return starts.map((start, week) => ({
    from: dateOf(start),
    actual: actual.get(week) ?? 0,
    predicted: (expected[week] as number) - (expected[week - 1] ?? 0),
  }));
};

const byFrequency = (model: BgNbd, found: readonly Cohort[], upTo: number, weeks: number): Holdout['byFrequency'] => {
  const groups = new Map<number, { customers: number; actual: number; predicted: number }>();
  for (const { repeats, first, last, customers, later } of found) {
    const frequency = Math.min(repeats, MANY);
    const known = groups.get(frequency) ?? { customers: 0, actual: 0, predicted: 0 };
    const expected = bgNbdExpected(model, historyOf(repeats + 1, first, last, upTo), weeks);
    groups.set(frequency, {
      customers: known.customers + customers,
      actual: known.actual + later,
      predicted: known.predicted + customers * expected,
    });
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([frequency, { customers, actual, predicted }]) => ({
      ...{ frequency, customers },
      actual: actual / customers,
      predicted: predicted / customers,
    }));
};

/**
 * [VALUE-4] What a model would have said that had seen only the first part of history, against what happened (the tracking plot and
 * the conditional expectations of Fader, Hardie & Lee 2005, figures 2 to 4). Null where the first part is too little.
 */
export const measureHoldout = async (
  { warehouse }: { warehouse: Warehouse },
  asked: ValueQuestion,
  firstDay: number,
): Promise<Holdout | null> => {
  const upTo = calibrationEnd(asked, firstDay);
  const beyond = asked.lastDay < asked.end.day;
  const all = beyond ? { ...asked, scoped: { ...asked.scoped, to: asked.end.at + 1 } } : asked;
  const lastDay = beyond ? asked.end.day : asked.lastDay;
  const found = await readCohorts(warehouse, all, upTo);
  const sum = (of: (cohort: Cohort) => number): number => found.reduce((total, cohort) => total + of(cohort), 0);
  const customers = sum((cohort) => cohort.customers);
  const repeatBuyers = sum((cohort) => (cohort.repeats > 0 ? cohort.customers : 0));
  if (lastDay <= upTo || !isEnough({ customers, repeatBuyers, days: upTo - firstDay })) return null;
  const model = fitBgNbd(historiesOf(found, upTo));
  const groups = byFrequency(model, found, upTo, (lastDay - upTo) / DAYS_PER_WEEK);
  return {
    ...{ calibrationEnd: dateOf(upTo), end: dateOf(lastDay), customers, bgNbd: model },
    weeks: await weeksOf(warehouse, all, { model, found, upTo, lastDay }),
    byFrequency: groups,
    actual: sum(({ later }) => later),
    predicted: groups.reduce((total, group) => total + group.customers * group.predicted, 0),
  };
};
