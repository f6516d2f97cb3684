import {
  AMOUNT_LABELS,
  AMOUNTS,
  type Amount,
  type Bilingual,
  DAY_PARTS,
  eventLabel,
  type Family,
  type Feature,
  type Mix,
  OTHERS_LABEL,
  PART_LABELS,
  type Told,
  type Touchpoints,
  WEEK_PARTS,
} from '@parcours/core';
import { BETWEEN, type BehaviourAsked, type BehaviourRow } from './behaviour.sql.js';

/** Of each mix, so many parts are told apart; the others are one. */
const MOST_TOLD = 10;
/** What fewer people did is rare: it would make groups of the few. */
const RARE = 0.05;
const DAY = 86_400_000;

/** What people did, as families of columns and as what is told of them. */
export interface Behaviour {
  readonly families: readonly Family[];
  readonly features: readonly Feature[];
  /** By feature. */
  readonly columns: readonly Told[];
  /** What is the same for all. */
  readonly same: readonly Bilingual[];
}

const sameInBoth = (text: string): Bilingual => ({ en: text, fr: text });
const labelOfEvent = (event: string): Bilingual => ({ en: eventLabel(event, 'en'), fr: eventLabel(event, 'fr') });

/** How long ago they last did something, in days. */
export const quietDays = ({ last }: BehaviourRow, { ended }: BehaviourAsked): number =>
  Math.max(0, (ended - last) / DAY);

const amountOf = (row: BehaviourRow, amount: Amount, asked: BehaviourAsked): number =>
  amount === 'recency' ? quietDays(row, asked) : row[amount];

/** How often each did each part; parts by their names. */
export type Counts = ReadonlyMap<string, Float64Array>;

/** Gathers how often each did what, from lists beside each other. */
export const countsOf = (
  rows: readonly BehaviourRow[],
  read: (row: BehaviourRow) => readonly [names: readonly string[], counts: readonly number[]],
): Counts => {
  const found = new Map<string, Float64Array>();
  for (const [at, row] of rows.entries()) {
    const [names, counts] = read(row);
    for (const [place, name] of names.entries()) {
      const column = found.get(name) ?? new Float64Array(rows.length);
      found.set(name, column);
      column[at] = (column[at] as number) + (counts[place] ?? 0);
    }
  }
  return found;
};

const peopleOf = (column: Float64Array): number => column.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);

/** The parts that most people did, by how many did them. */
export const mostCommon = (counts: Counts, most: number): [name: string, column: Float64Array][] =>
  [...counts]
    .map(([name, column]) => ({ name, column, people: peopleOf(column) }))
    .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name, column }) => [name, column]);

const restOf = (counts: Counts, told: readonly string[], people: number): Float64Array => {
  const rest = new Float64Array(people);
  for (const [name, column] of counts) {
    if (told.includes(name)) continue;
    for (let at = 0; at < people; at++) rest[at] = (rest[at] as number) + (column[at] as number);
  }
  return rest;
};

/** Categories of the event that most people did with one: those of several events would count the same thing twice. */
export const categoriesOf = (rows: readonly BehaviourRow[]): { readonly event: string; readonly counts: Counts } => {
  const pairs = countsOf(rows, (row) => [row.categories, row.categories_counts]);
  const byEvent = new Map<string, Map<string, Float64Array>>();
  for (const [pair, column] of pairs) {
    const [event = '', category = ''] = pair.split(BETWEEN);
    byEvent.set(event, (byEvent.get(event) ?? new Map()).set(category, column));
  }
  const sized = [...byEvent].map(([event, counts]) => ({
    event,
    counts,
    people: peopleOf(restOf(counts, [], rows.length)),
  }));
  const best = sized.sort((a, b) => b.people - a.people || (a.event < b.event ? -1 : 1))[0];
  return best ?? { event: '', counts: new Map() };
};

interface Part {
  readonly feature: Feature;
  readonly column: Float64Array;
}

/** A mix with its most common parts, and the rest as one. */
const partsOf = (kind: Mix, counts: Counts, people: number, labelOf: (name: string) => Bilingual): Part[] => {
  const isRare = (column: Float64Array): boolean => peopleOf(column) < RARE * people;
  const told = mostCommon(counts, MOST_TOLD).filter(([, column]) => !isRare(column));
  const names = told.map(([name]) => name);
  const rest = restOf(counts, names, people);
  return [
    ...told.map(([name, column]) => ({ feature: { kind, name, label: labelOf(name) }, column })),
    ...(isRare(rest) ? [] : [{ feature: { kind, name: '', label: OTHERS_LABEL }, column: rest }]),
  ];
};

const fixedParts = (
  kind: 'hour' | 'week',
  names: readonly (keyof typeof PART_LABELS)[],
  columns: readonly (readonly number[])[],
): Part[] =>
  names.map((name, at) => ({
    feature: { kind, name, label: PART_LABELS[name] },
    column: Float64Array.from(columns, (counts) => counts[at] ?? 0),
  }));

const isSame = (column: Float64Array): boolean => column.every((value) => value === column[0]);

const sharesOf = (parts: readonly Part[]): Float64Array[] => {
  const total = (at: number): number => parts.reduce((sum, { column }) => sum + (column[at] as number), 0);
  return parts.map(({ column }) => column.map((count, at) => (total(at) > 0 ? count / total(at) : 0)));
};

/** [DISC-1] [DISC-2] What people did, as what they are grouped by. */
export const behaviourIn = (
  rows: readonly BehaviourRow[],
  asked: BehaviourAsked,
  catalogue: Touchpoints,
): Behaviour => {
  const amounts = AMOUNTS.map((amount) => ({
    feature: { kind: 'amount' as const, name: amount, label: AMOUNT_LABELS[amount] },
    column: Float64Array.from(rows, (row) => amountOf(row, amount, asked)),
  }));
  const nameOf = (id: string): Bilingual => catalogue.touchpoints.find((one) => one.id === id)?.name ?? sameInBoth(id);
  const mixes = [
    partsOf(
      'event',
      countsOf(rows, (row) => [row.events, row.events_counts]),
      rows.length,
      labelOfEvent,
    ),
    partsOf(
      'touchpoint',
      countsOf(rows, (row) => [row.touchpoints, row.touchpoints_counts]),
      rows.length,
      nameOf,
    ),
    partsOf('category', categoriesOf(rows).counts, rows.length, sameInBoth),
    fixedParts(
      'hour',
      DAY_PARTS,
      rows.map(({ hours }) => hours),
    ),
    fixedParts(
      'week',
      WEEK_PARTS,
      rows.map(({ weekend, interactions }) => [interactions - weekend, weekend]),
    ),
  ];
  // How much somebody did comes first, whether it differs or not: chance is told by it.
  const isTold = (column: Float64Array): boolean => !isSame(column) && peopleOf(column) >= RARE * rows.length;
  const varied = amounts.filter(({ column }, at) => at === 0 || isTold(column));
  const telling = mixes.filter((parts) => sharesOf(parts).some((shares) => !isSame(shares)));
  return {
    families: [
      { kind: 'amounts', values: varied.map(({ column }) => column) },
      ...telling.map((parts): Family => ({ kind: 'mix', counts: parts.map(({ column }) => column) })),
    ],
    features: [...varied, ...telling.flat()].map(({ feature }) => feature),
    columns: [
      ...varied.map(({ column }) => ({
        middle: 'median' as const,
        ...{ values: column, compared: column.map((value) => Math.log1p(value)) },
      })),
      ...telling.flatMap((parts) =>
        sharesOf(parts).map((shares) => ({ middle: 'mean' as const, values: shares, compared: shares })),
      ),
    ],
    same: [
      ...amounts.filter(({ column }) => !isTold(column)),
      ...mixes.filter((parts) => !telling.includes(parts)).flatMap((parts) => parts.slice(0, 1)),
    ].map(({ feature }) => feature.label),
  };
};
