import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const NO_PRIVILEGE = '42501';
/** The name our own server gives itself: only its settings are ours to change. */
export const OUR_CLUSTER = 'parcours';
const READERS_LEAVE_WITHIN = 20_000;
const MOST_SEGMENTS = 300;

const one = async <T>(pool: pg.Pool, text: string, values: readonly unknown[] = []): Promise<T> => {
  const { rows } = await pool.query(text, values as unknown[]);
  return rows[0] as T;
};

/** All of ours, whatever tables there will be. */
const TABLES = "from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'";

export const sizeOfTables = async (pool: pg.Pool): Promise<number> => {
  const text = `select sum(pg_total_relation_size(oid))::float8 as bytes ${TABLES}`;
  return (await one<{ bytes: number }>(pool, text)).bytes;
};

const rewriteTables = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(`select oid::regclass::text as name ${TABLES} order by relname`);
  for (const { name } of rows) await pool.query(`vacuum (full, analyze) ${name}`);
};

/** A rewrite keeps what some transaction may still see. Waits a little for those begun before the deletion. */
const readersLeft = async (pool: pg.Pool, since: string): Promise<boolean> => {
  const text = `select count(*)::int as readers from pg_stat_activity
    where pid <> pg_backend_pid() and backend_xmin is not null and age(backend_xmin) >= age($1::xid8::xid)`;
  for (const deadline = Date.now() + READERS_LEAVE_WITHIN; ; await sleep(200)) {
    const { readers } = await one<{ readers: number }>(pool, text, [since]);
    if (readers === 0) return true;
    if (Date.now() > deadline) return false;
  }
};

/** The planner keeps the commonest values of each column: those of before are in old rows that are a moment old. */
const clearStatistics = async (pool: pg.Pool): Promise<boolean> => {
  const { now } = await one<{ now: string }>(pool, 'select pg_current_xact_id()::text as now');
  if (!(await readersLeft(pool, now))) return false;
  try {
    await pool.query('vacuum full pg_statistic');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === NO_PRIVILEGE) return false;
    throw error;
  }
};

const nextSegment = async (pool: pg.Pool): Promise<void> => {
  // a switch after nothing was written does nothing
  await pool.query("select pg_logical_emit_message(false, 'parcours', 'compaction')");
  await pool.query('select pg_switch_wal()');
};

/** Segments made ready in advance, of which some are old ones under a new name. */
const segmentsAhead = async (pool: pg.Pool): Promise<number> => {
  const text = `select count(*)::int as ahead from pg_ls_waldir()
    where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_insert_lsn())`;
  return (await one<{ ahead: number }>(pool, text)).ahead;
};

/** Old segments are deleted, not used again, and what had been made of old ones is passed through, which fills them with zeros. */
const renewWriteAheadLog = async (pool: pg.Pool): Promise<void> => {
  await pool.query('alter system set wal_recycle = off');
  await pool.query('select pg_reload_conf()');
  await sleep(100);
  try {
    for (let round = 0; round < 2; round++) {
      await nextSegment(pool);
      await pool.query('checkpoint');
    }
    for (let left = MOST_SEGMENTS; left > 0 && (await segmentsAhead(pool)) > 0; left--) await nextSegment(pool);
    await pool.query('checkpoint');
  } finally {
    await pool.query('alter system reset wal_recycle');
    await pool.query('select pg_reload_conf()');
  }
};

/** Rewrites tables, statistics and write-ahead log without what was deleted; see the Compaction port. */
export const compactPostgres = async (pool: pg.Pool, since: string) => {
  if (!(await readersLeft(pool, since))) return { waitsFor: 'readers' as const, remains: [] };
  await rewriteTables(pool);
  const statistics = await clearStatistics(pool);
  const { cluster, superuser } = await one<{ cluster: string; superuser: string }>(
    pool,
    "select current_setting('cluster_name') as cluster, current_setting('is_superuser') as superuser",
  );
  const ours = cluster === OUR_CLUSTER && superuser === 'on';
  if (ours) await renewWriteAheadLog(pool);
  return {
    waitsFor: null,
    remains: [...(ours ? [] : ['write_ahead_log' as const]), ...(statistics ? [] : ['statistics' as const])],
  };
};
