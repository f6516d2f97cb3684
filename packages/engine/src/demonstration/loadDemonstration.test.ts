import { fileURLToPath } from 'node:url';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logAppender } from '../collect/logAppender.js';
import { rejections } from '../collect/rejections.js';
import { type RunningEngine, runEngine } from '../situate/runEngine.js';
import { type DemonstrationPorts, loadDemonstration } from './loadDemonstration.js';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const DAY = 86_400_000;
// One instant for the whole file, so that silence moves nobody between two tests.
const now = Date.now();
const today = Math.floor(now / DAY);
let stores: ConnectedStores;
let engine: RunningEngine;
let ports: DemonstrationPorts;

beforeAll(async () => {
  stores = await testStores();
  const clock = { now: () => now };
  engine = await runEngine({ ...stores, clock, onError: (where, error) => console.error(where, error) });
  const appender = logAppender({ log: stores.log, clock });
  appender.onAppended(engine.offer);
  ports = {
    appender,
    rejections: rejections({ sql: stores.operational, clock }),
    clock,
    sql: stores.operational,
    situated: engine,
  };
});
afterAll(async () => {
  await engine?.stop();
  await stores?.stop();
});

/** Due instants are applied and the figures shown are written once the readers have nothing left to do. */
const settled = () => engine.exclusive(async () => undefined);

const query = <Row>(text: string, parameters?: readonly unknown[]) => stores.operational.query<Row>(text, parameters);

it('both workspaces are loaded, the last day is yesterday, and everyone stands on the five presets', {
  timeout: 300_000,
}, async () => {
  const loaded = await loadDemonstration(ports, examples);
  await settled();
  expect(loaded.map(({ workspaceId, loaded }) => [workspaceId, loaded])).toEqual([
    ['retailer', true],
    ['shop', true],
  ]);
  expect(await query('select count(*)::int as rejected from rejected')).toEqual([{ rejected: 0 }]);
  const rows = await query<{ id: string; shifted: number; last: number; customers: number }>(
    `select w.id, (w.demonstration->>'shiftedDays')::int as shifted, max(c.last_seen)::float8 as last, count(*)::int as customers
     from workspaces w join customers c on c.workspace_id = w.id group by w.id order by w.id`,
  );
  expect(rows.map(({ last }) => Math.floor(last / DAY))).toEqual([today - 1, today - 1]);
  expect(rows.map(({ shifted }) => shifted)).toEqual(loaded.map(({ shiftedDays }) => shiftedDays));
  expect(rows[1]?.customers).toBe(600);
  expect(rows[0]?.customers).toBeGreaterThan(1190);
  const models = await query<{ models: number }>(
    'select count(distinct model)::int as models from positions group by workspace_id',
  );
  expect(models).toEqual([{ models: 5 }, { models: 5 }]);
  const names = await query<{ name: string }>(
    `select name from customers where workspace_id = 'retailer' and name like 'Household %'`,
  );
  expect(names).toHaveLength(1190);
});

it('the worked example of 003.8 ends in recommendation', async () => {
  const positions = await query<{ model: string; stage: string }>(
    `select p.model, p.stage from positions p join customers c using (workspace_id, customer_id)
     where workspace_id = 'retailer' and c.name ilike 'ludovic%' and p.model = 'journey'`,
  );
  expect(positions).toEqual([{ model: 'journey', stage: 'recommendation' }]);
});

it('[POS-2] loading again changes nothing, on a later day either: the dates stay as first shifted', async () => {
  const head = await stores.log.head();
  const later = { ...ports, clock: { now: () => now + 3 * DAY } };
  const again = await loadDemonstration(later, examples);
  expect(again.map(({ loaded, interactions }) => [loaded, interactions])).toEqual([
    [false, 0],
    [false, 0],
  ]);
  expect(await stores.log.head()).toBe(head);
});

it('[POS-2] a load that was cut short goes on with the shift it began with', { timeout: 300_000 }, async () => {
  await query(`update workspaces set demonstration = demonstration - 'loaded' where id = 'shop'`);
  const before = await query('select customer_id, model, stage, since from positions order by 1, 2');
  expect(before.length).toBeGreaterThan(5_000);
  const [, shop] = await loadDemonstration(ports, examples);
  await settled();
  expect(shop).toMatchObject({ loaded: true, interactions: 31_706 });
  expect(await query('select customer_id, model, stage, since from positions order by 1, 2')).toEqual(before);
  const [duplicates] = await query('select sum(cardinality(places))::int as n from log_duplicates');
  expect(duplicates).toEqual({ n: 31_706 });
});
