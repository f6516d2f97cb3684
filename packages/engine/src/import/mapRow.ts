import type { InteractionType, Json, JsonObject } from '@parcours/core';
import type { Columns, ReadCell } from './columns.js';
import { importError, shown } from './importError.js';
import type { Field, Mapping } from './mapping.js';
import { timeParser } from './parseTime.js';
import { type ReadField, readField } from './readField.js';
import type { Row } from './readRows.js';

/** One row as a call of the Segment spec, its id still to be given. */
export interface MappedRow {
  readonly row: Row;
  readonly type: InteractionType;
  readonly name: string | undefined;
  readonly time: number;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly previousId: string | undefined;
  readonly groupId: string | undefined;
  readonly properties: JsonObject;
  readonly traits: JsonObject;
  readonly context: JsonObject;
  readonly messageId: string | undefined;
}
/** null: the mapping leaves the row out. */
export type MapRow = (row: Row) => MappedRow | null;

/**
 * Compiles a mapping for the columns of a file.
 * @throws DomainError import_broken, here at a column that is missing, and when called at a value that cannot be read
 */
export const mapRows = (mapping: Mapping, columns: Columns): MapRow => {
  const call = readCall(mapping, columns);
  const time = readTime(mapping, columns);
  const kept = readWhere(mapping, columns);
  const text = (field: Field | undefined) => {
    if (!field) return () => undefined;
    const read = readField(field, columns, mapping);
    return (row: Row): string | undefined => {
      const value = read(row.cells, row.line);
      return value === undefined || value === null ? undefined : String(value);
    };
  };
  const userId = text(mapping.customer.userId);
  const anonymousId = text(mapping.customer.anonymousId);
  const previousId = text(mapping.previousId);
  const groupId = text(mapping.groupId);
  const messageId = text(mapping.messageId);
  const properties = readFields(mapping.properties, columns, mapping);
  const traits = readFields(mapping.traits, columns, mapping);
  const context = readFields(mapping.context, columns, mapping);
  return (row) => {
    if (!kept(row)) return null;
    const made = call(row);
    if (made === null) return null;
    return {
      row,
      ...made,
      time: time(row),
      userId: userId(row),
      anonymousId: anonymousId(row),
      previousId: previousId(row),
      groupId: groupId(row),
      properties: properties(row),
      traits: traits(row),
      context: context(row),
      messageId: messageId(row),
    };
  };
};

type Call = Pick<MappedRow, 'type' | 'name'>;

const readCall = (mapping: Mapping, columns: Columns): ((row: Row) => Call | null) => {
  const event = mapping.event;
  if (!event) return () => ({ type: mapping.type, name: undefined });
  if ('constant' in event) return () => ({ type: mapping.type, name: event.constant });
  const read = columns.read(event.column);
  const values = new Map(Object.entries(event.values ?? {}));
  const otherwise = event.values ? event.otherwise : 'keep';
  return ({ cells, line }) => {
    const text = read(cells, line);
    const known = values.get(text);
    if (known !== undefined) return known;
    if (otherwise === 'keep' && text !== '') return { type: mapping.type, name: text };
    if (otherwise === 'skip') return null;
    throw importError(
      { file: columns.file, line, column: event.column },
      `${shown(text)} is no event the mapping names.`,
    );
  };
};

const readTime = (mapping: Mapping, columns: Columns): ((row: Row) => number) => {
  const spec = mapping.time;
  const parse = timeParser(spec.format, spec.zone ?? mapping.zone, spec.at);
  const what =
    spec.format === 'iso' ? 'a date such as 2024-03-31 or 2024-03-31T14:05:00Z' : `a date of the form ${spec.format}`;
  const column = 'column' in spec ? spec.column : 'time.value';
  const checked = (text: string, line?: number): number => {
    const time = parse(text);
    if (time === null) throw importError({ file: columns.file, line, column }, `${shown(text)} is not ${what}.`);
    return time;
  };
  if ('value' in spec) {
    const constant = checked(spec.value);
    return () => constant;
  }
  const read = columns.read(spec.column);
  return ({ cells, line }) => checked(read(cells, line), line);
};

const readWhere = (mapping: Mapping, columns: Columns): ((row: Row) => boolean) => {
  const tests = mapping.where.map((test) => ({
    read: columns.read(test.column),
    among: test.in && new Set(test.in),
    outside: new Set(test.notIn),
  }));
  return ({ cells, line }) =>
    tests.every(({ read, among, outside }) => {
      const text = read(cells, line);
      return (!among || among.has(text)) && !outside.has(text);
    });
};

/** Reads named fields into an object; dots in a name make it nested. */
export const readFields = (fields: Readonly<Record<string, Field>>, columns: Columns, mapping: Mapping) => {
  const readers = Object.entries(fields).map(([name, field]): [string[], ReadField] => [
    name.split('.'),
    readField(field, columns, mapping),
  ]);
  return ({ cells, line }: Row): JsonObject => {
    const out: JsonObject = {};
    for (const [path, read] of readers) {
      const value = read(cells, line);
      if (value !== undefined) put(out, path, value);
    }
    return out;
  };
};

/** Sets a value at a path, making the objects on the way. */
export const put = (target: JsonObject, path: readonly string[], value: Json): void => {
  let at = target;
  for (const name of path.slice(0, -1)) {
    const inner = at[name];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) at = inner;
    else {
      const made: JsonObject = {};
      at[name] = made;
      at = made;
    }
  }
  at[path.at(-1) ?? ''] = value;
};

/** The texts of several columns of a row. */
export const readColumns = (names: readonly string[], columns: Columns): ((row: Row) => string[]) => {
  const readers: ReadCell[] = names.map((name) => columns.read(name));
  return ({ cells, line }) => readers.map((read) => read(cells, line));
};
