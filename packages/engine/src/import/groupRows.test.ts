import { expect, it } from 'vitest';
import { findColumns } from './columns.js';
import { groupKey, groupRows } from './groupRows.js';
import { parseMapping } from './mapping.js';
import { mapRows } from './mapRow.js';
import { countOccurrences } from './occurrences.js';
import { fingerprint } from './rowId.js';

const mapping = parseMapping(
  '{ source: s, event: E, time: { value: 2024-01-01 }, customer: { userId: c }, group: { by: [g], count: n } }',
);
const columns = findColumns(mapping, 'f.csv', ['c', 'g'], new Map());
const map = mapRows(mapping, columns);
const rowsOf = (groups: readonly string[]) =>
  groups.map((group, index) => {
    const mapped = map({ line: index + 2, cells: ['a', group] });
    if (!mapped) throw new Error('left out');
    return mapped;
  });
const sizesOf = (rows: ReturnType<typeof rowsOf>) => {
  const key = groupKey(mapping, columns);
  const sizes = countOccurrences();
  for (const row of rows) {
    const { high, low } = fingerprint(key(row));
    sizes.add(high, low);
  }
  return sizes;
};

it('a group leaves with its last row, so that only open groups are held', () => {
  const rows = rowsOf(['1', '2', '1', '3', '2']);
  const gather = groupRows(mapping, columns, sizesOf(rows));
  expect(rows.map((row) => gather(row)?.properties.n ?? null)).toEqual([null, null, 2, 1, 2]);
});

it('a file whose groups lie too far apart is refused with what to do about it', () => {
  const names = Array.from({ length: 20 }, (_, i) => `g${i}`);
  const rows = rowsOf([...names, ...names]);
  const gather = groupRows(mapping, columns, sizesOf(rows), 10);
  expect(() => rows.forEach((row) => gather(row))).toThrow('Sort the file by g and import it again');
});

it('counts many hashes without losing one', () => {
  const counts = countOccurrences();
  const prints = Array.from({ length: 20_000 }, (_, i) => fingerprint([String(i)]));
  for (const { high, low } of prints) expect(counts.add(high, low)).toBe(0);
  for (const { high, low } of prints) expect(counts.add(high, low)).toBe(1);
  const { high, low } = fingerprint(['never']);
  expect(counts.get(high, low)).toBe(0);
});
