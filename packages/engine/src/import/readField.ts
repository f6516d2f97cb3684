import type { Json } from '@parcours/core';
import type { Columns } from './columns.js';
import { importError, shown } from './importError.js';
import type { Field, Mapping } from './mapping.js';
import { countOccurrences } from './occurrences.js';
import { fingerprint } from './rowId.js';

/** What a row gives a property; undefined where it gives nothing. */
export type ReadField = (cells: readonly string[], line: number) => Json | undefined;
export type ReadNumber = (cells: readonly string[], line: number) => number | undefined;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

/** @returns a reader of the column as a number; it throws import_broken, naming line and column, at what is none */
export const readNumber = (column: string, columns: Columns, mapping: Mapping): ReadNumber => {
  const read = columns.read(column);
  return (cells, line) => {
    const text = read(cells, line).trim();
    if (text === '') return undefined;
    const plain = mapping.decimal === ',' ? text.replaceAll(/[\s.\u202f\u00a0]/g, '').replace(',', '.') : text;
    const number = NUMBER.test(plain) ? Number(plain) : Number.NaN;
    if (Number.isFinite(number)) return number;
    throw importError({ file: columns.file, line, column }, `${shown(text)} is not a number.`);
  };
};

/** Compiles a field of a mapping. @throws DomainError import_broken when it names a column that is not there */
export const readField = (field: Field, columns: Columns, mapping: Mapping): ReadField => {
  const read = readEvery(field, columns, mapping);
  if (!('oncePer' in field) || !field.oncePer) return read;
  const keys = field.oncePer.map((column) => columns.read(column));
  const seen = countOccurrences();
  return (cells, line) => {
    const { high, low } = fingerprint(keys.map((key) => key(cells, line)));
    return seen.add(high, low) === 0 ? read(cells, line) : undefined;
  };
};

const readEvery = (field: Field, columns: Columns, mapping: Mapping): ReadField => {
  if ('value' in field) return () => field.value;
  if ('template' in field) return template(field.template, columns);
  if (field.type === 'number' || field.type === 'integer') return number(field, columns, mapping);
  const read = columns.read(field.column);
  const prefix = 'prefix' in field ? (field.prefix ?? '') : '';
  const values = 'values' in field ? field.values : undefined;
  const bad = (line: number, text: string, what: string) =>
    importError({ file: columns.file, line, column: field.column }, `${shown(text)} is not ${what}.`);
  return (cells, line) => {
    const text = read(cells, line);
    if (text === '') return undefined;
    if (values) {
      const value = Object.hasOwn(values, text) ? values[text] : undefined;
      if (value === undefined) throw bad(line, text, 'among the values the mapping names');
      return value;
    }
    if (field.type === 'string') return prefix + text;
    const value = field.type === 'json' ? json(text) : BOOLEANS.get(text.trim().toLowerCase());
    if (value === undefined) throw bad(line, text, field.type === 'json' ? 'JSON' : 'true or false');
    return value;
  };
};

const BOOLEANS = new Map<string, boolean>([
  ...['true', 'yes', 'y', '1', 't', 'oui', 'o'].map((text): [string, boolean] => [text, true]),
  ...['false', 'no', 'n', '0', 'f', 'non'].map((text): [string, boolean] => [text, false]),
]);

const json = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const number = (field: Extract<Field, { column: string }>, columns: Columns, mapping: Mapping): ReadField => {
  const read = readNumber(field.column, columns, mapping);
  const by = 'dividedBy' in field && field.dividedBy ? readNumber(field.dividedBy, columns, mapping) : null;
  return (cells, line) => {
    const value = read(cells, line);
    if (value === undefined) return undefined;
    if (by) {
      const divisor = by(cells, line);
      return divisor ? Math.round((value / divisor) * 1e6) / 1e6 : undefined;
    }
    if (field.type === 'integer' && !Number.isSafeInteger(value)) {
      throw importError(
        { file: columns.file, line, column: field.column },
        `${shown(String(value))} is not a whole number.`,
      );
    }
    return value;
  };
};

/** Text with {column} in it; nothing where none of its columns holds anything. */
const template = (text: string, columns: Columns): ReadField => {
  const parts = text.split(/\{([^{}]+)\}/);
  const readers = parts.map((part, index) => (index % 2 === 1 ? columns.read(part) : null));
  const constant = readers.every((reader) => reader === null);
  return (cells, line) => {
    let filled = constant;
    const out = parts.map((part, index) => {
      const value = readers[index]?.(cells, line);
      if (value !== undefined && value !== '') filled = true;
      return value ?? part;
    });
    return filled ? out.join('') : undefined;
  };
};
