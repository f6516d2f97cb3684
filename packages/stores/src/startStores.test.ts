import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readServerFile, removeServerFile, startStores, writeServerFile } from './index.js';
import { TEST_STORES, type TestServers } from './testing.setup.js';

const root = mkdtempSync(join(tmpdir(), 'parcours stores é '));
chmodSync(root, 0o755);
const holders: ChildProcess[] = [];
const asRoot = process.getuid?.() === 0;

interface Line {
  readonly ready?: boolean;
  readonly pid?: number;
  readonly postgres?: number;
  readonly id?: number;
  readonly error?: string;
  readonly code?: string;
}

const hold = (folder: string, options: { appending?: boolean; uid?: number; env?: NodeJS.ProcessEnv } = {}) => {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = join(import.meta.dirname, 'fixtures', 'holdStores.ts');
  const child = spawn(
    process.execPath,
    ['--import', tsx, script, folder, ...(options.appending ? ['appending'] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: '/',
      env: { ...process.env, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    },
  );
  holders.push(child);
  const lines: Line[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(JSON.parse(line) as Line));
  const until = async (found: (line: Line) => boolean): Promise<Line> => {
    for (;;) {
      const line = lines.find(found);
      if (line) return line;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended: ${JSON.stringify(lines)}`);
      await wait(10);
    }
  };
  return { child, lines, until };
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));

/** Live processes (not those already dead and waiting to be reaped) whose command names the folder, or that work in it. */
const processesOn = (folder: string): string[] =>
  spawnSync(
    'sh',
    ['-c', 'for p in /proc/[0-9]*; do echo "$p $(tr "\\0\\n" "  " <$p/cmdline) $(readlink $p/cwd)"; done'],
    {
      encoding: 'utf8',
    },
  )
    .stdout.split('\n')
    .filter((line) => line.includes(folder) && !line.includes(' sh -c for p in'));

afterEach(async () => {
  for (const child of holders.splice(0)) {
    child.kill('SIGKILL');
    await ended(child);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the stores of a data folder', () => {
  it('start in a folder with spaces and accents, stop, and start again with what they held', async () => {
    const folder = join(root, 'mes données à moi');
    const first = await startStores({ dataDir: folder });
    await first.log.append([{ workspaceId: 'w', receivedAt: 1, imported: false, size: 0, text: '' }]);
    await first.warehouse.insert('interactions', [{ workspace_id: 'w', message_id: 'm' }], 't');
    expect(await first.operational.query('show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await first.operational.query('show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
    await first.stop();
    expect(processesOn(folder)).toEqual([]);
    const second = await startStores({ dataDir: folder });
    expect(await second.log.head()).toBe(1);
    expect(await second.warehouse.query('select message_id from interactions')).toEqual([{ message_id: 'm' }]);
    await second.stop();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('keep secrets to their owner', async () => {
    const folder = join(root, 'mes données à moi');
    for (const name of ['postgres.password', 'postgres.log', 'clickhouse.log']) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    for (const name of ['postgres', 'clickhouse']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('[LOG-1] lose nothing acknowledged to kill −9, leave no orphan, and recover by themselves', async () => {
    const folder = join(root, 'killed');
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round++) {
      const holder = hold(folder, { appending: true });
      await holder.until((line) => line.id !== undefined && holder.lines.length > 10 + round * 7);
      holder.child.kill('SIGKILL');
      await ended(holder.child);
      acknowledged.push(...holder.lines.flatMap((line) => line.id ?? []));
      // The first rounds restart at once, while what the last one left is still going.
      if (round === 2) {
        await wait(2000);
        expect(processesOn(folder)).toEqual([]);
      }
    }
    const stores = await startStores({ dataDir: folder });
    const entries = await stores.log.read(0, 1_000_000);
    const logged = new Set(entries.map((entry) => entry.id));
    expect(acknowledged.filter((id) => !logged.has(id))).toEqual([]);
    const stored = await stores.warehouse.query<{ log_id: string }>('select log_id from interactions');
    const inserted = new Set(stored.map((row) => Number(row.log_id)));
    expect(acknowledged.filter((id) => !inserted.has(id))).toEqual([]);
    await stores.stop();
  });

  it('recover when PostgreSQL itself was left behind', async () => {
    const folder = join(root, 'left behind');
    const holder = hold(folder);
    const { postgres } = await holder.until((line) => line.ready === true);
    // Everything that watches over the database goes at once; only the database stays.
    const watchers = processesOn(join(folder, 'postgres'))
      .filter((line) => line.includes('/bin/sh -c'))
      .map((line) => Number(/\/proc\/(\d+)/.exec(line)?.[1]));
    expect(watchers.length).toBeGreaterThan(0);
    for (const pid of watchers) process.kill(pid, 'SIGKILL');
    holder.child.kill('SIGKILL');
    await ended(holder.child);
    await wait(300);
    expect(() => process.kill(postgres as number, 0)).not.toThrow();
    const stores = await startStores({ dataDir: folder });
    expect(await stores.log.head()).toBe(0);
    await stores.stop();
    expect(processesOn(folder)).toEqual([]);
  });

  it('come back by themselves when the database or the engine dies under them', async () => {
    const folder = join(root, 'crashing');
    const said: string[] = [];
    const stores = await startStores({ dataDir: folder, say: (message) => said.push(message) });
    await stores.log.append([{ workspaceId: 'w', receivedAt: 1, imported: false, size: 0, text: '' }]);
    await stores.warehouse.insert('interactions', [{ workspace_id: 'w', message_id: 'm' }], 't');
    const dying = processesOn(folder).filter(
      (line) => / -D |clickhouse\/spool$/.test(line) && !line.includes('/bin/sh'),
    );
    expect(dying).toHaveLength(2);
    for (const line of dying) process.kill(Number(/\/proc\/(\d+)/.exec(line)?.[1]), 'SIGKILL');
    const back = async (work: () => Promise<unknown>) => {
      for (const deadline = Date.now() + 20_000; ; await wait(50)) {
        const result = await work().catch((error: Error) => error);
        if (!(result instanceof Error)) return result;
        if (Date.now() > deadline) throw result;
      }
    };
    expect(await back(() => stores.log.head())).toBe(1);
    expect(await back(() => stores.warehouse.query('select message_id from interactions'))).toEqual([
      { message_id: 'm' },
    ]);
    expect(said.filter((message) => message.includes('started again'))).toHaveLength(2);
    await stores.stop();
    expect(processesOn(folder)).toEqual([]);
  });

  it('refuse a second server, naming the first', async () => {
    const folder = join(root, 'twice');
    const holder = hold(folder);
    const { pid } = await holder.until((line) => line.ready === true);
    writeServerFile(folder, { pid: pid as number, url: 'http://localhost:4000', token: 'secret' });
    await expect(startStores({ dataDir: folder })).rejects.toMatchObject({
      code: 'data_folder_in_use',
      message: `A Parcours server (process ${pid}, at http://localhost:4000) already uses the data folder ${folder}. Stop it first, or choose another folder with --data.`,
    });
    holder.child.kill('SIGTERM');
    await ended(holder.child);
    expect(readServerFile(folder)).toBeNull();
    await (await startStores({ dataDir: folder })).stop();
  });

  it('take over a lock whose process is gone, even when its pid lives again', async () => {
    const folder = join(root, 'twice');
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: 'another time' }));
    await (await startStores({ dataDir: folder })).stop();
    writeFileSync(join(folder, 'lock'), 'cut sho');
    await (await startStores({ dataDir: folder })).stop();
  });

  it('refuse a database made by a later version', async () => {
    const folder = join(root, 'twice');
    const stores = await startStores({ dataDir: folder });
    await stores.operational.query("insert into parcours_migrations (id) values ('9999_future')");
    await stores.stop();
    await expect(startStores({ dataDir: folder })).rejects.toMatchObject({
      code: 'database_newer',
      message: expect.stringContaining('9999_future'),
    });
    expect(processesOn(folder)).toEqual([]);
  });

  it('start nothing where they are given addresses', async () => {
    const servers = (await (await fetch(process.env[TEST_STORES] as string)).json()) as TestServers;
    const folder = join(root, 'addresses');
    const clickhouseUrl = `${servers.clickhouse}/default`;
    const stores = await startStores({ dataDir: folder, databaseUrl: servers.postgres, clickhouseUrl });
    expect(await stores.log.head()).toBe(0);
    expect(await stores.warehouse.query('select count() as n from interactions')).toEqual([{ n: '0' }]);
    expect(readdirSync(folder)).toEqual(['lock']);
    await stores.stop();
  });

  it('say that a folder cannot be written', async () => {
    writeFileSync(join(root, 'a file'), '');
    await expect(startStores({ dataDir: join(root, 'a file', 'data') })).rejects.toMatchObject({
      code: 'data_folder_not_writable',
      message: expect.stringContaining('part of its path is a file'),
    });
  });

  it('say who is the running server, to the owner only', () => {
    const folder = join(root, 'server file');
    mkdirSync(folder);
    expect(readServerFile(folder)).toBeNull();
    const file = { pid: process.pid, url: 'http://localhost:4000', token: 'secret' };
    writeServerFile(folder, file);
    expect(statSync(join(folder, 'server.json')).mode & 0o777).toBe(0o600);
    expect(readServerFile(folder)).toEqual(file);
    removeServerFile(folder, process.pid + 1);
    expect(readServerFile(folder)).toEqual(file);
    removeServerFile(folder);
    expect(existsSync(join(folder, 'server.json'))).toBe(false);
  });
});

describe.runIf(asRoot)('the stores, started as root', () => {
  it('start as an ordinary user', async () => {
    const nobody = Number(readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+)/m)?.[1]);
    const folder = join(root, 'ordinary');
    mkdirSync(folder);
    chownSync(folder, nobody, nobody);
    const holder = hold(folder, { uid: nobody, env: { HOME: folder, TMPDIR: folder } });
    const ready = await holder.until((line) => line.ready === true || line.error !== undefined);
    expect(ready.error).toBeUndefined();
    expect(statSync(join(folder, 'postgres')).uid).toBe(nobody);
    holder.child.kill('SIGTERM');
    await ended(holder.child);
    // Started as root later, the database goes on as the user it belongs to.
    await (await startStores({ dataDir: folder })).stop();
    expect(statSync(join(folder, 'postgres')).uid).toBe(nobody);
  });

  it('start below a folder that only root may enter', async () => {
    const closed = join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const stores = await startStores({ dataDir: join(closed, 'data') });
    expect(await stores.log.head()).toBe(0);
    await stores.stop();
    await (await startStores({ dataDir: join(closed, 'data') })).stop();
  });

  it('refuse, as an ordinary user, a database that belongs to another', async () => {
    const folder = join(root, 'of another');
    await (await startStores({ dataDir: folder })).stop();
    cpSync(folder, `${folder} 2`, { recursive: true });
    const nobody = Number(readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+)/m)?.[1]);
    chownSync(`${folder} 2`, nobody, nobody);
    chmodSync(join(`${folder} 2`, 'postgres.password'), 0o644);
    const holder = hold(`${folder} 2`, { uid: nobody, env: { HOME: '/tmp' } });
    const { code } = await holder.until((line) => line.error !== undefined);
    expect(code).toBe('data_folder_of_another_user');
  });
});
