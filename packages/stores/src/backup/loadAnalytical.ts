import type { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { identifier } from '../clickhouse/literal.js';
import { applyWarehouse } from '../clickhouse/migrate.js';
import type { BackupHeader, BackupTable } from './format.js';
import { refuseFilled } from './loadOperational.js';
import { isMarkedAnalytical, markAnalytical } from './restoreMark.js';

const tablesOf = async (client: ClickHouseClient): Promise<string[]> => {
  const answer = await client.query({
    query: `select name from system.tables where database = currentDatabase() and name <> 'restore_unfinished' order by name`,
    format: 'JSONEachRow',
  });
  return (await answer.json<{ name: string }>()).map(({ name }) => name);
};

/** @throws DomainError restore_not_empty, unless what is there is of a restore cut short */
export const refuseFilledAnalytical = async (client: ClickHouseClient, where: string): Promise<void> => {
  if (!(await isMarkedAnalytical(client))) refuseFilled(await tablesOf(client), where);
};

/** Marks the store, clears what a restore cut short has left, and makes the tables as they were when the backup was made. */
export const beginAnalytical = async (client: ClickHouseClient, header: BackupHeader): Promise<void> => {
  await markAnalytical(client);
  for (const name of await tablesOf(client)) await client.command({ query: `drop table ${identifier(name)} sync` });
  await applyWarehouse(client, header.migrations.analytical);
};

/** One part as one block. It is not compared with earlier ones: equal rows are so because they were so. */
export const loadAnalytical = async (
  client: ClickHouseClient,
  { name, columns }: Pick<BackupTable, 'name' | 'columns'>,
  rows: Readable,
): Promise<void> => {
  const { stream } = await client.exec({
    query: `insert into ${identifier(name)} (${columns.map(identifier).join(', ')}) format TabSeparated`,
    values: rows,
    clickhouse_settings: {
      max_insert_block_size: '1048576',
      min_insert_block_size_rows: '1048576',
      min_insert_block_size_bytes: '1073741824',
      max_execution_time: 600,
      insert_deduplicate: 0,
      // Rows are stored as they were: merging them is the engine's affair, later.
      optimize_on_insert: 0,
      wait_end_of_query: 1,
    },
  });
  for await (const _ of stream);
};

export const countAnalytical = async (client: ClickHouseClient, table: string): Promise<number> => {
  const answer = await client.query({ query: `select count() from ${identifier(table)}`, format: 'TabSeparated' });
  return Number((await answer.text()).trim());
};
