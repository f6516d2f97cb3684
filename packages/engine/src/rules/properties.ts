import type { Json, JsonObject, vocabularySchema } from '@parcours/core';
import type { z } from 'zod';

export type Property = z.infer<typeof vocabularySchema>['traits'][number];
type PropertyType = Property['types'][number];
type Scalar = Property['values'][number];

const MOST_PROPERTIES = 100;
const MOST_VALUES = 20;
const LONGEST_NAME = 256;
const LONGEST_VALUE = 100;
const DEEPEST = 3;
const MOST_ITEMS = 20;
/** A value told once by one customer alone helps nobody to choose, and may be personal. */
const SEEN_OFTEN = 2;

interface Seen {
  rows: number;
  readonly types: Set<PropertyType>;
  readonly values: Map<Scalar, number>;
}

const typeOf = (value: Json): PropertyType => {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) ? 'list' : 'object';
};

const isShown = (value: Json): value is Scalar =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && value.length <= LONGEST_VALUE);

/** What was seen of the properties of one event, path by path as rules write them. */
export class PropertiesSeen {
  readonly #byPath = new Map<string, Seen>();

  add(properties: JsonObject, above = '', depth = 1): void {
    for (const [key, value] of Object.entries(properties)) {
      const path = `${above}${key}`;
      if (value === null || path.length === 0 || path.length > LONGEST_NAME) continue;
      this.#see(path, value);
      if (typeof value === 'object' && !Array.isArray(value) && depth < DEEPEST) this.add(value, `${path}.`, depth + 1);
    }
  }

  #see(path: string, value: Json): void {
    const seen = this.#byPath.get(path) ?? { rows: 0, types: new Set(), values: new Map() };
    this.#byPath.set(path, seen);
    seen.rows++;
    seen.types.add(typeOf(value));
    const shown = (Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [value]).filter(isShown);
    for (const one of shown) seen.values.set(one, (seen.values.get(one) ?? 0) + 1);
  }

  /** The properties seen most often, each with its most frequent values; none of those that are private. */
  list(isPrivate: (path: string) => boolean = () => false): Property[] {
    return [...this.#byPath]
      .sort(([a, { rows: many }], [b, { rows }]) => rows - many || (a < b ? -1 : 1))
      .slice(0, MOST_PROPERTIES)
      .map(([name, { types, values }]) => ({
        name,
        types: [...types],
        values: isPrivate(name) ? [] : mostFrequent(values),
      }));
  }
}

const mostFrequent = (values: ReadonlyMap<Scalar, number>): Scalar[] =>
  [...values]
    .filter(([, count]) => count >= SEEN_OFTEN)
    .sort(([a, many], [b, count]) => count - many || (String(a) < String(b) ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
