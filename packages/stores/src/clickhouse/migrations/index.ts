import { foundation } from './0001_foundation.sql.js';
import { durableInserts } from './0002_durable.sql.js';
import { groups } from './0005_groups.sql.js';

export interface WarehouseMigration {
  readonly id: string;
  readonly statements: readonly string[];
}

/** In the order in which they are applied. Statements can be run again: ClickHouse has no transactions. */
export const warehouseMigrations: readonly WarehouseMigration[] = [foundation, durableInserts, groups];
