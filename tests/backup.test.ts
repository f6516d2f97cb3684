import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@parcours/server';
import { restoreBackup, startStores } from '@parcours/stores';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'parcours backups '));
chmodSync(root, 0o755);
const repository = fileURLToPath(new URL('..', import.meta.url));
const fixtures = join(repository, 'tests', 'backups');
const running: RunningServer[] = [];
let folders = 0;
const newFolder = () => join(root, `data-${++folders}`);

const start = async (dataDir: string): Promise<RunningServer> => {
  const server = await startServer({ dataDir, port: 0, logLevel: 'error' });
  running.push(server);
  return server;
};
const stop = async (server: RunningServer): Promise<void> => {
  running.splice(running.indexOf(server), 1);
  await server.stop();
};
const post = async (url: string, body: object, authorization?: string) => {
  const headers = {
    'content-type': 'application/json',
    origin: new URL(url).origin,
    ...(authorization && { authorization }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, text: await answer.text() };
};
const admin = async (server: RunningServer, path: string, body: object = {}) => {
  const { text } = await post(`${server.url}/api/admin/${path}`, body, `Bearer ${server.token}`);
  return JSON.parse(text.trim().split('\n').at(-1) as string);
};
const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
const read = async (server: RunningServer, path: string, key: string) => {
  const answer = await fetch(`${server.url}/api/${path}`, { headers: { authorization: `Bearer ${key}` } });
  return { status: answer.status, body: await answer.json() };
};

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What is known of a customer, but for what changes as time goes by. */
const portrait = async (server: RunningServer, key: string, id: string) => {
  const { positions, ...customer } = (await read(server, `customers/${id}`, key)).body;
  const where = (position: Record<string, unknown>) => [position['model'], position['stage'], position['since']];
  return {
    customer,
    positions: positions.map(where),
    timeline: (await read(server, `customers/${id}/timeline?limit=50`, key)).body.items,
    movements: (await read(server, `customers/${id}/movements?limit=50`, key)).body.items,
  };
};

describe('a backup made while interactions stream in', () => {
  const EVENTS = ['Product Viewed', 'Product Added', 'Order Completed'];
  const messageOf = (writer: number, n: number, place: number) => ({
    type: 'track',
    event: EVENTS[(n + place) % 3],
    messageId: `${writer}-${n}-${place}`,
    ...(place % 10 === 3 ? { anonymousId: `d${n % 30}` } : {}),
    ...(place % 20 === 3 ? {} : { userId: `u${(n * 7 + place) % 300}` }),
    timestamp: new Date(Date.UTC(2025, 0, 1) + n * 60_000 - (place % 7 === 0 ? 40 * 86_400_000 : 0)).toISOString(),
    properties: { revenue: place },
  });
  /** Mostly new, some late, one again, some on a device before somebody signs in. */
  const batchOf = (writer: number, n: number) =>
    Array.from({ length: 40 }, (_, place) =>
      place === 0 && n > 0 ? messageOf(writer, n - 1, 1) : messageOf(writer, n, place),
    );

  it('[BACK-1] misses nothing acknowledged before it began and holds nothing twice', async () => {
    const data = newFolder();
    const file = join(root, 'under-load.parcours');
    const server = await start(data);
    const { key } = await admin(server, 'keys', { kind: 'write' });
    const { key: apiKey } = await admin(server, 'keys', { kind: 'api' });
    const acknowledged: string[] = [];
    let writing = true;
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; writing; n++) {
        const batch = batchOf(writer, n);
        const { status } = await post(`${server.url}/v1/batch`, { batch }, basic(key));
        if (status === 200) acknowledged.push(...batch.map(({ messageId }) => messageId));
        else await sleep(50);
      }
    };
    const writers = [write(0), write(1), write(2)];
    await sleep(3_000);
    const before = new Set(acknowledged);
    const made = await admin(server, 'backup', { file });
    expect(made.result.bytes).toBeGreaterThan(10_000);
    const during = new Set(acknowledged).size - before.size;
    await sleep(500);
    writing = false;
    await Promise.all(writers);
    expect(before.size).toBeGreaterThan(1_000);
    expect(during).toBeGreaterThan(0);
    expect(await admin(server, 'doctor')).toMatchObject({ differences: 0 });
    await stop(server);

    const restored = newFolder();
    await restoreBackup({ file, dataDir: restored });
    const again = await start(restored);
    expect(await admin(again, 'doctor')).toMatchObject({ differences: 0, details: [] });
    expect((await read(again, 'customers/u7', apiKey)).status).toBe(200);
    expect((await post(`${again.url}/v1/batch`, { batch: batchOf(9, 0) }, basic(key))).status).toBe(200);
    await stop(again);
    const stores = await startStores({ dataDir: restored });
    const held = await stores.warehouse.query<{ id: string }>('select message_id as id from interactions');
    await stores.stop();
    const ids = held.map(({ id }) => id).filter((id) => !id.startsWith('9-'));
    const distinct = new Set(ids);
    expect([...before].filter((id) => !distinct.has(id))).toEqual([]);
    const sent = new Set(acknowledged);
    expect(ids.filter((id) => !sent.has(id))).toEqual([]);
    expect(ids.length).toBe(distinct.size);
  }, 180_000);
});

describe('a backup of an earlier version', () => {
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.parcours')))(
    '[BACK-4] restores and starts: %s',
    async (name) => {
      const expected = JSON.parse(readFileSync(join(fixtures, name.replace('.parcours', '.json')), 'utf8'));
      const data = newFolder();
      const { tables } = await restoreBackup({ file: join(fixtures, name), dataDir: data });
      const rows = tables
        .filter((table) => table.rows > 0)
        .map((table) => [`${table.store}/${table.name}`, table.rows]);
      expect(Object.fromEntries(rows)).toEqual(expected.rows);
      const server = await start(data);
      expect(await admin(server, 'doctor')).toMatchObject({
        differences: 0,
        customers: expected.rows['operational/customers'],
        interactions: expected.rows['analytical/interactions'],
      });
      const { status } = await post(`${server.url}/api/session`, expected.owner);
      expect(status).toBe(200);
      const before = await portrait(server, expected.apiKey, 'person-5');
      expect(before.timeline.length).toBeGreaterThan(20);
      expect(before.movements.length).toBeGreaterThan(3);
      expect(await admin(server, 'replay')).toMatchObject({ result: { positionsChanged: 0 } });
      // What this version writes, it restores the same.
      const file = join(root, name);
      await admin(server, 'backup', { file });
      await stop(server);
      const second = newFolder();
      await restoreBackup({ file, dataDir: second });
      const again = await start(second);
      expect(await portrait(again, expected.apiKey, 'person-5')).toEqual(before);
      expect(await admin(again, 'doctor')).toMatchObject({ differences: 0 });
    },
    180_000,
  );
});

describe('a restore that is killed', () => {
  it('[BACK-3] leaves a folder that says so, and begins anew when run again', async () => {
    const [name = ''] = readdirSync(fixtures).filter((one) => one.endsWith('.parcours'));
    const data = newFolder();
    const words = ['restore', join(fixtures, name), '--data', data, '--json'];
    const command = ['--import', 'tsx', join(repository, 'apps/cli/src/main.ts'), ...words];
    const child = spawn(process.execPath, command, { cwd: repository, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Once tables are being made, the marks are set.
    const tables = join(data, 'clickhouse', 'data', 'store');
    while (child.exitCode === null && !(existsSync(tables) && readdirSync(tables).length > 0)) await sleep(5);
    await sleep(100);
    child.kill('SIGKILL');
    await ended;
    const refused = await startServer({ dataDir: data, port: 0, logLevel: 'silent' }).then(
      (server) => server.stop(),
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'restore_unfinished', message: expect.stringContaining('not finished') });
    await restoreBackup({ file: join(fixtures, name), dataDir: data });
    const server = await start(data);
    expect(await admin(server, 'doctor')).toMatchObject({ differences: 0 });
  }, 120_000);
});
