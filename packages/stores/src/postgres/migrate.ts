import type pg from 'pg';
import { refuseNewer } from '../migrations.js';
import { type OperationalMigration, operationalMigrations } from './migrations/index.js';

/** Held by whoever changes the schema. */
export const MIGRATION_LOCK = 7021000;

const REGISTER =
  'create table if not exists parcours_migrations (id text primary key, applied_at timestamptz not null default now())';

/**
 * Brings the operational database up to this version of the program; several starting at once wait for each other.
 * @throws DomainError database_newer when a later version has already changed it.
 */
export const migrateOperational = async (
  pool: pg.Pool,
  migrations: readonly OperationalMigration[] = operationalMigrations,
): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(REGISTER);
    const { rows } = await client.query<{ id: string }>('select id from parcours_migrations');
    const applied = new Set(rows.map((row) => row.id));
    refuseNewer('operational', applied, migrations);
    for (const migration of migrations) {
      if (applied.has(migration.id)) continue;
      await inTransaction(client, () => apply(client, migration));
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
};

/** Makes the schema that these migrations give, in the transaction under way. */
export const applyOperational = async (client: pg.PoolClient, ids: readonly string[]): Promise<void> => {
  await client.query(REGISTER);
  for (const migration of operationalMigrations) {
    if (ids.includes(migration.id)) await apply(client, migration);
  }
};

const apply = async (client: pg.PoolClient, { id, sql }: OperationalMigration): Promise<void> => {
  await client.query(sql);
  await client.query('insert into parcours_migrations (id) values ($1)', [id]);
};

const inTransaction = async (client: pg.PoolClient, work: () => Promise<void>): Promise<void> => {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
