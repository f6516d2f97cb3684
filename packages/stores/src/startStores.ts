import { resolve } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { Compaction, Log, OperationalStore, Warehouse } from '@parcours/engine/ports';
import type pg from 'pg';
import { dropCopies } from './backup/analyticalCopies.js';
import { settleRestore } from './backup/restoreMark.js';
import { migrateWarehouse } from './clickhouse/migrate.js';
import { startClickHouse } from './clickhouse/startClickHouse.js';
import { clickHouseWarehouse } from './clickhouse/warehouse.js';
import { storesCompaction } from './compaction/compaction.js';
import { takeFolder } from './folder/takeFolder.js';
import { postgresLog } from './log/postgresLog.js';
import { migrateOperational } from './postgres/migrate.js';
import { openPool, postgresStore } from './postgres/operationalStore.js';
import { startPostgres } from './postgres/startPostgres.js';

export interface StoresOptions {
  readonly dataDir: string;
  /** postgres://… — nothing embedded is started for what has an address. */
  readonly databaseUrl?: string;
  /** http://user:password@host:8123/database */
  readonly clickhouseUrl?: string;
  readonly say?: (message: string) => void;
}

/** Where both databases are, passwords included. */
export interface Addresses {
  readonly database: string;
  readonly clickhouse: string;
}

/** The ports on two databases that are up and up to date. */
export interface ConnectedStores {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Log;
  readonly compaction: Compaction;
  readonly pool: pg.Pool;
  readonly clickhouse: ClickHouseClient;
  /** Closes the connections. */
  stop(): Promise<void>;
}

export interface Stores extends ConnectedStores {
  /** For other threads and processes. */
  readonly addresses: Addresses;
}

type Undo = () => Promise<void> | void;

/** Both databases up and connected to, whatever is in them. */
export interface OpenedStores {
  readonly pool: pg.Pool;
  readonly clickhouse: ClickHouseClient;
  readonly addresses: Addresses;
  /** Which of them are ours, in the data folder. */
  readonly embedded: { readonly operational: boolean; readonly analytical: boolean };
  stop(): Promise<void>;
}

/**
 * Takes the data folder, starts what is embedded, brings both databases up to date.
 * @throws DomainError when the folder is in use or cannot be reached, a database is newer than the program, or a
 * restore into them was not finished.
 */
export const startStores = async (options: StoresOptions): Promise<Stores> => {
  const opened = await openStores(options);
  const { pool, clickhouse, addresses, stop } = opened;
  try {
    await settleRestore(pool, clickhouse);
    // Of one's own databases another process may be making a backup: the next backup clears what is left there.
    if (opened.embedded.analytical) await dropCopies(clickhouse);
    await bothOrNeither(migrateOperational(pool), migrateWarehouse(clickhouse));
    return { ...adapters(pool, clickhouse), addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * Takes the data folder, starts what is embedded and connects to both databases; nothing in them is looked at.
 * @throws DomainError when the folder is in use or cannot be reached
 */
export const openStores = async (options: StoresOptions): Promise<OpenedStores> => {
  const dataDir = resolve(options.dataDir);
  const undos: Undo[] = [takeFolder(dataDir)];
  const stop = async () => {
    for (const undo of undos.splice(0).reverse()) await undo();
  };
  try {
    const [operational, analytical] = await bothOrNeither(
      openOperational(options, dataDir, undos),
      openAnalytical(options, dataDir, undos),
    );
    const addresses = { database: operational.url, clickhouse: analytical.url };
    const embedded = { operational: !options.databaseUrl, analytical: !options.clickhouseUrl };
    return { pool: operational.pool, clickhouse: analytical.client, addresses, embedded, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Connects to what another thread or process has started. */
export const connectStores = ({ database, clickhouse }: Addresses): ConnectedStores => {
  const pool = openPool(database);
  const client = openClickHouse(clickhouse);
  const stop = async () => {
    await pool.end();
    await client.close();
  };
  return { ...adapters(pool, client), stop };
};

/** The ports on two open connections. */
export const adapters = (pool: pg.Pool, clickhouse: ClickHouseClient): Omit<ConnectedStores, 'stop'> => ({
  operational: postgresStore(pool),
  warehouse: clickHouseWarehouse(clickhouse),
  log: postgresLog(pool),
  compaction: storesCompaction(pool, clickhouse),
  pool,
  clickhouse,
});

const openOperational = async (
  { databaseUrl, say }: StoresOptions,
  dataDir: string,
  undos: Undo[],
): Promise<{ pool: pg.Pool; url: string }> => {
  let url = databaseUrl;
  if (!url) {
    const embedded = await startPostgres(dataDir, say ?? (() => undefined));
    undos.push(() => embedded.stop());
    url = embedded.url;
  }
  const pool = openPool(url);
  undos.push(() => pool.end());
  return { pool, url };
};

const openAnalytical = async (
  { clickhouseUrl, say }: StoresOptions,
  dataDir: string,
  undos: Undo[],
): Promise<{ client: ClickHouseClient; url: string }> => {
  let url = clickhouseUrl;
  if (!url) {
    const embedded = await startClickHouse(dataDir, say);
    undos.push(() => embedded.stop());
    url = await embeddedDatabase(embedded.url);
  }
  const client = openClickHouse(url);
  undos.push(() => client.close());
  return { client, url };
};

const embeddedDatabase = async (url: string): Promise<string> => {
  const client = openClickHouse(url);
  await client.command({ query: 'create database if not exists parcours engine = Atomic' });
  await client.close();
  return `${url}/parcours`;
};

export const openClickHouse = (url: string): ClickHouseClient =>
  createClient({
    url,
    application: 'parcours',
    request_timeout: 3_600_000,
    max_open_connections: 20,
    // What goes wrong is thrown; the client's own log would say it twice.
    log: { level: ClickHouseLogLevel.OFF },
  });

const bothOrNeither = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
};
