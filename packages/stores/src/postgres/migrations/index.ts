import { foundation } from './0001_foundation.sql.js';
import { logAppend } from './0002_log_append.sql.js';
import { accounts } from './0003_accounts.sql.js';
import { reading } from './0004_reading.sql.js';
import { people } from './0005_people.sql.js';
import { sources } from './0008_sources.sql.js';
import { definitions } from './0009_definitions.sql.js';
import { erasure } from './0010_erasure.sql.js';
import { pace } from './0012_pace.sql.js';
import { settling } from './0013_settling.sql.js';
import { value } from './0014_value.sql.js';
import { lanes } from './0015_lanes.sql.js';
import { recommend } from './0016_recommend.sql.js';
import { home } from './0018_home.sql.js';
import { kept } from './0019_kept.sql.js';
import { flows } from './0024_flows.sql.js';
import { sending } from './0026_sending.sql.js';
import { preferences } from './0027_preferences.sql.js';

export interface OperationalMigration {
  readonly id: string;
  readonly sql: string;
}

/** In the order in which they are applied, each in a transaction of its own. */
export const operationalMigrations: readonly OperationalMigration[] = [
  foundation,
  logAppend,
  accounts,
  reading,
  people,
  sources,
  definitions,
  erasure,
  pace,
  settling,
  value,
  lanes,
  recommend,
  home,
  kept,
  flows,
  sending,
  preferences,
];
