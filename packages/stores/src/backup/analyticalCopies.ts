import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { DomainError } from '@parcours/engine/ports';
import { identifier } from '../clickhouse/literal.js';
import { type BackupTable, LEFT_OUT } from './format.js';

const COPY = 'backup_copy_';
/** Customers are not placed meanwhile. */
const LONGEST_STANDSTILL_MS = 20_000;

const rowsOf = async <Row>(client: ClickHouseClient, query: string, query_params: Record<string, unknown> = {}) =>
  (await client.query({ query, query_params, format: 'JSONEachRow' })).json<Row>();

const listTables = (client: ClickHouseClient) =>
  rowsOf<{ name: string }>(
    client,
    `select name from system.tables
     where database = currentDatabase() and engine like '%MergeTree' and name not in {left:Array(String)}
     order by name`,
    { left: LEFT_OUT },
  );

/** Lets go of copies, also those that a backup cut short has left. */
export const dropCopies = async (client: ClickHouseClient): Promise<void> => {
  for (const { name } of await listTables(client)) {
    if (name.startsWith(COPY)) await client.command({ query: `drop table if exists ${identifier(name)} sync` });
  }
};

/**
 * What was deleted must be gone before parts are shared: a copy would keep it.
 * @throws DomainError analytical_store_busy when that takes too long
 */
export const awaitMutations = async (client: ClickHouseClient, longestMs: number): Promise<void> => {
  const deadline = Date.now() + longestMs;
  for (;;) {
    const [row] = await rowsOf<{ waiting: string }>(
      client,
      'select count() as waiting from system.mutations where database = currentDatabase() and not is_done',
    );
    if (Number(row?.waiting) === 0) return;
    if (Date.now() > deadline) {
      const message = 'The analytical store is still deleting rows: try the backup again in some minutes.';
      throw new DomainError('analytical_store_busy', 409, message);
    }
    await sleep(20);
  }
};

const columnsOf = async (client: ClickHouseClient, name: string): Promise<string[]> => {
  const columns = await rowsOf<{ name: string }>(
    client,
    `select name from system.columns where database = currentDatabase() and table = {name:String}
     and default_kind in ('', 'DEFAULT') order by position`,
    { name },
  );
  return columns.map((column) => column.name);
};

export interface AnalyticalContents {
  readonly migrations: string[];
  readonly tables: BackupTable[];
}

/** Copies of all tables as they are now. They share the parts on disk, so that this takes no time and no room. */
export const copyTables = async (client: ClickHouseClient): Promise<AnalyticalContents> => {
  await awaitMutations(client, LONGEST_STANDSTILL_MS);
  const applied = await rowsOf<{ id: string }>(client, 'select distinct id from parcours_migrations order by id');
  const tables: BackupTable[] = [];
  for (const { name } of await listTables(client)) {
    const copy = identifier(COPY + name);
    await client.command({ query: `create table ${copy} as ${identifier(name)}` });
    await client.command({ query: `alter table ${copy} attach partition all from ${identifier(name)}` });
    const [counted] = await rowsOf<{ rows: string }>(client, `select count() as rows from ${copy}`);
    tables.push({
      store: 'analytical',
      name,
      columns: await columnsOf(client, name),
      rows: Number(counted?.rows ?? 0),
    });
  }
  return { migrations: applied.map(({ id }) => id), tables };
};

/** All rows of a table's copy as tab-separated text, a line each: older and newer versions included, as they are stored. */
export async function* readCopy(client: ClickHouseClient, { name, columns }: BackupTable): AsyncGenerator<Buffer> {
  const left = new AbortController();
  const { stream } = await client.exec({
    query: `select ${columns.map(identifier).join(', ')} from ${identifier(COPY + name)} format TabSeparated`,
    clickhouse_settings: { max_execution_time: 0 },
    abort_signal: left.signal,
  });
  try {
    yield* stream as AsyncIterable<Buffer>;
  } finally {
    // A reader that stops early must not leave the engine reading: the copy could not be dropped.
    left.abort();
    stream.destroy();
  }
}
