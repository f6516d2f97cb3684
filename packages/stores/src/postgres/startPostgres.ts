import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DomainError } from '@parcours/engine/ports';
import pg from 'pg';
import { OUR_CLUSTER } from '../compaction/compactPostgres.js';
import { postgresPassword } from '../folder/secrets.js';
import { type Account, accountFor } from '../processes/account.js';
import { keepRunning } from '../processes/keepRunning.js';
import { spawnWatched, stopWith } from '../processes/spawnWatched.js';
import { stopLeftover } from './leftover.js';
import { findPrograms, type Programs } from './programs.js';

export interface EmbeddedPostgres {
  /** postgres:// address of the database `parcours`, password included. */
  readonly url: string;
  /** The watching shell of the server of now. */
  pid(): number;
  stop(): Promise<void>;
}

interface Place {
  readonly dataDir: string;
  readonly cluster: string;
  readonly log: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly password: string;
}

const USER = 'parcours';
const DATABASE = 'parcours';
const READY_WITHIN_MS = 120_000;

/**
 * Starts the PostgreSQL of a data folder (prepared on first use) on loopback, behind a password only the folder knows.
 * When it ends by itself, it is started again at the same address.
 */
export const startPostgres = async (dataDir: string, say: (message: string) => void): Promise<EmbeddedPostgres> => {
  const programs = findPrograms();
  const cluster = join(dataDir, 'postgres');
  refuseForeign(cluster);
  const account = accountFor(cluster, dataDir, programs.folder);
  const log = join(dataDir, 'postgres.log');
  const place: Place = { dataDir, cluster, log, programs, account, password: postgresPassword(dataDir) };
  await stopLeftover(cluster);
  if (!existsSync(cluster)) {
    say('Preparing the database (first start only)…');
    await initialise(place);
  }
  const first = await launch(place, null, 3);
  await createDatabase(urlOf(place, first.port, 'postgres'));
  const again = async () => (await launch(place, first.port, 1)).child;
  const kept = keepRunning(first.child, again, (how) => say(`The database is started again: ${how}`));
  return {
    url: urlOf(place, first.port, DATABASE),
    pid: () => kept.child().pid as number,
    async stop() {
      await stopWith(await kept.release(), STOPPING);
    },
  };
};

/** First wait for what is being committed, then not even for that: the next start recovers. */
const STOPPING = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const;

const urlOf = ({ password }: Place, port: number, database: string): string =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Makes the cluster beside its final name: an initialisation cut short leaves nothing that looks complete. */
const initialise = async (place: Place): Promise<void> => {
  const { account, programs } = place;
  const draft = `${place.cluster}.new`;
  const passwordFile = `${place.cluster}.pw`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, `${place.password}\n`, { mode: 0o600 });
  own(passwordFile, account);
  mkdirSync(draft, { mode: 0o700 });
  own(draft, account);
  try {
    await run(place, [
      programs.initdb,
      ...['--pgdata', draft, '--username', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
      // Text is compared by its bytes, on every machine alike, whatever locales it has.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ]);
    renameSync(draft, place.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const own = (path: string, { user }: Account): void => {
  if (user) chownSync(path, user.uid, user.gid);
};

const refuseForeign = (cluster: string): void => {
  const me = process.getuid?.();
  if (!me || !existsSync(cluster)) return;
  const owner = statSync(cluster).uid;
  if (owner === me) return;
  throw new DomainError(
    'data_folder_of_another_user',
    409,
    `The database in ${cluster} belongs to another user of this machine (uid ${owner}). ` +
      'Start Parcours as that user or as root, or choose another folder with --data.',
  );
};

const spawnIn = (place: Place, command: readonly string[]): ChildProcess => {
  const output = openSync(place.log, isLarge(place.log) ? 'w' : 'a', 0o600);
  try {
    const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
    return spawnWatched(command, {
      account: place.account,
      cwd: '/',
      env,
      output,
      afterUs: { signal: 'QUIT', grace: 0 },
    });
  } finally {
    closeSync(output);
  }
};

const isLarge = (path: string): boolean => existsSync(path) && statSync(path).size > 16 * 1024 * 1024;

const run = (place: Place, command: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawnIn(place, command);
    child.ref();
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(failure(place, 'could not be prepared'))));
  });

const launch = async (
  place: Place,
  wanted: number | null,
  attempts: number,
): Promise<{ child: ChildProcess; port: number }> => {
  const port = wanted ?? (await freePort());
  const child = spawnIn(place, [place.programs.postgres, '-D', place.cluster, ...settings(port)]);
  const state = await waitUntilReady(child, urlOf(place, port, 'postgres'));
  if (state === 'ready') return { child, port };
  await stopWith(child, [['SIGKILL', 5000]]);
  if (attempts === 1) throw failure(place, state === 'late' ? 'took too long to start' : 'did not start');
  // Another program may have taken the port meanwhile, or processes of the last run may still be leaving.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return launch(place, wanted, attempts - 1);
};

/** Given on the command line at every start, so that the version of the program decides, not the folder's past. */
const settings = (port: number): string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 40,
    superuser_reserved_connections: 3,
    shared_buffers: '128MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '10min',
    wal_buffers: '16MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    jit: 'off',
    max_parallel_workers_per_gather: 1,
    random_page_cost: 1.1,
    autovacuum_naptime: '20s',
    autovacuum_vacuum_cost_limit: 1000,
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_checkpoints: 'off',
    log_min_messages: 'warning',
    // What goes wrong is told by the program; values of rows stay out of the file.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    cluster_name: OUR_CLUSTER,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const waitUntilReady = async (child: ChildProcess, url: string): Promise<'ready' | 'gone' | 'late'> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  let gone = false;
  child.once('exit', () => {
    gone = true;
  });
  child.once('error', () => {
    gone = true;
  });
  while (!gone && Date.now() < deadline) {
    if (await answers(url)) return 'ready';
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return gone ? 'gone' : 'late';
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const createDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const failure = (place: Place, what: string): Error => {
  const tail = readFileSync(place.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  return new Error(`The embedded PostgreSQL ${what}. The end of ${place.log} says:\n${tail}`);
};
