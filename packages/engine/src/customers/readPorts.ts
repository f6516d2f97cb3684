import type { Clock, Sql, Warehouse } from '../ports.js';

/** What reading takes: both stores, and the time at which positions are read. */
export interface ReadPorts {
  readonly sql: Sql;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}
