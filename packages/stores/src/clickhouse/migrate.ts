import type { ClickHouseClient } from '@clickhouse/client';
import { refuseNewer } from '../migrations.js';
import { warehouseMigrations } from './migrations/index.js';

/**
 * Brings the analytical database up to this version of the program.
 * @throws DomainError database_newer when a later version has already changed it.
 */
export const migrateWarehouse = (client: ClickHouseClient): Promise<void> =>
  applyWarehouse(
    client,
    warehouseMigrations.map(({ id }) => id),
  );

/** Applies those of some migrations that are not yet applied. @throws DomainError database_newer */
export const applyWarehouse = async (client: ClickHouseClient, ids: readonly string[]): Promise<void> => {
  const command = (query: string, query_params?: Record<string, unknown>) => client.command({ query, query_params });
  await command(
    'create table if not exists parcours_migrations (id String, applied_at DateTime default now()) engine = MergeTree order by id',
  );
  const answer = await client.query({ query: 'select distinct id from parcours_migrations', format: 'JSONEachRow' });
  const applied = new Set((await answer.json<{ id: string }>()).map((row) => row.id));
  refuseNewer('analytical', applied, warehouseMigrations);
  for (const { id, statements } of warehouseMigrations) {
    if (applied.has(id) || !ids.includes(id)) continue;
    for (const statement of statements) await command(statement);
    await command('insert into parcours_migrations (id) select {id:String}', { id });
  }
};
