import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { newPassword } from '../folder/secrets.js';
import { keepRunning } from '../processes/keepRunning.js';
import { spawnWatched, stopWith } from '../processes/spawnWatched.js';
import type { Opened, Opening } from './child.js';

export interface EmbeddedClickHouse {
  /** http:// address, password included. */
  readonly url: string;
  /** The watching shell of the process that serves now. */
  pid(): number;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const ATTEMPTS = 8;

/**
 * Starts the child process that holds the analytical engine of a data folder and speaks ClickHouse's HTTP on loopback.
 * When the engine crashes, it is started again at the same address.
 */
export const startClickHouse = async (
  dataDir: string,
  say: (message: string) => void = () => undefined,
): Promise<EmbeddedClickHouse> => {
  const opening = { folder: join(dataDir, 'clickhouse'), password: newPassword() };
  const first = await launch(dataDir, { ...opening, port: 0 }, ATTEMPTS);
  const again = async () => (await launch(dataDir, { ...opening, port: first.port }, 1)).child;
  const kept = keepRunning(first.child, again, (how) => say(`The analytical store is started again: ${how}`));
  return {
    url: `http://parcours:${opening.password}@127.0.0.1:${first.port}`,
    pid: () => kept.child().pid as number,
    async stop() {
      await stopWith(await kept.release(), [
        ['SIGTERM', 5000],
        ['SIGKILL', 5000],
      ]);
    },
  };
};

const launch = async (
  dataDir: string,
  opening: Opening,
  attempts: number,
): Promise<{ child: ChildProcess; port: number }> => {
  const log = join(dataDir, 'clickhouse.log');
  const output = openSync(log, existsSync(log) && statSync(log).size > 16 * 1024 * 1024 ? 'w' : 'a', 0o600);
  const child = spawnWatched(childCommand(), {
    cwd: '/',
    // All queries run on libuv's threads: one for each session, and some for files.
    env: { ...process.env, UV_THREADPOOL_SIZE: '12' },
    output,
    ipc: true,
    afterUs: { signal: 'KILL', grace: 1 },
  });
  closeSync(output);
  const opened = await handshake(child, opening);
  if ('port' in opened) {
    // The channel stays open, so that its end tells the child of ours, but does not keep this process alive.
    child.channel?.unref();
    return { child, port: opened.port };
  }
  await stopWith(child, [['SIGKILL', 5000]]);
  if (attempts > 1) {
    // The engine of a run that was killed may be leaving the folder still.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return launch(dataDir, opening, attempts - 1);
  }
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  throw new Error(`The embedded ClickHouse did not start: ${opened.error}\n${tail}`.trimEnd());
};

/** From TypeScript in development, from its own bundle beside ours in production. */
const childCommand = (): string[] => {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return [process.execPath, join(dirname(here), 'clickhouse-child.mjs')];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return [process.execPath, '--import', tsx, join(dirname(here), 'child.ts')];
};

const handshake = (child: ChildProcess, opening: Opening): Promise<Opened> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ error: 'it took too long' }), READY_WITHIN_MS);
    const settle = (opened: Opened) => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.once('message', (message) => settle(message as Opened));
    child.once('error', (error) => settle({ error: error.message }));
    child.once('exit', (code, signal) => settle({ error: `it ended by itself (${signal ?? code})` }));
    child.send(opening, () => undefined);
  });
