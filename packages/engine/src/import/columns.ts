import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importError, shown } from './importError.js';
import type { Mapping } from './mapping.js';
import { readRows } from './readRows.js';

export type ReadCell = (cells: readonly string[], line: number) => string;

/** Finds the columns of a file, and of the files it looks things up in, by name. */
export interface Columns {
  readonly file: string;
  /** A reader of the column's text, '' where it holds nothing. @throws DomainError import_broken if there is none */
  read(name: string): ReadCell;
}

export interface Lookup {
  readonly header: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the files a mapping looks things up in, from the folder of the imported file (or gzipped there). Each is held in memory.
 * @throws DomainError import_broken when one is missing, broken, or names a key twice
 */
export const readLookups = async (mapping: Mapping, path: string): Promise<ReadonlyMap<string, Lookup>> => {
  const lookups = new Map<string, Lookup>();
  for (const [name, spec] of Object.entries(mapping.lookups)) {
    const beside = join(dirname(path), spec.file);
    const found = !existsSync(beside) && existsSync(`${beside}.gz`) ? `${beside}.gz` : beside;
    const table = await readRows(found, spec.file, { delimiter: spec.delimiter, quote: '"' });
    const key = indexOf(table.header, spec.key, spec.file, spec.delimiter);
    const rows = new Map<string, readonly string[]>();
    for await (const batch of table.rows) {
      for (const { line, cells } of batch) {
        const value = cells[key] ?? '';
        if (rows.has(value)) {
          throw importError({ file: spec.file, line, column: spec.key }, `${shown(value)} stands here a second time.`);
        }
        rows.set(value, cells);
      }
    }
    lookups.set(name, { header: table.header, rows });
  }
  return lookups;
};

export const findColumns = (
  mapping: Mapping,
  file: string,
  header: readonly string[],
  lookups: ReadonlyMap<string, Lookup>,
): Columns => {
  const empty = new Set(mapping.empty);
  const own =
    (index: number): ReadCell =>
    (cells) => {
      const text = cells[index] ?? '';
      return empty.has(text) ? '' : text;
    };
  const joined = (name: string, lookupName: string, lookup: Lookup): ReadCell => {
    const spec = mapping.lookups[lookupName];
    const wanted = name.slice(lookupName.length + 1);
    const index = indexOf(lookup.header, wanted, spec?.file ?? lookupName, spec?.delimiter ?? ',');
    const on = spec?.on ?? spec?.key ?? '';
    const key = own(indexOf(header, on, file, mapping.delimiter));
    return (cells, line) => {
      const value = key(cells, line);
      const row = lookup.rows.get(value);
      if (!row && spec?.required)
        throw importError({ file, line, column: on }, `${shown(value)} is not in ${spec.file}.`);
      const text = row?.[index] ?? '';
      return empty.has(text) ? '' : text;
    };
  };
  return {
    file,
    read: (name) => {
      const index = header.indexOf(name);
      if (index !== -1) return own(index);
      const lookupName = name.split('.')[0] ?? '';
      const lookup = lookups.get(lookupName);
      if (lookup && name.includes('.')) return joined(name, lookupName, lookup);
      return own(indexOf(header, name, file, mapping.delimiter));
    },
  };
};

const LIKELY = [',', ';', '\t', '|'];

const indexOf = (header: readonly string[], name: string, file: string, delimiter: string): number => {
  const index = header.indexOf(name);
  if (index !== -1) return index;
  const only = header.length === 1 ? header[0] : undefined;
  const other = LIKELY.find((likely) => likely !== delimiter && only?.includes(likely));
  const hint =
    other === undefined
      ? `The file has ${header.map((one) => `“${one}”`).join(', ')}.`
      : `The first line reads as one column, ${shown(only ?? '')}: its delimiter looks like ${other === '\t' ? 'a tab' : `“${other}”`}, and the mapping says ${delimiter === 'tab' ? 'a tab' : `“${delimiter}”`}.`;
  throw importError({ file, line: 1, column: name }, `there is no such column. ${hint}`);
};
