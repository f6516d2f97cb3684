import { randomBytes } from 'node:crypto';
import { migrateWarehouse } from './clickhouse/migrate.js';
import { openPool } from './postgres/operationalStore.js';
import { type Addresses, adapters, type ConnectedStores, openClickHouse } from './startStores.js';
import { TEST_STORES, type TestServers } from './testing.setup.js';

/**
 * ConnectedStores for one test or one file of tests: a fresh migrated database in the PostgreSQL and the ClickHouse that the whole
 * vitest run shares (testing.setup.ts is its globalSetup). `stop()` drops them again.
 */
export const testStores = async (): Promise<ConnectedStores> => {
  const servers = await findServers();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const [pool, clickhouse] = await Promise.all([freshPostgres(servers, name), freshClickHouse(servers, name)]);
  return {
    ...adapters(pool, clickhouse),
    stop: async () => {
      await Promise.all([pool.end(), clickhouse.close()]);
      await Promise.all([
        onAdmin(servers, `drop database ${name} with (force)`),
        onClickHouse(servers, `drop database ${name}`),
      ]);
    },
  };
};

/** Two empty databases in the same servers, as somebody brings their own. `stop()` drops them. */
export const emptyDatabases = async (): Promise<Addresses & { stop(): Promise<void> }> => {
  const servers = await findServers();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onAdmin(servers, `create database ${name}`);
  await onClickHouse(servers, `create database ${name} engine = Atomic`);
  return {
    database: inDatabase(servers.postgres, name),
    clickhouse: `${servers.clickhouse}/${name}`,
    stop: async () => {
      await onAdmin(servers, `drop database ${name} with (force)`);
      await onClickHouse(servers, `drop database ${name}`);
    },
  };
};

const findServers = async (): Promise<TestServers> => {
  const broker = process.env[TEST_STORES];
  if (!broker)
    throw new Error('testStores needs packages/stores/src/testing.setup.ts among the globalSetup of vitest.config.ts');
  const answer = await fetch(broker);
  if (!answer.ok) throw new Error(`The test stores did not start: ${await answer.text()}`);
  return (await answer.json()) as TestServers;
};

const freshPostgres = async (servers: TestServers, name: string) => {
  await onAdmin(servers, `create database ${name} template parcours`);
  return openPool(inDatabase(servers.postgres, name), 10);
};

const freshClickHouse = async (servers: TestServers, name: string) => {
  await onClickHouse(servers, `create database ${name} engine = Atomic`);
  const client = openClickHouse(`${servers.clickhouse}/${name}`);
  await migrateWarehouse(client);
  return client;
};

const onAdmin = async (servers: TestServers, sql: string): Promise<void> => {
  const pool = openPool(inDatabase(servers.postgres, 'postgres'), 1);
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
};

const onClickHouse = async (servers: TestServers, query: string): Promise<void> => {
  const client = openClickHouse(servers.clickhouse);
  await client.command({ query });
  await client.close();
};

const inDatabase = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};
