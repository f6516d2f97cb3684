import type { MessageChannel, Suppressions } from '@parcours/core';
import { parse } from 'csv-parse/sync';
import { DomainError, type Sql } from '../ports.js';
import { countSuppressed, release } from './consents.sql.js';
import { addressHash, suppressAddresses } from './suppressions.js';

const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;
const SHOWN = 20;
const AT_ONCE = 10_000;

const FORM = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true } as const;

const read = (csv: string): string[][] => {
  try {
    return parse(csv, { ...FORM, delimiter: [',', ';', '\t'] });
  } catch {
    throw new DomainError('suppressions.invalid', 422, 'This is no CSV file: put one address in each row.');
  }
};

/** The rows' addresses, whatever the column; the first row may be a heading. */
const addressesIn = (rows: readonly (readonly string[])[]) => {
  const found = rows.map((cells) => cells.find((cell) => ADDRESS.test(cell)) ?? null);
  const unread = found.flatMap((address, at) => (address === null && at > 0 ? [at + 1] : []));
  return { addresses: found.filter((one) => one !== null), unread };
};

/** [CONSENT-4] Takes in addresses nobody is to write to. @throws DomainError suppressions.invalid (422) */
export const importSuppressions = async (
  { sql, secret, now }: { sql: Sql; secret: string; now: number },
  { workspaceId, channel, csv }: { workspaceId: string; channel: MessageChannel; csv: string },
): Promise<{ added: number; already: number; unread: { count: number; rows: number[] } }> => {
  const { addresses, unread } = addressesIn(read(csv));
  if (addresses.length === 0)
    throw new DomainError('suppressions.invalid', 422, 'No e-mail address was found: put one in each row.');
  let added = 0;
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    const some = addresses.slice(from, from + AT_ONCE);
    added += await suppressAddresses(sql, secret, {
      ...{ workspaceId, channel, addresses: some, reason: 'imported', at: now },
    });
  }
  const already = addresses.length - added;
  return { added, already, unread: { count: unread.length, rows: unread.slice(0, SHOWN) } };
};

/** How many are suppressed, and why; which, nobody can read. */
export const countSuppressions = async (sql: Sql, workspaceId: string): Promise<Suppressions> => {
  const reasons = await sql.query<Suppressions['reasons'][number]>(countSuppressed, [workspaceId]);
  return { total: reasons.reduce((sum, { count }) => sum + count, 0), reasons };
};

/** Lets somebody be written to again. @returns whether they were suppressed */
export const releaseAddress = async (
  { sql, secret }: { sql: Sql; secret: string },
  { workspaceId, channel, address }: { workspaceId: string; channel: MessageChannel; address: string },
): Promise<boolean> =>
  (await sql.query(release, [workspaceId, channel, addressHash(secret, workspaceId, address)])).length > 0;
