import { type Confounder, type DriverHabit, type driversSchema, ENOUGH_PEOPLE } from '@parcours/core';
import type { z } from 'zod';
import { isPersonalTrait } from '../rules/personal.js';
import type { PersonRow } from './drivers.sql.js';

type Kind = z.infer<typeof driversSchema>['rows'][number]['kind'];

/** Something people can have or not, and the places of those who have it. */
export interface Variable {
  readonly kind: Kind;
  readonly name: string;
  readonly value: string | null;
  readonly above: number | null;
  readonly itself?: Confounder | undefined;
  readonly people: readonly number[];
}

export interface VariablesSeen {
  /** Those that can be compared, the most telling first, so many at most. */
  readonly variables: readonly Variable[];
  readonly rare: number;
  readonly more: number;
  readonly varied: { readonly name: string; readonly values: number }[];
}

/** Compared at most. */
const MOST_VARIABLES = 40;
/** A trait with more values than this tells people apart rather than what they have in common. */
const MOST_VALUES = 20;
const LONGEST_NAME = 400;

/** Gathers who has what, in the order in which people come. */
class Having {
  readonly #found = new Map<string, Variable & { readonly people: number[] }>();

  add(at: number, kind: Kind, name: string, { value = null, above = null, itself }: Partial<Variable> = {}): void {
    if (name === '' || name.length > LONGEST_NAME) return;
    const key = JSON.stringify([kind, name, value]);
    const known = this.#found.get(key);
    if (known) known.people.push(at);
    else this.#found.set(key, { kind, name, value, above, itself, people: [at] });
  }

  get all(): Variable[] {
    return [...this.#found.values()];
  }
}

const middleOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

const dayPart = (hour: number): DriverHabit => {
  if (hour < 6) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
};

const addHabits = (having: Having, rows: readonly PersonRow[]): void => {
  const often = middleOf(rows.map(({ days }) => days));
  const much = middleOf(rows.flatMap(({ spent }) => (spent > 0 ? [spent] : [])));
  for (const [at, row] of rows.entries()) {
    const add = (name: DriverHabit, told: Partial<Variable> = {}): void => having.add(at, 'habit', name, told);
    if (row.recent) add('recent', { itself: 'activity' });
    if (row.days > often) add('often', { above: often, itself: 'activity' });
    if (row.orders > 0) add('bought');
    if (row.orders > 1) add('boughtAgain');
    if (much > 0 && row.spent > much) add('spentMore', { above: much });
    if (row.discounts) add('discount');
    if (row.weekday > 5) add('weekend');
    add(dayPart(row.hour));
  }
};

/** The text of a value as people write it; null for what is no single value. */
const plainOf = (json: string): string | null => {
  try {
    const value: unknown = JSON.parse(json);
    return ['string', 'number', 'boolean'].includes(typeof value) && value !== '' ? String(value) : null;
  } catch {
    return null;
  }
};

/** Traits by value, without those that say who somebody is; the names of those with too many values, with how many. */
const addTraits = (having: Having, rows: readonly PersonRow[]): { name: string; values: number }[] => {
  const byName = new Map<string, Map<string, number[]>>();
  for (const [at, { traits, values }] of rows.entries()) {
    for (const [place, name] of traits.entries()) {
      const value = isPersonalTrait(name) ? null : plainOf(values[place] ?? '');
      if (value === null) continue;
      const seen = byName.get(name) ?? new Map<string, number[]>();
      byName.set(name, seen);
      const places = seen.get(value);
      if (places) places.push(at);
      else seen.set(value, [at]);
    }
  }
  return [...byName].flatMap(([name, seen]) => {
    if (seen.size > MOST_VALUES) return [{ name, values: seen.size }];
    for (const [value, places] of seen) for (const at of places) having.add(at, 'trait', name, { value });
    return [];
  });
};

const addMet = (having: Having, rows: readonly PersonRow[]): void => {
  for (const [at, row] of rows.entries()) {
    for (const name of row.events) having.add(at, 'event', name);
    for (const name of row.touchpoints) having.add(at, 'touchpoint', name);
    for (const name of row.channels) having.add(at, 'channel', name);
    having.add(at, 'source', row.source);
    having.add(at, 'campaign', row.campaign);
    having.add(at, 'persona', row.persona, { itself: 'persona' });
  }
};

/** [DRIVE-3] What people have in common that can be compared: enough of them have it, and enough have it not. */
export const variablesOf = (rows: readonly PersonRow[]): VariablesSeen => {
  const having = new Having();
  addMet(having, rows);
  addHabits(having, rows);
  const varied = addTraits(having, rows);
  const sizeOf = ({ people }: Variable): number => Math.min(people.length, rows.length - people.length);
  const keyOf = ({ kind, name, value }: Variable): string => JSON.stringify([kind, name, value]);
  const common = having.all
    .filter((one) => sizeOf(one) >= ENOUGH_PEOPLE)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    variables: common.slice(0, MOST_VARIABLES),
    rare: having.all.length - common.length,
    more: Math.max(0, common.length - MOST_VARIABLES),
    varied: varied.sort((a, b) => b.values - a.values).slice(0, MOST_VALUES),
  };
};
