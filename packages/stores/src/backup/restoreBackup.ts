import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { DomainError } from '@parcours/engine/ports';
import type pg from 'pg';
import { warehouseMigrations } from '../clickhouse/migrations/index.js';
import { MIGRATION_LOCK } from '../postgres/migrate.js';
import { operationalMigrations } from '../postgres/migrations/index.js';
import { type OpenedStores, openStores, type StoresOptions } from '../startStores.js';
import type { BackupHeader, BackupTable } from './format.js';
import { beginAnalytical, countAnalytical, loadAnalytical, refuseFilledAnalytical } from './loadAnalytical.js';
import {
  beginOperational,
  countOperational,
  type OperationalLoad,
  refuseFilledOperational,
} from './loadOperational.js';
import { type CheckedBackup, checkBackupFile, readEntries } from './readBackupFile.js';
import { markLoaded, markOperational, settleRestore } from './restoreMark.js';

export interface RestoreOptions extends StoresOptions {
  readonly file: string;
}

/** Bytes of the file, which is read twice: first checked, then loaded. */
export interface RestoreProgress {
  readonly step: 'checking' | 'loading';
  readonly done: number;
  readonly total: number;
}

export interface Restored {
  readonly createdAt: string;
  readonly program: string;
  readonly tables: readonly Pick<BackupTable, 'store' | 'name' | 'rows'>[];
}

const refuseLater = (file: string, { migrations, program }: BackupHeader): void => {
  const known = new Set([...operationalMigrations, ...warehouseMigrations].map(({ id }) => id));
  const unknown = [...migrations.operational, ...migrations.analytical].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const message = `${file} was written by a later version of Parcours (${program}; ${unknown.join(', ')}): restore it with that version, or a later one.`;
  throw new DomainError('backup_newer', 422, message, { unknown });
};

/** What a data folder may hold before anything was put into it. */
const OURS = /^(postgres|clickhouse|lock|server\.json)/;

const refuseForeignFolder = (dataDir: string): void => {
  if (!existsSync(dataDir)) return;
  if (!statSync(dataDir).isDirectory()) {
    throw new DomainError('restore_not_a_folder', 409, `${dataDir} is a file: name a new or empty folder with --data.`);
  }
  const foreign = readdirSync(dataDir).find((name) => !OURS.test(name));
  if (foreign === undefined) return;
  const message = `The folder ${dataDir} holds other things (${foreign}): name a new or empty folder with --data.`;
  throw new DomainError('restore_not_empty', 409, message);
};

/** Every part of the file into its table, in the order of the file. */
const loadParts = async (
  file: string,
  { header, manifest }: CheckedBackup,
  { clickhouse }: OpenedStores,
  operational: OperationalLoad,
  onBytes: (bytes: number) => void,
): Promise<void> => {
  const parts = new Map(manifest.parts.map((part) => [part.name, part]));
  const keyOf = (store: string, name: string) => `${store}/${name}`;
  const tables = new Map(header.tables.map((table) => [keyOf(table.store, table.name), table]));
  for await (const { name, content } of readEntries(file, onBytes)) {
    const part = parts.get(name);
    const table = part && tables.get(keyOf(part.store, part.table));
    if (!table) {
      content.resume();
      continue;
    }
    const rows = createGunzip();
    content.once('error', (error) => rows.destroy(error));
    content.pipe(rows);
    if (table.store === 'operational') await operational.load(table, rows);
    else await loadAnalytical(clickhouse, table, rows);
  }
};

/** The stores must hold the rows that were counted when the backup was made. */
const compareCounts = async (
  header: BackupHeader,
  client: pg.PoolClient,
  { clickhouse }: OpenedStores,
): Promise<void> => {
  for (const { store, name, rows } of header.tables) {
    const loaded =
      store === 'operational' ? await countOperational(client, name) : await countAnalytical(clickhouse, name);
    if (loaded !== rows) throw new Error(`${name} holds ${loaded} rows after the restore, ${rows} before`);
  }
};

const load = async (
  checked: CheckedBackup,
  stores: OpenedStores,
  { file, dataDir }: RestoreOptions,
  onBytes: (bytes: number) => void,
): Promise<void> => {
  const { header } = checked;
  const client = await stores.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseFilledOperational(client, stores.embedded.operational ? dataDir : 'the PostgreSQL of DATABASE_URL');
    const analytical = stores.embedded.analytical ? dataDir : 'the ClickHouse of CLICKHOUSE_URL';
    await refuseFilledAnalytical(stores.clickhouse, analytical);
    await markOperational(client);
    await beginAnalytical(stores.clickhouse, header);
    await client.query('begin');
    const operational = await beginOperational(client, header);
    await loadParts(file, checked, stores, operational, onBytes);
    await operational.finish();
    await compareCounts(header, client, stores);
    await markLoaded(client);
    await client.query('commit');
  } finally {
    client.release(true);
  }
};

/**
 * Puts a backup into an empty or new data folder, or into empty databases of one's own, as the version that wrote it had
 * them: the next start brings them up to date, as it does any older folder. The file is checked to its end before anything is made. Cut short, it leaves data that no server starts on, and
 * may be run again.
 * @throws DomainError backup_missing, backup_broken, backup_newer, restore_not_empty, restore_not_a_folder, data_folder_in_use
 */
export const restoreBackup = async (
  options: RestoreOptions,
  onProgress: (progress: RestoreProgress) => void = () => undefined,
): Promise<Restored> => {
  const dataDir = resolve(options.dataDir);
  const counted = (step: RestoreProgress['step']) => {
    let done = 0;
    const total = statSync(options.file, { throwIfNoEntry: false })?.size ?? 0;
    return (bytes: number) => {
      done += bytes;
      onProgress({ step, done, total });
    };
  };
  refuseForeignFolder(dataDir);
  const checked = await checkBackupFile(options.file, counted('checking'));
  const { header } = checked;
  refuseLater(options.file, header);
  const stores = await openStores({ ...options, dataDir });
  try {
    await load(checked, stores, { ...options, dataDir }, counted('loading'));
    await settleRestore(stores.pool, stores.clickhouse);
  } finally {
    await stores.stop();
  }
  const tables = header.tables.map(({ store, name, rows }) => ({ store, name, rows }));
  return { createdAt: header.createdAt, program: header.program, tables };
};
