import type { OperationalStore, Transaction } from '../ports.js';
import type { Staged } from './staged.sql.js';

/** Looking for each character by itself is many times faster than a pattern, and nearly always finds none. */
const isSpecial = (field: string): boolean =>
  field.includes('\\') || field.includes('\t') || field.includes('\n') || field.includes('\r');
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const fieldText = (field: string | number | boolean | null): string => {
  if (field === null) return '\\N';
  if (typeof field !== 'string') return `${field}`;
  return isSpecial(field) ? field.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : field;
};

/** A row in the form COPY reads: fields parted by tabs, null as \\N. */
export const copyLine = (fields: readonly (string | number | boolean | null)[]): string =>
  fields.map(fieldText).join('\t');

/** Writes rows in bulk, whatever their number, within a transaction. */
export const stage = async (
  sql: Transaction,
  { table, columns, create, merge }: Staged,
  lines: readonly string[],
): Promise<void> => {
  if (lines.length === 0) return;
  await sql.query(create);
  await sql.copy(table, columns, lines);
  await sql.query(merge);
};

const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** Writes rows in bulk straight into their table; where some are there already, as an attempt before left them, merged. */
export const stageNew = async (
  sql: Pick<OperationalStore, 'transaction'>,
  target: string,
  staged: Staged,
  lines: readonly string[],
): Promise<void> => {
  if (lines.length === 0) return;
  try {
    await sql.transaction((one) => one.copy(target, staged.columns, lines));
  } catch (error) {
    if (!isTaken(error)) throw error;
    await sql.transaction((one) => stage(one, staged, lines));
  }
};
