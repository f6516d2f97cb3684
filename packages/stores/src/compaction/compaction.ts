import type { ClickHouseClient } from '@clickhouse/client';
import type { Compaction } from '@parcours/engine/ports';
import type pg from 'pg';
import { compactClickHouse } from './compactClickHouse.js';
import { compactPostgres, sizeOfTables } from './compactPostgres.js';

/** The Compaction port on both stores. */
export const storesCompaction = (pool: pg.Pool, clickhouse: ClickHouseClient): Compaction => ({
  size: () => sizeOfTables(pool),
  compact: async (since) => {
    if (!(await compactClickHouse(clickhouse))) return { waitsFor: 'readers', remains: [] };
    return compactPostgres(pool, since);
  },
});
