import { pipeline } from 'node:stream/promises';
import { DomainError } from '@parcours/engine/ports';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { applyOperational } from '../postgres/migrate.js';
import type { BackupHeader, BackupTable } from './format.js';
import { columnList, EXACT } from './operationalDump.js';

const { escapeIdentifier } = pg;

const OTHERS = `
select coalesce(array_agg(relname::text order by relname), '{}') as names from pg_class
where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and relname <> 'restore_unfinished'`;

/** @throws DomainError restore_not_empty */
export const refuseFilled = (names: readonly string[], where: string): void => {
  if (names.length === 0) return;
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  throw new DomainError(
    'restore_not_empty',
    409,
    `There is data already in ${where} (${some}): nothing was changed. ` +
      'Restore into an empty or new folder with --data, or move the old one away first.',
  );
};

export const refuseFilledOperational = async (client: pg.PoolClient, where: string): Promise<void> => {
  const { rows } = await client.query<{ names: string[] }>(OTHERS);
  refuseFilled(rows[0]?.names ?? [], where);
};

const FOREIGN_KEYS = `
select conrelid::regclass::text as of, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`;

export interface OperationalLoad {
  load(table: Pick<BackupTable, 'name' | 'columns'>, rows: NodeJS.ReadableStream): Promise<void>;
  /** Sequences, and what links tables, which is checked now that all are there. */
  finish(): Promise<void>;
}

/** In the transaction under way: the schema as it was when the backup was made, and a way in for its rows, in any order. */
export const beginOperational = async (client: pg.PoolClient, header: BackupHeader): Promise<OperationalLoad> => {
  await client.query(EXACT);
  await applyOperational(client, header.migrations.operational);
  const names = header.tables.filter(({ store }) => store === 'operational').map(({ name }) => escapeIdentifier(name));
  // What guards rows against changes would refuse to begin anew.
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  // Migrations put first rows into some tables: the backup has them as they had become.
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`);
  const { rows: keys } = await client.query<{ of: string; name: string; definition: string }>(FOREIGN_KEYS);
  for (const { of, name } of keys) await client.query(`alter table ${of} drop constraint ${name}`);
  return {
    load: async ({ name, columns }, rows) => {
      const copy = `copy ${escapeIdentifier(name)} (${columnList(columns)}) from stdin`;
      await pipeline(rows, client.query(copyFrom(copy)));
    },
    finish: async () => {
      for (const { name, value, called } of header.sequences) {
        await client.query('select setval($1::regclass, $2, $3)', [escapeIdentifier(name), value, called]);
      }
      for (const { of, name, definition } of keys) {
        await client.query(`alter table ${of} add constraint ${name} ${definition}`);
      }
      for (const name of names) await client.query(`alter table ${name} enable trigger user`);
      await client.query('analyze');
    },
  };
};

/** How many rows a table has now. */
export const countOperational = async (client: pg.PoolClient, table: string): Promise<number> => {
  const { rows } = await client.query<{ rows: number }>(`select count(*) as rows from ${escapeIdentifier(table)}`);
  return rows[0]?.rows ?? 0;
};
