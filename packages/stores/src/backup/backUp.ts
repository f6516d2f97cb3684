import type { ClickHouseClient } from '@clickhouse/client';
import { DomainError } from '@parcours/engine/ports';
import type pg from 'pg';
import { type AnalyticalContents, awaitMutations, copyTables, dropCopies, readCopy } from './analyticalCopies.js';
import { type BackupHeader, type BackupTable, FORMAT } from './format.js';
import { copyOut, describeOperational, EXACT, type OperationalContents } from './operationalDump.js';
import { partsOf } from './partsOf.js';
import { type BackupFile, refuseTarget, writeBackupFile } from './writeBackupFile.js';

export interface BackUpPorts {
  readonly pool: pg.Pool;
  readonly clickhouse: ClickHouseClient;
  /**
   * Runs work while nothing is being situated and the analytical store holds all that was; new interactions are
   * acknowledged meanwhile, to the log.
   */
  readonly whileStill: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface BackUpOptions {
  /** An absolute path. */
  readonly file: string;
  readonly overwrite: boolean;
  /** The version that writes it. */
  readonly program: string;
  readonly now: number;
}

export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
  /** Rows by store and table. */
  readonly tables: readonly Pick<BackupTable, 'store' | 'name' | 'rows'>[];
}

/** Rows. */
export interface BackupProgress {
  readonly done: number;
  readonly total: number;
}

const LOCK = 7021002;
const LONGEST_WAIT_MS = 600_000;

const takeLock = async (client: pg.PoolClient): Promise<void> => {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [LOCK]);
  if (rows[0]?.free) return;
  throw new DomainError('backup_under_way', 409, 'Another backup of this data is being made: wait until it has ended.');
};

interface Snapshot {
  readonly operational: OperationalContents;
  readonly analytical: AnalyticalContents;
}

/** Both stores at one instant between two checkpoints: the log read up to a position, and everything up to there written. */
const takeSnapshot = async ({ clickhouse, whileStill }: BackUpPorts, client: pg.PoolClient): Promise<Snapshot> => {
  await awaitMutations(clickhouse, LONGEST_WAIT_MS);
  const analytical = await whileStill(async () => {
    await client.query(`begin isolation level repeatable read read only; ${EXACT}`);
    // What the transaction sees is settled by its first query.
    await client.query('select from parcours_migrations');
    return copyTables(clickhouse);
  });
  return { operational: await describeOperational(client), analytical };
};

const headerOf = ({ operational, analytical }: Snapshot, { program, now }: BackUpOptions): BackupHeader => ({
  format: FORMAT,
  program,
  createdAt: new Date(now).toISOString(),
  migrations: { operational: operational.migrations, analytical: analytical.migrations },
  tables: [...operational.tables, ...analytical.tables],
  sequences: operational.sequences,
});

/** The rows of one table; refuses to go on when they are not as many as were counted. */
const writeTable = async (
  file: BackupFile,
  table: BackupTable,
  rows: AsyncIterable<Buffer>,
  { signal, onRows }: { readonly signal: AbortSignal; readonly onRows: (rows: number) => void },
): Promise<void> => {
  let number = 0;
  let written = 0;
  for await (const part of partsOf(rows)) {
    signal.throwIfAborted();
    await file.add(table, ++number, part);
    written += part.rows;
    onRows(part.rows);
  }
  if (written !== table.rows) throw new Error(`${table.name} gave ${written} rows of ${table.rows}`);
};

/**
 * Writes everything both stores hold into one file, while interactions go on coming in: all that was acknowledged before
 * the call is in it, and nothing twice.
 * @throws DomainError backup_under_way, backup_exists, backup_folder_missing, backup_not_writable
 */
export const backUp = async (
  ports: BackUpPorts,
  options: BackUpOptions,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: BackupProgress) => void },
): Promise<BackedUp> => {
  refuseTarget(options.file, options.overwrite);
  const client = await ports.pool.connect();
  try {
    await takeLock(client);
    await dropCopies(ports.clickhouse);
    try {
      const snapshot = await takeSnapshot(ports, client);
      return await writeSnapshot(ports, client, headerOf(snapshot, options), options, { signal, onProgress });
    } finally {
      await dropCopies(ports.clickhouse);
    }
  } finally {
    // Ends the transaction, lets go of the lock.
    client.release(true);
  }
};

const writeSnapshot = async (
  { clickhouse }: BackUpPorts,
  client: pg.PoolClient,
  header: BackupHeader,
  { file: path, overwrite }: BackUpOptions,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: BackupProgress) => void },
): Promise<BackedUp> => {
  const total = header.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const onRows = (rows: number): void => {
    done += rows;
    onProgress({ done, total });
  };
  const file = await writeBackupFile(path, overwrite, header);
  try {
    onProgress({ done, total });
    for (const table of header.tables) {
      if (table.store === 'operational') await writeTable(file, table, copyOut(client, table), { signal, onRows });
    }
    await client.query('rollback');
    for (const table of header.tables) {
      if (table.store === 'analytical') await writeTable(file, table, readCopy(clickhouse, table), { signal, onRows });
    }
    const bytes = await file.finish();
    return { file: path, bytes, tables: header.tables.map(({ store, name, rows }) => ({ store, name, rows })) };
  } catch (error) {
    await file.discard();
    throw error;
  }
};
