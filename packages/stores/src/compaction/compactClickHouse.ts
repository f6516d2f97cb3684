import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { identifier } from '../clickhouse/literal.js';

/** All of ours, whatever tables there will be; a backup being made has copies of its own, which leave with it. */
const TABLES = `
select name, startsWith(name, 'backup_copy_') as copy from system.tables
where database = currentDatabase() and engine like '%MergeTree'`;
const LEAVES_WITHIN = 180_000;
/** While old parts are deleted at once, the new ones must already be on disk. */
const AT_ONCE = [
  'old_parts_lifetime = 0',
  'min_rows_to_fsync_after_merge = 1',
  'min_compressed_bytes_to_fsync_after_merge = 1',
].join(', ');
const AS_BEFORE = AT_ONCE.replace(/ = \d+/g, '');

const read = async <Row>(
  client: ClickHouseClient,
  query: string,
  query_params: { readonly table: string; readonly names?: readonly string[]; readonly before?: number },
): Promise<Row> => {
  const answer = await client.query({ query, query_params, format: 'JSONEachRow' });
  const [row] = await answer.json<Row>();
  return row as Row;
};

const MASKED = `
select count() as parts from system.parts
where database = currentDatabase() and table = {table:String} and active and has_lightweight_delete`;

/** Parts that hold, or may hold, what was deleted; and commands that name messages. */
const DOOMED = `
select groupArray(name) as names from system.parts
where database = currentDatabase() and table = {table:String} and (not active or has_lightweight_delete)`;
const LEFT = `
select (select count() from system.parts
    where database = currentDatabase() and table = {table:String} and name in {names:Array(String)})
  + (select count() from system.mutations
    where database = currentDatabase() and table = {table:String} and create_time < {before:DateTime}
      and position(command, '(message_id, log_id)') > 0) as left`;

const DETACHED = `
select groupArray(name) as names from system.detached_parts
where database = currentDatabase() and table = {table:String} and (reason = '' or reason = 'broken-on-start'
  or reason = 'ignored' or reason = 'unexpected' or reason = 'clone' or reason = 'covered-by-broken')`;

/** What a crash left beside the table is not read by anybody, and may hold anything. */
const dropDetached = async (client: ClickHouseClient, table: string): Promise<void> => {
  const { names } = await read<{ names: string[] }>(client, DETACHED, { table });
  for (const name of names) {
    const query = `alter table ${identifier(table)} drop detached part {name:String} settings allow_drop_detached = 1`;
    await client.command({ query, query_params: { name } });
  }
};

const untilGone = async (client: ClickHouseClient, table: string): Promise<void> => {
  const { names } = await read<{ names: string[] }>(client, DOOMED, { table });
  const before = Math.ceil(Date.now() / 1000);
  for (const deadline = Date.now() + LEAVES_WITHIN; ; await sleep(200)) {
    const { left } = await read<{ left: string }>(client, LEFT, { table, names, before });
    if (Number(left) === 0) return;
    if (Date.now() > deadline) throw new Error(`old parts of ${table} stay on disk`);
    // There is no such partition: all it does is to clear old parts now, which housekeeping would in half a minute.
    await client.command({ query: `alter table ${identifier(table)} drop partition id 'none'` });
  }
};

const compactTable = async (client: ClickHouseClient, table: string): Promise<void> => {
  await client.command({ query: `alter table ${identifier(table)} modify setting ${AT_ONCE}` });
  try {
    const masked = await read<{ parts: string }>(client, MASKED, { table });
    if (Number(masked.parts) > 0)
      await client.command({
        query: `alter table ${identifier(table)} apply deleted mask`,
        clickhouse_settings: { mutations_sync: '1', max_execution_time: 3600 },
      });
    await dropDetached(client, table);
    await untilGone(client, table);
  } finally {
    await client.command({ query: `alter table ${identifier(table)} reset setting ${AS_BEFORE}` });
  }
};

/** Rewrites the parts that hold masked rows and waits until the old ones have left the disk; false while a backup is made. */
export const compactClickHouse = async (client: ClickHouseClient): Promise<boolean> => {
  const answer = await client.query({ query: TABLES, format: 'JSONEachRow' });
  const tables = await answer.json<{ name: string; copy: number }>();
  if (tables.some(({ copy }) => copy === 1)) return false;
  for (const { name } of tables) await compactTable(client, name);
  return true;
};
