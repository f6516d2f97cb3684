import type { Json } from './interaction.js';

/** How deep objects and lists may lie inside one another in one event. */
export const MAX_DEPTH = 32;

/** What one walk over an event found. */
export interface Inspection {
  /** At least the bytes its JSON takes in UTF-8: every character counted as if it were escaped. */
  bytes: number;
  /** Something in it must be replaced before it can be stored. */
  dirty: boolean;
  /** Nested deeper than MAX_DEPTH; the walk went no further down. */
  deep: boolean;
}

// jsonb refuses NUL and half surrogate pairs, and one such string would fail a whole batch.
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const UNSTORABLE_ALL = /[\0\p{Surrogate}]/gu;
const BYTES_PER_UNIT = 6;
const BYTES_OF_NUMBER = 26;
const PROTO = '__proto__';

const storable = (text: string): string => (UNSTORABLE.test(text) ? text.replace(UNSTORABLE_ALL, '\ufffd') : text);

/** -0 does not survive JSON, so live and replay would disagree about it. */
const isPlainNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

const walk = (value: unknown, depth: number, found: Inspection): void => {
  if (typeof value === 'string') {
    found.bytes += value.length * BYTES_PER_UNIT + 2;
    if (!found.dirty && UNSTORABLE.test(value)) found.dirty = true;
  } else if (typeof value === 'number') {
    found.bytes += BYTES_OF_NUMBER;
    if (!isPlainNumber(value)) found.dirty = true;
  } else if (typeof value === 'object' && value !== null) {
    if (depth === MAX_DEPTH) found.deep = true;
    else if (Array.isArray(value)) walkList(value, depth, found);
    else walkObject(value as Record<string, unknown>, depth, found);
  } else {
    found.bytes += 6;
    if (typeof value !== 'boolean' && value !== null) found.dirty = true;
  }
};

const walkList = (list: readonly unknown[], depth: number, found: Inspection): void => {
  found.bytes += 2 + list.length;
  for (let place = 0; place < list.length; place++) walk(list[place], depth + 1, found);
};

const walkObject = (object: Record<string, unknown>, depth: number, found: Inspection): void => {
  found.bytes += 2;
  for (const key in object) {
    found.bytes += key.length * BYTES_PER_UNIT + 4;
    if (!found.dirty && (key === PROTO || UNSTORABLE.test(key))) found.dirty = true;
    walk(object[key], depth + 1, found);
  }
};

/** Looks at everything in a parsed event once: its size, its depth, and whether anything must be cleaned. */
export const inspect = (value: unknown): Inspection => {
  const found: Inspection = { bytes: 0, dirty: false, deep: false };
  walk(value, 0, found);
  return found;
};

/**
 * A copy that every store takes and that reads back the same: NUL and lone surrogates become U+FFFD, in keys too;
 * numbers that JSON cannot say become null, -0 becomes 0; `__proto__` keys are dropped; what is below `depth` becomes null.
 */
export const clean = (value: unknown, depth: number = MAX_DEPTH): Json => {
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || depth === 0) return null;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth - 1));
  const copy: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== PROTO && item !== undefined) copy[storable(key)] = clean(item, depth - 1);
  }
  return copy;
};
