import { join } from 'node:path';
import { type LearnTask, learnPurchases } from '@parcours/core';
import { createWorkspace, learnDue, type RunningEngine } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineOf, examples, importFile } from '../testing/importing.js';
import { purchasesFile } from '../testing/purchasesFile.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const RETAIL = join(examples, 'demonstration', 'complete-journey', 'transactions.csv.gz');
const MAPPING = join(examples, 'complete-journey', 'transactions.yaml');

interface Item {
  product: string;
  name: string;
  score: number;
  again: boolean;
  why: { product: string | null; name: string | null; share: number };
}
interface MethodRow {
  method: string;
  recall: number;
  error: number;
  recallNew: number;
}

describe('what next, on real baskets (Complete Journey)', () => {
  let server: ReadServer;
  let engine: RunningEngine;
  const body = async (url: string, key = server.keys.main) => {
    const answer = await server.get(url, key);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const ports = () => ({
    ...{ operational: server.store, warehouse: server.warehouse, clock: { now: () => NOW } },
    learn: async (task: LearnTask) => learnPurchases(task),
  });

  beforeAll(async () => {
    server = await readServer();
    engine = await engineOf(server);
    await importFile(server, engine, 'main', RETAIL, MAPPING);
  }, 240_000);
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
  });

  it('[NEXT-2] serves a method that finds more than popularity, and says how sure that is', async () => {
    const model = await body('/api/recommendations/model');
    expect(model.method).not.toBe('popularity');
    expect(model.recallAt20[model.method]).toBeGreaterThan(model.popularity + 0.01);
    expect(model.popularity).toBe(model.recallAt20.popularity);
    // The same customers are asked about, so the means differ by the mean difference.
    expect(model.gain.difference).toBeCloseTo(model.recallAt20[model.method] - model.popularity, 10);
    expect([model.gain.low > 0, model.gain.high > model.gain.difference]).toEqual([true, true]);
    expect(model.gainNew.low).toBeLessThan(model.gainNew.difference);
    expect(model.methods.map(({ method }: MethodRow) => method).sort()).toEqual([
      'after',
      'cooccurrence',
      'ease',
      'popularity',
    ]);
    for (const { recall, error, recallNew } of model.methods as MethodRow[]) {
      expect(recall).toBeGreaterThan(0.15);
      expect(error).toBeLessThan(0.02);
      expect(recallNew).toBeLessThan(recall);
    }
    expect(model).toMatchObject({ customers: 1188, products: 1000, event: 'Order Completed', by: 'product' });
    expect(model.products + model.productsLeftOut).toBe(14333);
    expect(model.cutoff > '2017-08-01' && model.cutoff < '2017-12-01').toBe(true);
    expect(model.tested.customers).toBeGreaterThan(600);
  });

  it('[NEXT-3] tells a customer what, and why: the share is that of the people who bought both', async () => {
    const { items, method } = await body('/api/customers/1402/next?limit=30');
    expect(items).toHaveLength(30);
    expect(method).toBe((await body('/api/recommendations/model')).method);
    const scores = items.map(({ score }: Item) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const one = (items as Item[]).find(({ again, why }) => !again && why.product !== null) as Item;
    const [counted] = await server.warehouse.query<{ both: string; own: string }>(
      `select countIf(has(bought, {to:String}) and has(bought, {from:String})) as both, countIf(has(bought, {from:String})) as own
       from (select profile_id, groupUniqArrayArray(JSONExtract(properties, 'products', 'Array(Tuple(product_id String))').1) as bought
         from interactions where workspace_id = 'main' and event = 'Order Completed' group by profile_id)`,
      { to: one.product, from: one.why.product },
    );
    expect(Number(counted?.own)).toBeGreaterThan(4);
    expect(one.why.share).toBeCloseTo(Number(counted?.both) / Number(counted?.own), 3);
  });

  it('[NEXT-3] leaves out what they bought where only new products are asked for', async () => {
    const whole = (await body('/api/customers/1402/next?limit=100')).items as Item[];
    const fresh = (await body('/api/customers/1402/next?limit=100&new=true')).items as Item[];
    expect(whole.some(({ again }) => again)).toBe(true);
    expect(fresh).toHaveLength(100);
    expect(fresh.filter(({ again }) => again)).toEqual([]);
    const known = new Set(whole.filter(({ again }) => again).map(({ product }) => product));
    expect(fresh.filter(({ product }) => known.has(product))).toEqual([]);
  });

  it('[NEXT-4] tells what goes with a product, by name too', async () => {
    const { items } = await body('/api/recommendations/products?limit=5');
    expect(items[0].buyers).toBeGreaterThan(items[4].buyers);
    const milk = (await body('/api/recommendations/products?q=milk')).items[0];
    expect(`${milk.name} ${milk.category}`.toLowerCase()).toContain('milk');
    const going = await body(`/api/recommendations/with?product=${milk.product}`);
    expect(going).toMatchObject({ product: milk.product, buyers: milk.buyers });
    expect(going.together.length).toBeGreaterThan(0);
    for (const { share, customers, lift } of [...going.together, ...going.after]) {
      expect(share).toBeCloseTo(customers / milk.buyers, 5);
      expect(lift).toBeGreaterThan(0);
    }
  });

  it('[NEXT-1] counts other kinds of product, and the purchases of conditions only', async () => {
    const byName = await body('/api/recommendations/model?by=name');
    expect(byName).toMatchObject({ by: 'name' });
    expect(byName.recallAt20[byName.method]).toBeGreaterThan(byName.popularity);
    const where = encodeURIComponent(JSON.stringify([{ property: 'total', gte: 4 }]));
    const some = await body(`/api/recommendations/model?by=category&where=${where}`);
    expect(some.customers).toBeLessThan(1188);
  });

  it('[NEXT-2] learns from the purchases of a period where one is asked for', async () => {
    const all = await body('/api/recommendations/model');
    const end = Date.parse(all.measuredAt);
    const half = await body(`/api/recommendations/model?to=${all.cutoff}`);
    expect(Date.parse(half.cutoff)).toBeLessThan(Date.parse(all.cutoff));
    expect(half.customers).toBeLessThanOrEqual(all.customers);
    const rest = await body(`/api/recommendations/model?from=${all.cutoff}&to=${new Date(end).toISOString()}`);
    expect(Date.parse(rest.cutoff)).toBeGreaterThan(Date.parse(all.cutoff));
    // What is kept is still that of all of history.
    expect(await body('/api/recommendations/model')).toEqual(all);
    const refused = await server.get(`/api/recommendations/model?from=${all.cutoff}&to=2001-01-01T00:00:00Z`);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'period.invalid']);
    const none = await server.get('/api/recommendations/model?from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z');
    expect([none.status, none.body.error.code]).toEqual([422, 'data.tooLittle']);
  });

  it('is learnt each night and when far more was bought, and not otherwise', async () => {
    expect(await learnDue(ports())).toEqual([]);
    const later = { ...ports(), clock: { now: () => NOW + DAY } };
    expect(await learnDue(later)).toEqual(['main']);
  }, 60_000);

  it('other workspaces see nothing', async () => {
    const other = await server.get('/api/customers/1402/next', server.keys.other);
    expect(other.status).toBe(404);
    expect((await server.get('/api/recommendations/products', server.keys.other)).status).toBe(422);
  });

  it.each([
    ['/api/recommendations/model?event=Nothing%20Like%20It', 422, 'data.tooLittle'],
    ['/api/recommendations/model?property=nothing', 422, 'data.tooLittle'],
    ['/api/recommendations/model?by=colour', 400, 'invalid_request'],
    ['/api/recommendations/model?where=nonsense', 400, 'where.invalid'],
    ['/api/recommendations/model?segment=none', 404, 'segment.unknown'],
    ['/api/recommendations/with?product=none', 404, 'product.unknown'],
    ['/api/recommendations/with', 400, 'invalid_request'],
    ['/api/customers/nobody/next', 404, 'customer.unknown'],
    ['/api/customers/1402/next?limit=0', 400, 'invalid_request'],
  ])('refuses %s with words', async (url, status, code) => {
    const answer = await server.get(url);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message.length).toBeGreaterThan(20);
  });
});

describe('what next, of few', () => {
  let server: ReadServer;
  let engine: RunningEngine;
  const workspace = async (id: string, lines: readonly string[]) => {
    await createWorkspace({ sql: server.store }, { id, name: id, timezone: 'UTC', currency: 'EUR' });
    const file = purchasesFile(lines);
    try {
      await importFile(server, engine, id, file.path, file.mapping);
    } finally {
      file.remove();
    }
    const key = await server.keyOf(id);
    return (url: string) => server.get(url, key);
  };
  /** Everybody buys one of ten pairs of products: its first, and a day later its second. */
  const pairs = (customers: number) =>
    Array.from({ length: customers }, (_, customer) => {
      const pair = customer % 10;
      const day = Math.floor(customer / 10);
      return [`${customer},${customer}-a,A${pair},${day}`, `${customer},${customer}-b,B${pair},${day + 60}`];
    });

  beforeAll(async () => {
    server = await readServer();
    engine = await engineOf(server);
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
  });

  it('[NEXT-5] an empty workspace says that there is nothing yet', async () => {
    const answer = await server.get('/api/recommendations/model');
    expect([answer.status, answer.body.error.code]).toEqual([422, 'data.tooLittle']);
  });

  it('[NEXT-5] one customer: too little, with how much it takes', async () => {
    const read = await workspace('one', ['1,a,X,0', '1,b,Y,9']);
    const { status, body } = await read('/api/recommendations/model');
    expect([status, body.error.details]).toMatchObject([422, { of: 'customers', needed: 50, found: 1, products: 0 }]);
    expect(body.error.message).toContain('at least 50 customers, 10 such products and 20 who came back');
    expect((await read('/api/customers/1/next')).body).toEqual({
      method: null,
      items: [],
      tooLittle: body.error.message,
    });
  });

  it('[NEXT-5] nobody came back', async () => {
    const read = await workspace(
      'once',
      Array.from({ length: 200 }, (_, customer) => `${customer},${customer},P${customer % 12},${customer % 90}`),
    );
    const { status, body } = await read('/api/recommendations/model');
    expect([status, body.error.details]).toMatchObject([422, { needed: 20, found: 0, returning: 0, products: 12 }]);
  });

  it('[NEXT-3] who bought the first of a pair is told its second, with the share of those who did so', async () => {
    const lines = [...pairs(400).flat(), '900,900,A3,70', "901,901,it's “A\\3”;--,70"];
    const read = await workspace('pairs', lines);
    const model = (await read('/api/recommendations/model')).body;
    expect(model).toMatchObject({ customers: 402, products: 20, productsLeftOut: 1 });
    expect(model.recallAt20[model.method]).toBe(1);
    const [first] = (await read('/api/customers/900/next')).body.items;
    expect(first).toMatchObject({ product: 'B3', again: false, why: { product: 'A3' } });
    expect(first.why.share).toBeCloseTo(40 / 41, 4);
    // of whom nothing that is recommended is known, what most buy
    const { items } = (await read('/api/customers/901/next')).body;
    expect(items).toHaveLength(10);
    expect(items[0].why).toEqual({ product: null, name: null, share: expect.closeTo(41 / 401, 4) });
    expect((await read('/api/recommendations/with?product=A3')).body).toMatchObject({
      ...{ buyers: 41, again: 0, together: [] },
      after: [{ product: 'B3', customers: 40, lift: expect.closeTo(40 / 41 / (40 / 401), 2) }],
    });
  });

  it('is learnt again at once when a small workspace buys more', async () => {
    const read = await workspace('grows', pairs(300).flat());
    const before = (await read('/api/recommendations/model')).body;
    const file = purchasesFile(['7000,7000,A1,80']);
    await importFile(server, engine, 'grows', file.path, file.mapping);
    file.remove();
    expect((await read('/api/customers/7000/next')).body.items[0].product).toBe('B1');
    expect((await read('/api/recommendations/model')).body.customers).toBe(before.customers + 1);
  });

  it('[POS-6] who was erased is learnt from no more', async () => {
    const read = await workspace('gone', pairs(300).flat());
    const { customers } = (await read('/api/recommendations/model')).body;
    const [row] = await server.store.query<{ customer_id: string }>(
      `select customer_id from profiles where workspace_id = 'gone' and value = '7'`,
    );
    await server.store.query(`delete from customers where workspace_id = 'gone' and customer_id = $1`, [
      row?.customer_id,
    ]);
    await server.warehouse.command(
      `delete from interactions where workspace_id = 'gone' and profile_id = {profile:UUID}`,
      { profile: row?.customer_id },
    );
    expect((await read('/api/recommendations/model')).body.customers).toBe(customers - 1);
    const kept = await server.store.query(
      `select 1 from recommend_customers where workspace_id = 'gone' and customer_id = $1`,
      [row?.customer_id],
    );
    expect(kept).toEqual([]);
  });

  it('everybody buys the same: what is popular is told, and nothing breaks', async () => {
    const lines = Array.from({ length: 120 }, (_, customer) =>
      Array.from({ length: 12 }, (__, product) => `${customer},${customer}-${product},P${product},${product}`),
    ).flat();
    const read = await workspace('constant', lines);
    const model = (await read('/api/recommendations/model')).body;
    expect(model.popularity).toBe(1);
    expect(model.method).toBe('popularity');
    expect((await read('/api/customers/5/next?new=true')).body.items).toEqual([]);
    expect((await read('/api/customers/5/next')).body.items).toHaveLength(10);
  });
});
