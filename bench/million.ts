import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOfDay } from '@parcours/core';
import { createWorkspace, readAllHistories } from '@parcours/engine';
import { startStores } from '@parcours/stores';
import { startServer } from '../apps/server/src/main.js';
import { fillStores } from './load/fillStores.js';
import { keyOf } from './load/ingestAll.js';
import { report, round } from './results.js';

/**
 * A million customers with the habits of real households: how long a saved model takes to be live for all of them, against
 * only streaming the same rows; how long pages take right after, while what is kept of everybody is made again behind, and
 * after `--rest` seconds. `--keep DIR` keeps the data for the next run.
 */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    each: { type: 'string', default: '20' },
    keep: { type: 'string' },
    rest: { type: 'string', default: '240' },
  },
});
const customers = Number(values.customers);
const each = Number(values.each);
const WORKSPACE = 'main';
const ZONE = 'Europe/Paris';
const total = customers * each;

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'parcours-million-'));
const fresh = !existsSync(join(folder, 'postgres'));

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** The stores alone: data where there is none yet, and what streaming all of it takes. */
const prepare = async (): Promise<number> => {
  const stores = await startStores({ dataDir: folder });
  if (fresh) {
    const workspace = { id: WORKSPACE, name: 'Bench', timezone: ZONE, currency: 'EUR' };
    await createWorkspace({ sql: stores.operational }, workspace);
    await stores.operational.query(`delete from definitions where workspace_id = $1`, [WORKSPACE]);
    const filled = await seconds(() => fillStores(stores, WORKSPACE, { customers, each, until: Date.now() }));
    console.error(`filled in ${round(filled, 1)} s`);
  }
  const streamed = await seconds(async () => {
    let rows = 0;
    for await (const chunk of stores.warehouse.stream(readAllHistories, { workspace: WORKSPACE })) rows += chunk.length;
    if (rows < total) throw new Error(`${rows} rows instead of ${total}`);
  });
  await stores.stop();
  return streamed;
};

const model = (n: number) => ({
  id: 'bench-0',
  name: { en: 'Bench', fr: 'Banc' },
  description: { en: 'Bench', fr: 'Banc' },
  stages: [
    stage('visitor', { any: [{ did: { event: 'Product Viewed' } }, { did: { event: 'Products Searched' } }] }),
    stage('prospect', { did: { event: 'Product Added' } }),
    stage('customer', { did: { event: 'Order Completed' } }, 'P60D', 'visitor'),
    stage('loyal', { did: { event: 'Order Completed', atLeast: 2 + n, within: 'P90D' } }, 'P60D', 'customer'),
  ],
});
const stage = (id: string, enter: object, quiet?: string, to?: string) => ({
  id,
  name: { en: id, fr: id },
  objective: { en: id, fr: id },
  action: 'interest',
  enter,
  leave: quiet ? [{ when: { quiet: { for: quiet, event: 'Order Completed' } }, to }] : [],
});

const streamed = await prepare();
console.error(`streamed in ${round(streamed, 1)} s`);
const server = await startServer({ dataDir: folder, port: 0 });
const key = await keyOf(server, 'api');
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
}

/** Saves a definition and waits until it is live for everybody. */
const goLive = async (path: string, body: unknown): Promise<number> =>
  seconds(async () => {
    const answer = await fetch(`${server.url}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
    const saved = (await answer.json()) as { replay?: Replay };
    if (!saved.replay) throw new Error(`not saved: ${JSON.stringify(saved)}`);
    for (let replay: Replay | undefined = saved.replay; replay?.state !== 'done'; ) {
      if (replay?.state !== 'running') throw new Error(`the replay ended as ${replay?.state}: ${replay?.error}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const asked = await fetch(`${server.url}/api/replays`, { headers });
      const { items } = (await asked.json()) as { items: Replay[] };
      replay = items.find(({ id }) => id === saved.replay?.id);
    }
  });

/** The thirty days up to today, as the page asks for them. */
const dayAt = (time: number): string => new Date(time).toLocaleDateString('sv-SE', { timeZone: ZONE });
const periodNow = (): string => {
  const start = (time: number): string => new Date(startOfDay(dayAt(time), ZONE)).toISOString();
  const day = 86_400_000;
  return `from=${start(Date.now() - 30 * day)}&to=${start(Date.now() + day)}`;
};

const PAGES = [
  '/api/customers',
  '/api/customers?sort=name&order=asc',
  '/api/customers?model=bench-0&stage=customer',
  '/api/customers?model=bench-0&direction=receding&sort=velocity&order=asc',
  '/api/customers?q=customer%2012345',
  '/api/customers/u-4242',
  '/api/customers/u-4243/timeline',
  '/api/customers/u-4244/movements',
  '/api/customers/u-4245/relationship',
  '/api/models',
  `/api/models/bench-0/map?${periodNow()}`,
  `/api/models/bench-0/lanes/measured?${periodNow()}`,
  '/api/models/bench-0/pace',
  '/api/definitions/model/bench-0/versions',
  '/api/segments',
  '/api/moments/impact',
  '/api/rules/vocabulary',
];

/** Milliseconds by page, some times round: all of them, slowest last. */
const timePages = async (rounds: number): Promise<{ path: string; ms: number }[]> => {
  const times: { path: string; ms: number }[] = [];
  for (let round_ = 0; round_ < rounds; round_++) {
    for (const path of PAGES) {
      const started = performance.now();
      const answer = await fetch(`${server.url}${path}`, { headers });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      times.push({ path, ms: performance.now() - started });
    }
  }
  return times.sort((a, b) => a.ms - b.ms);
};

const first = await goLive('/api/models/bench-0', model(0));
console.error(`first model live in ${round(first, 1)} s`);
const live = await goLive('/api/models/bench-0', model(1));
console.error(`changed model live in ${round(live, 1)} s`);
const slowest = (pages: readonly { path: string; ms: number }[]): void =>
  console.error(`slowest pages: ${pages.slice(-6).map(({ path, ms }) => `${path} ${Math.round(ms)} ms`)}`);
const pagesBusy = await timePages(5);
slowest(pagesBusy);
await new Promise((resolve) => setTimeout(resolve, Number(values.rest) * 1000));
const pages = await timePages(10);
slowest(pages);
const quantile = (of: readonly { ms: number }[], share: number): number =>
  Math.round(of[Math.floor(of.length * share)]?.ms ?? 0);
await server.stop();
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
report({
  bench: 'million',
  customers,
  interactions: total,
  streamedSeconds: round(streamed, 1),
  savedModelLiveSeconds: round(live, 1),
  againstStreaming: round(live / streamed, 2),
  microsecondsPerInteraction: round((live / total) * 1e6, 2),
  pagesP50: quantile(pages, 0.5),
  pagesP95: quantile(pages, 0.95),
  pagesP95RightAfter: quantile(pagesBusy, 0.95),
});
process.exit(0);
