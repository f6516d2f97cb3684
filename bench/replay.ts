import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { compileModels, PRESETS } from '@parcours/core';
import { createWorkspace, foldAll, type RunningEngine, readAllHistories, replayAll, runEngine } from '@parcours/engine';
import { type Stores, startStores } from '@parcours/stores';
import { REPLAY_THREADS, replayOnThread } from '../apps/server/src/engine/replayOnThread.js';
import { seeded } from './load/bodies.js';
import type { FoldStart } from './load/foldPart.js';
import { median, report, round } from './results.js';

/**
 * Interactions per second refolded from the warehouse on all five presets, against just streaming the same rows, in
 * (customer, time) order, from the warehouse into Node. Pairs in turn; the median ratio counts. Refolding works as a
 * replay does, on as many threads; the ratio of one thread alone is told beside it.
 */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '50000' },
    each: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '5' },
  },
});
const customers = Number(values.customers);
const each = Number(values.each);
const WORKSPACE = 'main';
const DAY = 86_400_000;
const clock = { now: () => Date.now() };
const EVENTS = [
  'Product Viewed',
  'Product Viewed',
  'Product Viewed',
  'Product List Viewed',
  'Products Searched',
  'Product Added',
  'Checkout Started',
  'Order Completed',
  'Email Opened',
  'Product Reviewed',
];

const idOf = (customer: number): string =>
  createHash('md5')
    .update(`${customer}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

const fill = async ({ warehouse }: Stores): Promise<void> => {
  const random = seeded(7);
  let rows: Record<string, unknown>[] = [];
  let part = 0;
  const flush = async () => {
    if (rows.length > 0) await warehouse.insert('interactions', rows, `fill ${part++}`);
    rows = [];
  };
  for (let customer = 0; customer < customers; customer++) {
    let time = Date.now() - 360 * DAY;
    for (let n = 0; n < each; n++) {
      time += Math.floor(random() * 34 * DAY * (10 / each));
      const event = EVENTS[Math.floor(random() * EVENTS.length)] as string;
      const price = Math.floor(random() * 9000) / 100;
      rows.push({
        workspace_id: WORKSPACE,
        profile_id: idOf(customer),
        time,
        rank: 5,
        message_id: `${customer}-${n}`,
        event,
        user_id: `u-${customer}`,
        anonymous_id: '',
        properties: JSON.stringify({
          product_id: `p-${n}`,
          category: `c-${n % 9}`,
          price,
          total: price,
          rating: 1 + (n % 5),
        }),
        context: '{}',
        outbound: false,
        imported: true,
        log_id: 1,
      });
    }
    if (rows.length >= 50_000) await flush();
  }
  await flush();
};

const seconds = async (work: () => Promise<number>): Promise<number> => {
  const started = performance.now();
  const done = await work();
  if (done !== customers * each) throw new Error(`${done} interactions instead of ${customers * each}`);
  return (performance.now() - started) / 1000;
};

const streaming = ({ warehouse }: Stores) =>
  seconds(async () => {
    let rows = 0;
    for await (const chunk of warehouse.stream(readAllHistories, { workspace: WORKSPACE })) rows += chunk.length;
    return rows;
  });

const folding = (stores: Stores) =>
  seconds(async () => {
    const program = compileModels(PRESETS, 'UTC');
    let interactions = 0;
    for await (const folded of foldAll(stores, { workspaceId: WORKSPACE, program, now: clock.now() }))
      interactions += folded.interactions;
    return interactions;
  });

/** As a replay does: on several threads, each with its part of the customers. */
const foldingOnThreads = ({ addresses }: Stores) =>
  seconds(async () => {
    const of = REPLAY_THREADS;
    const counts = Array.from({ length: of }, async (_, index) => {
      const start: FoldStart = { addresses, workspaceId: WORKSPACE, now: clock.now(), part: { index, of } };
      const thread = new Worker(new URL('./bench-fold-part.mjs', import.meta.url), {
        workerData: start,
        resourceLimits: { maxYoungGenerationSizeMb: 192 },
      });
      const [folded] = (await once(thread, 'message')) as [number];
      return folded;
    });
    return (await Promise.all(counts)).reduce((sum, folded) => sum + folded, 0);
  });

const replaying = (stores: Stores, engine: RunningEngine) =>
  seconds(async () => {
    const elsewhere = { parts: REPLAY_THREADS, from: 0, replay: replayOnThread(stores.addresses) };
    return (await replayAll({ ...stores, engine, clock, elsewhere }, { workspaceId: WORKSPACE })).interactions;
  });

const dataDir = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
const stores = await startStores({ dataDir });
await createWorkspace({ sql: stores.operational }, { id: WORKSPACE, name: 'Bench', timezone: 'UTC', currency: 'EUR' });
const engine = await runEngine({ ...stores, clock, onError: (where, error) => console.error(where, error) });
await fill(stores);
await streaming(stores);
await folding(stores);
const pairs: { stream: number; fold: number; oneThread: number }[] = [];
for (let pair = 0; pair < Number(values.pairs); pair++)
  pairs.push({
    stream: await streaming(stores),
    fold: await foldingOnThreads(stores),
    oneThread: await folding(stores),
  });
const whole = await replaying(stores, engine);
await engine.stop();
await stores.stop();
rmSync(dataDir, { recursive: true, force: true });
const total = customers * each;
report({
  bench: 'replay',
  ratio: round(median(pairs.map(({ stream, fold }) => stream / fold))),
  ratioOnOneThread: round(median(pairs.map(({ stream, oneThread }) => stream / oneThread))),
  threads: REPLAY_THREADS,
  streamedPerSecond: Math.round(total / median(pairs.map(({ stream }) => stream))),
  refoldedPerSecond: Math.round(total / median(pairs.map(({ fold }) => fold))),
  firstReplayWithWritesPerSecond: Math.round(total / whole),
  interactions: total,
  customers,
});
process.exit(0);
