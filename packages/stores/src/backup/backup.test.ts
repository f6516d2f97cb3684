import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectedStores, connectStores, startStores } from '../startStores.js';
import { emptyDatabases, testStores } from '../testing.js';
import { type BackUpOptions, backUp } from './backUp.js';
import { restoreBackup } from './restoreBackup.js';
import { markAnalytical, markLoaded, markOperational, settleRestore } from './restoreMark.js';

const root = mkdtempSync(join(tmpdir(), 'parcours backup é '));
chmodSync(root, 0o755);
let files = 0;
const newFile = () => join(root, `backup-${++files}`);
const still = { whileStill: <T>(work: () => Promise<T>) => work() };
const listening = { signal: new AbortController().signal, onProgress: () => undefined };
const save = (stores: ConnectedStores, file: string, options: Partial<BackUpOptions> = {}) =>
  backUp({ ...stores, ...still }, { file, overwrite: false, program: '1.2.3', now: 0, ...options }, listening);

const NASTY = 'tab\t newline\n back\\slash \\N "quotes" \u2028 é 😀 \\. ';

let source: ConnectedStores;
let target: Awaited<ReturnType<typeof emptyDatabases>>;
let good: string;

const fill = async ({ pool, clickhouse, log }: ConnectedStores): Promise<void> => {
  await pool.query("insert into workspaces (id, name) values ('w', $1)", [NASTY]);
  await pool.query(
    "insert into api_keys (workspace_id, kind, name, prefix, hash) values ('w', 'write', 'n', 'p', '\\x00ff5c0a')",
  );
  await pool.query("insert into log_duplicates values (7, '{1,2}')");
  await pool.query('insert into movement_outbox (movements) values ($1), ($2)', ['one', 'two']);
  await pool.query(`insert into positions select 'w', gen_random_uuid(), 'm', '', 's', 1, n, pi() * n, n, n, 'l'
    from generate_series(1, 1000) n`);
  await pool.query("update readers set position = 41, detail = '{\"to\": 42}' where reader = 'warehouse'");
  await log.append([{ workspaceId: 'w', receivedAt: 1, imported: false, size: 1, text: NASTY }]);
  await clickhouse.command({
    query: `insert into interactions (workspace_id, profile_id, time, message_id, properties, outbound, log_id)
      select 'w', generateUUIDv4(), fromUnixTimestamp64Milli(1700000000123 + number), toString(number),
        {nasty:String} || repeat('x', 1000), number % 2 = 0, number from numbers(40000)`,
    query_params: { nasty: NASTY },
  });
  // The same movement twice, the newer one taking it back: both stay as they are.
  for (const version of [1, 2]) {
    await clickhouse.command({
      query: `insert into movements (workspace_id, customer_id, version, deleted) values ('w', toUUID('${UUID}'), ${version}, ${version - 1})`,
    });
  }
};
const UUID = '00000000-0000-4000-8000-000000000001';

/** Everything two stores hold, as text. */
const contents = async ({ pool, clickhouse }: ConnectedStores): Promise<Record<string, string>> => {
  const held: Record<string, string> = {};
  const tables = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'parcours_migrations' order by 1",
  );
  for (const { name } of tables.rows) {
    const { rows } = await pool.query(`select md5(string_agg(t::text, '|' order by t::text)) as sum from "${name}" t`);
    held[name] = rows[0]?.sum;
  }
  const listed = await clickhouse.query({ query: 'show tables', format: 'JSONEachRow' });
  for (const { name } of await listed.json<{ name: string }>()) {
    if (name === 'parcours_migrations') continue;
    const sum = await clickhouse.query({
      query: `select count() as rows, groupBitXor(cityHash64(*)) as sum from ${name}`,
      format: 'JSONEachRow',
    });
    held[`analytical ${name}`] = await sum.text();
  }
  return held;
};

const restoreInto = (file: string, dataDir = join(root, `data-${files}`)) =>
  restoreBackup({ file, dataDir, databaseUrl: target.database, clickhouseUrl: target.clickhouse });

beforeAll(async () => {
  source = await testStores();
  await fill(source);
  good = newFile();
  await save(source, good);
});
beforeEach(async () => {
  target = await emptyDatabases();
});
afterEach(() => target.stop());
afterAll(async () => {
  await source.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('a backup, restored', () => {
  it('[BACK-2] holds every row of every table, byte for byte, in both stores', async () => {
    const before = await contents(source);
    const restored = await restoreInto(good);
    expect(restored).toMatchObject({ program: '1.2.3', createdAt: '1970-01-01T00:00:00.000Z' });
    const stores = connectStores(target);
    expect(await contents(stores)).toEqual(before);
    expect(before['analytical movements']).toContain('"2"');
    // What comes next gets ids that were never given, and links between tables hold as before.
    const [id] = await stores.log.append([{ workspaceId: 'w', receivedAt: 2, imported: false, size: 1, text: '' }]);
    const [last] = await source.log.append([{ workspaceId: 'w', receivedAt: 2, imported: false, size: 1, text: '' }]);
    expect(id).toBe(last);
    const { rows } = await stores.pool.query("insert into movement_outbox (movements) values ('three') returning id");
    expect(rows).toEqual([{ id: 3 }]);
    await expect(
      stores.pool.query(
        "insert into api_keys (workspace_id, kind, name, prefix, hash) values ('x', 'write', 'n', 'p', '1')",
      ),
    ).rejects.toThrow(/foreign key/);
    await stores.stop();
  });

  it('is readable by its owner only, and leaves neither copies nor drafts behind', async () => {
    expect(statSync(good).mode & 0o777).toBe(0o600);
    expect(readdirSync(root).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const tables = await source.clickhouse.query({ query: 'show tables', format: 'TabSeparated' });
    expect(await tables.text()).not.toContain('backup_copy');
  });

  it('[BACK-1] takes what is there when both stores stand still, not what comes later', async () => {
    const stores = await testStores();
    const row = (n: number) =>
      stores.clickhouse.command({ query: `insert into interactions (message_id, log_id) values ('${n}', ${n})` });
    await stores.pool.query("insert into workspaces (id, name) values ('before', '')");
    await row(1);
    const file = newFile();
    const whileStill = async <T>(work: () => Promise<T>): Promise<T> => {
      const done = await work();
      await stores.pool.query("insert into workspaces (id, name) values ('after', '')");
      await stores.clickhouse.command({ query: 'truncate table interactions' });
      await row(2);
      return done;
    };
    await backUp({ ...stores, whileStill }, { file, overwrite: false, program: '', now: 0 }, listening);
    await stores.stop();
    await restoreInto(file);
    const restored = connectStores(target);
    expect((await restored.pool.query('select id from workspaces')).rows).toEqual([{ id: 'before' }]);
    expect(await restored.warehouse.query('select message_id as id from interactions')).toEqual([{ id: '1' }]);
    await restored.stop();
  });
});

describe('a backup that cannot be written', () => {
  it('says why, and leaves nothing', async () => {
    const file = newFile();
    await expect(save(source, join(root, 'nowhere', 'x'))).rejects.toMatchObject({ code: 'backup_folder_missing' });
    mkdirSync(file);
    await expect(save(source, file, { overwrite: true })).rejects.toMatchObject({ code: 'backup_not_writable' });
    const tooLong = join(root, 'x'.repeat(300));
    await expect(save(source, tooLong)).rejects.toThrow('its name is too long');
    expect(readdirSync(root)).not.toContain(`backup-${files}.partial`);
    expect(readdirSync(file)).toEqual([]);
  });

  it('never replaces a file unless told to', async () => {
    const file = newFile();
    writeFileSync(file, 'precious');
    await expect(save(source, file)).rejects.toMatchObject({ code: 'backup_exists' });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    await save(source, file, { overwrite: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(restoreInto(file)).resolves.toMatchObject({ program: '1.2.3' });
  });

  it('is refused while another is being made, and ends when asked to', async () => {
    const leaving = new AbortController();
    const file = newFile();
    const refused: unknown[] = [];
    const whileStill = async <T>(work: () => Promise<T>): Promise<T> => {
      await save(source, newFile()).catch((error: unknown) => refused.push(error));
      leaving.abort(new Error('stopping'));
      return work();
    };
    const made = backUp(
      { ...source, whileStill },
      { file, overwrite: false, program: '', now: 0 },
      { ...listening, signal: leaving.signal },
    );
    await expect(made).rejects.toThrow('stopping');
    expect(refused).toMatchObject([{ code: 'backup_under_way' }]);
    expect(readdirSync(root).filter((name) => name.startsWith(`backup-${files - 1}`))).toEqual([]);
  });
});

describe('a backup cut short in the middle of a table', () => {
  it('leaves the engine idle and nothing behind', async () => {
    const stores = await testStores();
    await stores.clickhouse.command({
      query: `insert into interactions (message_id, properties)
        select toString(cityHash64(number)), repeat(hex(cityHash64(number)), 60) from numbers(300000)`,
    });
    const leaving = new AbortController();
    const file = newFile();
    let parts = 0;
    const onProgress = () => {
      // The first tells the total, then come the migrations' own rows.
      if (++parts > 3) leaving.abort(new Error('stopping'));
    };
    const ports = { ...stores, ...still };
    const made = backUp(ports, { file, overwrite: false, program: '', now: 0 }, { signal: leaving.signal, onProgress });
    await expect(made).rejects.toThrow('stopping');
    expect(readdirSync(root).filter((name) => name.startsWith(`backup-${files}`))).toEqual([]);
    const reading =
      "select count() as n from system.processes where query like '%backup_copy%' and query not like '%processes%'";
    expect(await stores.warehouse.query(reading)).toEqual([{ n: '0' }]);
    await stores.stop();
  }, 120_000);
});

describe('a file that is not a whole backup', () => {
  const tablesOf = async () => {
    const stores = connectStores(target);
    const { rows } = await stores.pool.query("select tablename from pg_tables where schemaname = 'public'");
    await stores.stop();
    return rows;
  };
  const altered = (change: (bytes: Buffer) => Buffer): string => {
    const file = newFile();
    writeFileSync(file, change(readFileSync(good)));
    return file;
  };

  it.each([0, 0.001, 0.1, 0.5, 0.9, 0.9999])(
    '[BACK-3] is refused when only the first %d of it are there',
    async (share) => {
      const file = altered((bytes) => bytes.subarray(0, Math.floor(bytes.length * share)));
      await expect(restoreInto(file)).rejects.toMatchObject({ code: 'backup_broken', status: 422 });
      expect(await tablesOf()).toEqual([]);
    },
  );

  it('is refused when its last entries are missing, or one byte differs', async () => {
    const size = statSync(good).size;
    // tar ends with empty blocks: without them and the checksum, all parts are still there
    const unsealed = altered((bytes) => bytes.subarray(0, bytes.lastIndexOf('manifest.json.sha256')));
    await expect(restoreInto(unsealed)).rejects.toMatchObject({ code: 'backup_broken' });
    for (const at of [600, 20_000, Math.floor(size / 2), size - 3_000]) {
      const flipped = altered((bytes) => {
        // What fills the gap behind an entry is part of nothing.
        const place = bytes.findIndex((byte, index) => index >= at && byte !== 0);
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        return bytes;
      });
      await expect(restoreInto(flipped), `byte ${at}`).rejects.toMatchObject({ code: 'backup_broken' });
    }
    expect(await tablesOf()).toEqual([]);
  });

  it('is refused when it is something else, or not there', async () => {
    const other = newFile();
    writeFileSync(other, 'a text, and no backup\n'.repeat(100));
    await expect(restoreInto(other)).rejects.toMatchObject({ code: 'backup_broken' });
    await expect(restoreInto(join(root, 'none'))).rejects.toMatchObject({ code: 'backup_missing' });
    await expect(restoreInto(root)).rejects.toMatchObject({ code: 'backup_missing' });
  });

  it('is refused when a later version wrote it', async () => {
    const later = altered((bytes) =>
      Buffer.from(bytes.toString('latin1').replace('"format": 1', '"format": 2'), 'latin1'),
    );
    await expect(restoreInto(later)).rejects.toMatchObject({ code: 'backup_newer' });
    const stores = await testStores();
    await stores.pool.query("insert into parcours_migrations (id) values ('9999_future')");
    const file = newFile();
    await save(stores, file);
    await stores.stop();
    await expect(restoreInto(file)).rejects.toThrow('9999_future');
    expect(await tablesOf()).toEqual([]);
  });
});

describe('a place that is not free', () => {
  it('is refused: databases with data, folders of something else', async () => {
    await restoreInto(good);
    await expect(restoreInto(good)).rejects.toMatchObject({ code: 'restore_not_empty' });
    const folder = join(root, `photos-${files}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'holiday.jpg'), '');
    await expect(restoreInto(good, folder)).rejects.toThrow('holiday.jpg');
    await expect(restoreInto(good, join(folder, 'holiday.jpg'))).rejects.toMatchObject({
      code: 'restore_not_a_folder',
    });
    expect(readdirSync(folder)).toEqual(['holiday.jpg']);
  });

  it('is refused when only the analytical database holds data', async () => {
    const stores = connectStores(target);
    await stores.clickhouse.command({ query: 'create table precious (a UInt8) engine = MergeTree order by a' });
    await expect(restoreInto(good)).rejects.toThrow('precious');
    expect(await stores.warehouse.query('select count() as n from precious')).toEqual([{ n: '0' }]);
    await stores.stop();
    await target.stop();
    target = await emptyDatabases();
    await expect(restoreInto(good)).resolves.toBeDefined();
  });
});

describe('a restore cut short', () => {
  const start = (dataDir: string) =>
    startStores({ dataDir, databaseUrl: target.database, clickhouseUrl: target.clickhouse });

  it('[BACK-3] leaves data no server starts on, until it is run again', async () => {
    const dataDir = join(root, `cut-${++files}`);
    const cut = connectStores(target);
    const client = await cut.pool.connect();
    await markOperational(client);
    client.release();
    await markAnalytical(cut.clickhouse);
    await cut.clickhouse.command({ query: 'create table interactions (half UInt8) engine = MergeTree order by half' });
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'restore_unfinished', status: 409 });
    await restoreInto(good, dataDir);
    const held = await contents(cut);
    expect(held['analytical interactions']).toBe((await contents(source))['analytical interactions']);
    expect(Object.keys(held).filter((name) => name.includes('restore'))).toEqual([]);
    await cut.stop();
    await (await start(dataDir)).stop();
  });

  it('is finished by the next start when only the marks were left', async () => {
    const dataDir = join(root, `cut-${++files}`);
    await restoreInto(good, dataDir);
    const cut = connectStores(target);
    const before = await contents(cut);
    const client = await cut.pool.connect();
    await markOperational(client);
    await markLoaded(client);
    client.release();
    await markAnalytical(cut.clickhouse);
    await settleRestore(cut.pool, cut.clickhouse);
    expect(await contents(cut)).toEqual(before);
    await cut.stop();
    await (await start(dataDir)).stop();
  });
});
