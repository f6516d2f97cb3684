import type pg from 'pg';
import { refuseNewer } from '../migrations.js';
import { operationalMigrations } from './migrations/index.js';

const LOCK = 7021000;

/**
 * Brings the operational database up to this version of the program; several starting at once wait for each other.
 * @throws DomainError database_newer when a later version has already changed it.
 */
export const migrateOperational = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists parcours_migrations (id text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ id: string }>('select id from parcours_migrations');
    const applied = new Set(rows.map((row) => row.id));
    refuseNewer('operational', applied, operationalMigrations);
    for (const { id, sql } of operationalMigrations) {
      if (!applied.has(id)) await applyOne(client, id, sql);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
};

const applyOne = async (client: pg.PoolClient, id: string, sql: string): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into parcours_migrations (id) values ($1)', [id]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
