import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { changeFlowState, createWorkspace, enrolCustomers, saveContent, saveFlow } from '@parcours/engine';
import { type Stores, startStores } from '@parcours/stores';
import { emptyDatabases } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** How often it is killed; more by KILLS. */
const KILLS = Number(process.env['KILLS'] ?? 8);
const CUSTOMERS = 400;
const clock = { now: () => Date.now() };
const content = {
  ...{ id: 'hello', channel: 'email', name: { en: 'Hello', fr: 'Bonjour' }, action: 'interest' },
  variants: { en: { subject: 'Hello', body: { kind: 'blocks', blocks: [{ kind: 'text', text: 'Hello' }] } } },
};
const message = (id: string, next?: string) => ({ id, kind: 'message', content: 'hello', next });
const flow = {
  ...{ id: 'f', name: { en: 'f', fr: 'f' }, trigger: { kind: 'manual' }, start: 'a' },
  nodes: [
    message('a', 'b'),
    { id: 'b', kind: 'wait', for: 'PT1S', next: 'c' },
    {
      id: 'c',
      kind: 'split',
      paths: [
        { share: 50, next: 'd' },
        { share: 50, next: 'e' },
      ],
    },
    message('d', 'e'),
    { id: 'e', kind: 'wait', for: 'PT1S', next: 'g' },
    message('g'),
  ],
};

let addresses: Awaited<ReturnType<typeof emptyDatabases>>;
let stores: Stores;
const dataDir = mkdtempSync(join(tmpdir(), 'parcours-flows-'));

beforeAll(async () => {
  addresses = await emptyDatabases();
  const { database: databaseUrl, clickhouse: clickhouseUrl } = addresses;
  stores = await startStores({ dataDir, databaseUrl, clickhouseUrl });
  const sql = stores.operational;
  await createWorkspace({ sql }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  await saveContent({ sql }, { workspaceId: 'w', id: 'hello' }, content, { savedBy: null });
  await saveFlow({ sql }, { workspaceId: 'w', id: 'f' }, flow, { savedBy: null });
  await changeFlowState({ sql, clock }, { workspaceId: 'w', id: 'f' }, 'activate');
  await sql.query('create table asked (cause text not null)');
}, 120_000);
afterAll(async () => {
  await stores?.stop();
  await addresses?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const addCustomers = async (): Promise<string[]> => {
  const ids = Array.from({ length: CUSTOMERS }, () => randomUUID());
  const sql = stores.operational;
  await sql.query(
    `insert into profiles (workspace_id, profile_id, kind, value, customer_id)
     select 'w', id, 'user', id::text, id from unnest($1::uuid[]) as id`,
    [ids],
  );
  await sql.query(
    `insert into customers (workspace_id, customer_id, first_seen, last_seen, interactions)
     select 'w', id, 1, 1, 1 from unnest($1::uuid[]) as id`,
    [ids],
  );
  return ids;
};

const begin = async (): Promise<ChildProcess> => {
  const script = join(import.meta.dirname, 'fixtures', 'flowRunner.ts');
  const args = ['--import', 'tsx', script, addresses.database, addresses.clickhouse];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
};
const kill = (child: ChildProcess): Promise<unknown> => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
};
const count = async (text: string): Promise<number> =>
  (await stores.operational.query<{ n: number }>(`select count(*)::int as n from ${text}`))[0]?.n ?? 0;

describe('flows that are killed', () => {
  it('[FLOW-1] [ACT-1] each message is asked for exactly once, wherever the kill comes', async () => {
    const customers = await addCustomers();
    const sql = stores.operational;
    let mid = 0;
    for (let n = 0; n < KILLS; n += 1) {
      const some = customers.slice((n * CUSTOMERS) / KILLS, ((n + 1) * CUSTOMERS) / KILLS);
      await enrolCustomers({ sql, clock }, { workspaceId: 'w', id: 'f' }, { customers: some, key: 'spring' });
      const child = await begin();
      await sleep(Math.random() * 900);
      await kill(child);
      if ((await count('flow_enrolments where node is not null')) > 0) mid += 1;
    }
    const child = await begin();
    await expect.poll(() => count(`flow_enrolments where outcome = 'end'`), { timeout: 60_000 }).toBe(CUSTOMERS);
    await kill(child);
    expect(mid).toBeGreaterThan(0);
    const split = await count(`flow_passed where node = 'c' and way = 0`);
    expect(await count('asked')).toBe(2 * CUSTOMERS + split);
    expect(await count('(select distinct cause from asked) c')).toBe(await count('asked'));
    expect(await count('flow_messages')).toBe(await count('asked'));
    expect(await count(`flow_passed where held is not null`)).toBe(0);
    // Asked again under the same key, nobody begins again.
    await enrolCustomers({ sql, clock }, { workspaceId: 'w', id: 'f' }, { customers, key: 'spring' });
    const last = await begin();
    await expect.poll(() => count('flow_causes'), { timeout: 30_000 }).toBe(0);
    await kill(last);
    expect(await count('flow_enrolments')).toBe(CUSTOMERS);
    const size = await sql.query<{ most: number }>(
      'select max(pg_column_size(e.*))::int as most from flow_enrolments e',
    );
    expect(size[0]?.most).toBeLessThan(1_000);
  }, 300_000);
});
