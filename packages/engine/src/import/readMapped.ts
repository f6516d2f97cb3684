import { basename } from 'node:path';
import { type Columns, findColumns, type Lookup, readLookups } from './columns.js';
import { groupKey, groupRows } from './groupRows.js';
import type { Mapping } from './mapping.js';
import { type MappedRow, mapRows, readColumns } from './mapRow.js';
import { countOccurrences, type Occurrences } from './occurrences.js';
import type { OnBytes } from './openFile.js';
import { readRows } from './readRows.js';
import { contentId, fingerprint, keyId } from './rowId.js';
import { type ImportedEvent, toMessage } from './toMessage.js';

/** Reads the file from its start, each time it is called. */
export type ReadEvents = (onBytes?: OnBytes) => AsyncIterable<ImportedEvent[]>;

/**
 * Prepares a delimited file and its mapping for reading: lookups are read, and where rows are grouped a pass counts
 * the rows of each group.
 * @returns a reader that throws import_broken, with file, line and column, at the first thing it cannot read
 * @throws DomainError import_broken when a column the mapping names is missing
 */
export const readMapped = async (path: string, mapping: Mapping, onBytes?: OnBytes): Promise<ReadEvents> => {
  const file = basename(path);
  const lookups = await readLookups(mapping, path);
  const sizes = mapping.group ? await countGroups(path, file, mapping, lookups, onBytes) : null;
  return (onBytesRead) => events(path, file, mapping, lookups, sizes, onBytesRead);
};

const open = async (
  path: string,
  file: string,
  mapping: Mapping,
  lookups: ReadonlyMap<string, Lookup>,
  onBytes?: OnBytes,
) => {
  const { delimiter, quote, columns: names } = mapping;
  const table = await readRows(path, file, { delimiter, quote, columns: names }, onBytes);
  const columns = findColumns(mapping, file, table.header, lookups);
  return { rows: table.rows, columns, map: mapRows(mapping, columns) };
};

const countGroups = async (
  path: string,
  file: string,
  mapping: Mapping,
  lookups: ReadonlyMap<string, Lookup>,
  onBytes?: OnBytes,
): Promise<Occurrences> => {
  const { rows, columns, map } = await open(path, file, mapping, lookups, onBytes);
  const keyOf = groupKey(mapping, columns);
  const sizes = countOccurrences();
  for await (const batch of rows) {
    for (const row of batch) {
      const mapped = map(row);
      if (mapped === null) continue;
      const { high, low } = fingerprint(keyOf(mapped));
      sizes.add(high, low);
    }
  }
  return sizes;
};

async function* events(
  path: string,
  file: string,
  mapping: Mapping,
  lookups: ReadonlyMap<string, Lookup>,
  sizes: Occurrences | null,
  onBytes?: OnBytes,
): AsyncIterable<ImportedEvent[]> {
  const { rows, columns, map } = await open(path, file, mapping, lookups, onBytes);
  const gather = sizes ? groupRows(mapping, columns, sizes) : (mapped: MappedRow) => mapped;
  const idOf = messageIds(mapping, columns);
  for await (const batch of rows) {
    const made: ImportedEvent[] = [];
    for (const row of batch) {
      const mapped = map(row);
      const whole = mapped && gather(mapped);
      if (whole) made.push({ line: whole.row.line, message: toMessage(whole, idOf(whole), mapping) });
    }
    if (made.length > 0) yield made;
  }
}

/** The id of the file's own, else from declared keys or the group's, else from content and its ordinal. */
const messageIds = (mapping: Mapping, columns: Columns): ((mapped: MappedRow) => string) => {
  const keys = mapping.keys ? readColumns(mapping.keys, columns) : null;
  const group = mapping.group ? groupKey(mapping, columns) : null;
  const seen = countOccurrences();
  return (mapped) => {
    if (mapped.messageId !== undefined) return mapped.messageId;
    const origin = [mapping.source, mapped.type, mapped.name ?? ''];
    if (keys) return keyId([...origin, ...keys(mapped.row)]);
    if (group) return keyId([...origin, ...group(mapped)]);
    return contentId([...origin, ...mapped.row.cells], seen);
  };
};
