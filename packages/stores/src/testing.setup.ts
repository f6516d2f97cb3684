import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClickHouse } from './clickhouse/startClickHouse.js';
import { migrateOperational } from './postgres/migrate.js';
import { openPool } from './postgres/operationalStore.js';
import { startPostgres } from './postgres/startPostgres.js';

/** Where a test run's databases are; `template` is migrated and empty. */
export interface TestServers {
  readonly postgres: string;
  readonly clickhouse: string;
}

/** The environment variable through which `testStores` finds this setup. */
export const TEST_STORES = 'PARCOURS_TEST_STORES';

/**
 * vitest's globalSetup (named in the root vitest.config.ts): one PostgreSQL and one ClickHouse for the whole run,
 * started when the first test asks for them, so that a run without stores does not pay for them.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  let started: ReturnType<typeof startServers> | undefined;
  const broker = createServer((_request, response) => {
    started ??= startServers();
    started.then(
      ({ servers }) => response.end(JSON.stringify(servers)),
      (error: Error) => response.writeHead(500).end(String(error.stack)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  process.env[TEST_STORES] = `http://127.0.0.1:${(broker.address() as AddressInfo).port}`;
  return async () => {
    broker.close();
    broker.closeAllConnections();
    await (await started?.catch(() => undefined))?.stop();
  };
};

const startServers = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-tests-'));
  const [postgres, clickhouse] = await Promise.all([startPostgres(folder, () => undefined), startClickHouse(folder)]);
  const pool = openPool(postgres.url);
  await migrateOperational(pool);
  await pool.end();
  return {
    servers: { postgres: postgres.url, clickhouse: clickhouse.url } satisfies TestServers,
    stop: async () => {
      await Promise.all([postgres.stop(), clickhouse.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
