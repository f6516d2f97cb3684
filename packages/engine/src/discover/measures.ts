import { type Condition, type Cut, type Measure, quantileOf } from '@parcours/core';
import { type Counts, categoriesOf, countsOf, mostCommon, quietDays } from './behaviour.js';
import type { BehaviourAsked, BehaviourRow } from './behaviour.sql.js';

/** What a rule can ask of people, what each of them has of it, and where it can be cut. */
export interface RuleMeasure {
  readonly measure: Measure;
  readonly values: Float64Array;
  readonly cuts: readonly Cut[];
}

/** Rules ask of so many events and categories at most. */
const MOST_ASKED = 15;
/** A rule's conditions on an event are so many at most; a category takes one. */
const MOST_CONDITIONS = 16;
/** No rule can count further. */
const MOST_TIMES = 4096;
const ORDER = 'Order Completed';
/** Where measures are cut: these shares of those who did it have less. */
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

const different = (values: readonly number[]): number[] => [...new Set(values)].filter((value) => value > 0);
const quantilesOf = (values: Float64Array): number[] => {
  const sorted = values.filter((value) => value > 0).sort();
  return sorted.length === 0 ? [] : SHARES.map((share) => quantileOf(sorted, share));
};

/** So often, or less. */
const timesCuts = (values: Float64Array): Cut[] =>
  different([1, ...quantilesOf(values).map(Math.round)])
    .filter((times) => times <= MOST_TIMES)
    .map((times) => ({ atLeast: times, atMost: times - 1 }));

/** Two figures are enough to remember an amount by. */
const plain = (value: number): number => (value > 0 ? Number(value.toPrecision(2)) : 0);
const amountCuts = (values: Float64Array): Cut[] =>
  different(quantilesOf(values).map(plain)).map((amount) => ({ atLeast: amount, atMost: amount }));

const dayCuts = (values: Float64Array): Cut[] =>
  different(quantilesOf(values).map(Math.ceil)).map((days) => ({ atLeast: days, atMost: days }));

const didEach = (counts: Counts, ask: (name: string) => Measure): RuleMeasure[] =>
  mostCommon(counts, MOST_ASKED).map(([name, values]) => ({ measure: ask(name), values, cuts: timesCuts(values) }));

/** [DISC-4] What a rule can ask of what people did, with the conditions of the scope. */
export const measuresIn = (rows: readonly BehaviourRow[], asked: BehaviourAsked): RuleMeasure[] => {
  const scope = asked.scoped.where;
  const column = (read: (row: BehaviourRow) => number): Float64Array => Float64Array.from(rows, read);
  const did = (event: string, more: readonly Condition[] = []): Measure => ({
    ...{ form: 'did', event, where: [...scope, ...more] },
  });
  const [spent, discounted, products] = [
    column((row) => row.spent),
    column((row) => row.discounted),
    column((row) => row.products),
  ];
  const silence = column((row) => quietDays(row, asked));
  const categories = categoriesOf(rows);
  const all: RuleMeasure[] = [
    ...didEach(
      countsOf(rows, (row) => [row.events, row.events_counts]),
      (event) => did(event),
    ),
    {
      measure: { form: 'sum', event: ORDER, property: 'total', where: scope },
      ...{ values: spent, cuts: amountCuts(spent) },
    },
    {
      measure: { form: 'distinct', event: 'Product Viewed', property: 'product_id', where: scope },
      ...{ values: products, cuts: timesCuts(products) },
    },
    // A silence is of anything: it cannot be asked of some interactions only.
    ...(scope.length > 0 ? [] : [{ measure: { form: 'quiet' as const }, values: silence, cuts: dayCuts(silence) }]),
    ...(scope.length >= MOST_CONDITIONS
      ? []
      : [
          {
            measure: did(ORDER, [{ property: 'discount', gt: 0 }]),
            ...{ values: discounted, cuts: timesCuts(discounted) },
          },
          ...didEach(categories.counts, (category) =>
            did(categories.event, [{ property: 'category', equals: category }]),
          ),
        ]),
  ];
  return all.filter(({ values }) => values.some((value) => value > 0));
};
