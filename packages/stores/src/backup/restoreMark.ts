import type { ClickHouseClient } from '@clickhouse/client';
import { DomainError } from '@parcours/engine/ports';
import type pg from 'pg';

/**
 * A table of this name in a store says that a restore into it has begun and not ended. The operational one also says
 * when all is loaded: the rest can then be done by whoever comes next.
 */
const MARK = 'restore_unfinished';

export const isMarkedAnalytical = async (clickhouse: ClickHouseClient): Promise<boolean> => {
  const answer = await clickhouse.query({ query: `exists table ${MARK}`, format: 'TabSeparated' });
  return (await answer.text()).trim() === '1';
};

export const markAnalytical = (clickhouse: ClickHouseClient) =>
  clickhouse.command({
    query: `create table if not exists ${MARK} (at DateTime default now()) engine = MergeTree order by at`,
  });

type Mark = 'none' | 'begun' | 'loaded';

const markOfOperational = async (sql: Pick<pg.Pool, 'query'>): Promise<Mark> => {
  const { rows } = await sql.query<{ marked: boolean }>(
    `select to_regclass(quote_ident(current_schema()) || '.${MARK}') is not null as marked`,
  );
  if (!rows[0]?.marked) return 'none';
  const found = await sql.query<{ loaded: boolean }>(`select loaded from ${MARK}`);
  return found.rows.some(({ loaded }) => loaded) ? 'loaded' : 'begun';
};

export const markOperational = async (client: pg.PoolClient): Promise<void> => {
  await client.query(`create table if not exists ${MARK} (loaded boolean not null)`);
};

/** In the transaction that loads the rows: with its commit the restore is done, but for the marks. */
export const markLoaded = async (client: pg.PoolClient): Promise<void> => {
  await client.query(`insert into ${MARK} values (true)`);
};

/**
 * Ends a restore of which only the marks are left.
 * @throws DomainError restore_unfinished when one was cut short before
 */
export const settleRestore = async (sql: Pick<pg.Pool, 'query'>, clickhouse: ClickHouseClient): Promise<void> => {
  const mark = await markOfOperational(sql);
  if (mark === 'loaded') {
    await clickhouse.command({ query: `drop table if exists ${MARK} sync` });
    await sql.query(`drop table ${MARK}`);
    return;
  }
  if (mark === 'none' && !(await isMarkedAnalytical(clickhouse))) return;
  throw new DomainError(
    'restore_unfinished',
    409,
    'A restore into this data was begun and not finished. Run the same "parcours restore" command again: it begins anew. Or choose another folder with --data.',
  );
};
