import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { diagnose, runEngine } from '@parcours/engine';
import tar from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { warehouseMigrations } from '../clickhouse/migrations/index.js';
import { operationalMigrations } from '../postgres/migrations/index.js';
import { openStores, startStores } from '../startStores.js';
import { HEADER, MANIFEST, SEAL } from './format.js';
import { restoreBackup } from './restoreBackup.js';

const fixture = fileURLToPath(
  new URL('../../../../tests/backups/operational-0004-analytical-0002.parcours', import.meta.url),
);
const root = mkdtempSync(join(tmpdir(), 'parcours upgrade '));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The same rows as a version without the newest migrations would have written them: those only made them quicker to find, and safer. */
const asEarlier = async (
  file: string,
  operational: readonly string[],
  analytical: readonly string[],
): Promise<string> => {
  const extract = tar.extract();
  const pack = tar.pack();
  const earlier = join(root, 'earlier.parcours');
  const written = pipeline(pack, createWriteStream(earlier));
  createReadStream(file).pipe(extract);
  let header = Buffer.alloc(0);
  let manifest = Buffer.alloc(0);
  for await (const entry of extract) {
    let bytes: Buffer = await buffer(entry as unknown as NodeJS.ReadableStream);
    const { name } = entry.header;
    if (name === HEADER) {
      bytes = Buffer.from(JSON.stringify({ ...JSON.parse(String(bytes)), migrations: { operational, analytical } }));
      header = bytes as Buffer<ArrayBuffer>;
    }
    if (name === MANIFEST) {
      bytes = Buffer.from(JSON.stringify({ ...JSON.parse(String(bytes)), header: sha256(header) }));
      manifest = bytes as Buffer<ArrayBuffer>;
    }
    if (name === SEAL) bytes = Buffer.from(sha256(manifest));
    pack.entry({ name, size: bytes.length }, bytes);
  }
  pack.finalize();
  await written;
  return earlier;
};

const applied = async (stores: Pick<Awaited<ReturnType<typeof openStores>>, 'pool' | 'clickhouse'>) => {
  const { rows } = await stores.pool.query<{ id: string }>('select id from parcours_migrations order by id');
  const answer = await stores.clickhouse.query({
    query: 'select id from parcours_migrations order by id',
    format: 'JSONEachRow',
  });
  return [rows.map(({ id }) => id), (await answer.json<{ id: string }>()).map(({ id }) => id)];
};

const ids = (migrations: readonly { readonly id: string }[]) => migrations.map(({ id }) => id);

describe('an older data folder', () => {
  it('[BACK-4] is brought up to date in place by the next start, with all it held', async () => {
    const dataDir = join(root, 'data');
    const [operational, analytical] = [ids(operationalMigrations.slice(0, 3)), ids(warehouseMigrations.slice(0, 1))];
    await restoreBackup({ file: await asEarlier(fixture, operational, analytical), dataDir });
    const before = await openStores({ dataDir });
    expect(await applied(before)).toEqual([operational, analytical]);
    // As a backup that was killed leaves it.
    await before.clickhouse.command({ query: 'create table backup_copy_interactions as interactions' });
    await before.stop();

    const stores = await startStores({ dataDir });
    try {
      expect(await applied(stores)).toEqual([ids(operationalMigrations), ids(warehouseMigrations)]);
      expect(await stores.warehouse.query('exists table backup_copy_interactions')).toEqual([{ result: 0 }]);
      const clock = { now: () => Date.now() };
      const onError = (where: string, error: unknown) => {
        throw new Error(where, { cause: error });
      };
      const engine = await runEngine({ ...stores, clock, onError });
      expect(await diagnose({ ...stores, engine, clock })).toMatchObject({
        differences: 0,
        details: [],
        customers: 39,
        interactions: 521,
      });
      await engine.stop();
    } finally {
      await stores.stop();
    }
  });
});
