import type { JsonObject } from '@parcours/core';
import type { Columns } from './columns.js';
import { importError } from './importError.js';
import type { Mapping } from './mapping.js';
import { type MappedRow, put, readColumns, readFields } from './mapRow.js';
import type { Occurrences } from './occurrences.js';
import { readNumber } from './readField.js';
import { fingerprint } from './rowId.js';

/** Rows held at once while their group waits for its last one. */
export const MOST_OPEN_ROWS = 1_000_000;

interface Group {
  readonly rows: MappedRow[];
}

/** What a group is told apart by: the mapping's columns, and the customer. */
export const groupKey = (mapping: Mapping, columns: Columns): ((mapped: MappedRow) => readonly string[]) => {
  const by = readColumns(mapping.group?.by ?? [], columns);
  return (mapped) => [...by(mapped.row), mapped.userId ?? '', mapped.anonymousId ?? ''];
};

/** Gathers rows: returns the whole group, merged into one row, once given its last one. */
export type GatherRows = (mapped: MappedRow) => MappedRow | null;

/**
 * Gathers the rows of each group, wherever they stand in the file. `sizes`, counted by a pass over the file (12 bytes a
 * group), tells when a group is whole, so only those still open are held: memory grows with how far apart a group's
 * rows stand, not with the file.
 * @throws DomainError import_broken when more than `mostOpen` rows wait at once
 */
export const groupRows = (
  mapping: Mapping,
  columns: Columns,
  sizes: Occurrences,
  mostOpen = MOST_OPEN_ROWS,
): GatherRows => {
  const keyOf = groupKey(mapping, columns);
  const merge = merger(mapping, columns);
  const open = new Map<string, Group>();
  let held = 0;
  return (mapped) => {
    const { text, high, low } = fingerprint(keyOf(mapped));
    const group = open.get(text) ?? { rows: [] };
    group.rows.push(mapped);
    held++;
    if (group.rows.length < sizes.get(high, low)) {
      open.set(text, group);
      if (held > mostOpen) throw tooFarApart(columns.file, mapping.group?.by ?? [], mostOpen);
      return null;
    }
    open.delete(text);
    held -= group.rows.length;
    return merge(group.rows);
  };
};

const tooFarApart = (file: string, by: readonly string[], most: number) =>
  importError(
    { file },
    `the rows of a group stand so far apart that over ${most.toLocaleString('en')} rows would be held in memory. Sort the file by ${by.join(', ')} and import it again.`,
  );

/** One row for many: the earliest time, the first value of each property, the list, the sums and the count. */
const merger = (mapping: Mapping, columns: Columns): ((rows: readonly MappedRow[]) => MappedRow) => {
  const spec = mapping.group;
  const each = readFields(spec?.each ?? {}, columns, mapping);
  const sums = Object.entries(spec?.sum ?? {}).map(([name, from]) => ({
    path: name.split('.'),
    parts: from.map((column) => readNumber(column, columns, mapping)),
  }));
  return (rows) => {
    const [first] = rows as readonly [MappedRow];
    const properties: JsonObject = {};
    for (const row of rows) fillIn(properties, row.properties);
    for (const { path, parts } of sums) {
      const values = rows.flatMap(({ row }) => parts.map((part) => part(row.cells, row.line) ?? 0));
      put(properties, path, sumExactly(values));
    }
    if (spec?.count) put(properties, spec.count.split('.'), rows.length);
    if (spec?.list)
      put(
        properties,
        spec.list.split('.'),
        rows.map(({ row }) => each(row)),
      );
    return { ...first, properties, time: rows.reduce((earliest, { time }) => Math.min(earliest, time), first.time) };
  };
};

const fillIn = (target: JsonObject, from: JsonObject): void => {
  for (const [name, value] of Object.entries(from)) if (!Object.hasOwn(target, name)) target[name] = value;
};

/** Adds amounts as whole millionths, so that cents do not drift. */
const sumExactly = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.round(value * 1e6), 0) / 1e6;
