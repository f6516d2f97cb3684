import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type BackupSequence, type BackupTable, LEFT_OUT } from './format.js';

const { escapeIdentifier } = pg;

export const columnList = (columns: readonly string[]): string =>
  columns.map((name) => escapeIdentifier(name)).join(', ');

/** Text forms that every version reads back exactly; no limit of time or memory set for short queries applies. */
export const EXACT = `
set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
set local bytea_output = 'hex'; set local timezone = 'UTC'; set local client_encoding = 'UTF8';
set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;`;

const TABLES = `
select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0
  and not a.attisdropped and a.attgenerated = '' and c.relname <> all($1)
group by c.relname order by c.relname`;

const SEQUENCES = `
select c.relname as name from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' order by c.relname`;

export interface OperationalContents {
  readonly migrations: string[];
  readonly tables: BackupTable[];
  readonly sequences: BackupSequence[];
}

/** What the operational store holds: its tables are found, not listed, so that none is ever forgotten. */
export const describeOperational = async (client: pg.PoolClient): Promise<OperationalContents> => {
  const applied = await client.query<{ id: string }>('select id from parcours_migrations order by id');
  const found = await client.query<{ name: string; columns: string[] }>(TABLES, [LEFT_OUT]);
  const tables: BackupTable[] = [];
  for (const { name, columns } of found.rows) {
    const { rows } = await client.query<{ rows: number }>(`select count(*) as rows from ${escapeIdentifier(name)}`);
    tables.push({ store: 'operational', name, columns, rows: rows[0]?.rows ?? 0 });
  }
  return { migrations: applied.rows.map(({ id }) => id), tables, sequences: await readSequences(client) };
};

// A sequence is of no snapshot: what it says now is at or beyond every id the snapshot holds.
const readSequences = async (client: pg.PoolClient): Promise<BackupSequence[]> => {
  const { rows } = await client.query<{ name: string }>(SEQUENCES);
  const sequences: BackupSequence[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ value: number; called: boolean }>(
      `select last_value as value, is_called as called from ${escapeIdentifier(name)}`,
    );
    for (const { value, called } of state.rows) sequences.push({ name, value, called });
  }
  return sequences;
};

/** All rows of a table as PostgreSQL's COPY writes them, a line each. */
export const copyOut = (client: pg.PoolClient, { name, columns }: BackupTable): AsyncIterable<Buffer> =>
  client.query(copyTo(`copy ${escapeIdentifier(name)} (${columnList(columns)}) to stdout`));
