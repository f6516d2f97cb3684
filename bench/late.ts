import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createWorkspace } from '@parcours/engine';
import { startStores } from '@parcours/stores';
import { type RunningServer, startServer } from '../apps/server/src/main.js';
import { fillStores } from './load/fillStores.js';
import { keyOf } from './load/ingestAll.js';
import { report } from './results.js';

/**
 * How long others wait while 1,000 customers merge at once, and while 1,000 receive events of long ago: from sending an
 * event of somebody new until they can be read. `--data DIR` takes a folder that `bench:million --keep DIR` made.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    customers: { type: 'string', default: '100000' },
    each: { type: 'string', default: '20' },
    concerned: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
  },
});
const customers = Number(values.customers);
const concerned = Number(values.concerned);
const folder = values.data ?? mkdtempSync(join(tmpdir(), 'parcours-late-'));
const PROBE_EVERY = 100;
const DAY = 86_400_000;

const fill = async (): Promise<void> => {
  const stores = await startStores({ dataDir: folder });
  await createWorkspace(
    { sql: stores.operational },
    { id: 'main', name: 'Bench', timezone: 'Europe/Paris', currency: 'EUR' },
  );
  await fillStores(stores, 'main', { customers, each: Number(values.each), until: Date.now() });
  await stores.stop();
};

interface Reached {
  readonly server: RunningServer;
  readonly write: string;
  readonly read: string;
}
const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

const post = async ({ server, write }: Reached, batch: readonly object[]): Promise<void> => {
  const answer = await fetch(`${server.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: basic(write), 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  });
  if (answer.status !== 200) throw new Error(`the batch was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
};

const run = Date.now().toString(36);
let probes = 0;
/** Milliseconds from sending the first event of somebody until they can be read. */
const probe = async (to: Reached): Promise<number> => {
  const userId = `probe-${run}-${probes++}`;
  const started = performance.now();
  await post(to, [{ type: 'track', userId, event: 'Product Viewed' }]);
  for (;;) {
    const answer = await fetch(`${to.server.url}/api/customers/${userId}`, {
      headers: { authorization: `Bearer ${to.read}` },
    });
    await answer.arrayBuffer();
    if (answer.status === 200) return performance.now() - started;
    await sleep(10);
  }
};

interface Waited {
  readonly median: number;
  readonly longest: number;
}
/** Probes for some seconds, the work beginning after the first. */
const probing = async (to: Reached, work: () => Promise<void>): Promise<Waited> => {
  const waiting: Promise<number>[] = [];
  const until = performance.now() + Number(values.seconds) * 1000;
  const begun = sleep(1000).then(work);
  while (performance.now() < until) {
    waiting.push(probe(to));
    await sleep(PROBE_EVERY);
  }
  await begun;
  const sorted = (await Promise.all(waiting)).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
};

/** In batches of 500, all of them sent at once. */
const sendAll = async (to: Reached, events: readonly object[]): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(events.length / 500) }, (_, n) =>
    events.slice(n * 500, (n + 1) * 500),
  );
  await Promise.all(batches.map((batch) => post(to, batch)));
};

/** Somebody among the filled, each once a run. */
const start = Math.floor(Math.random() * (customers - 4 * concerned));
const merges = Array.from({ length: concerned }, (_, n) => ({
  type: 'alias',
  previousId: `u-${start + 2 * n}`,
  userId: `u-${start + 2 * n + 1}`,
}));
const late = Array.from({ length: concerned }, (_, n) => ({
  type: 'track',
  userId: `u-${start + 2 * concerned + n}`,
  event: 'Order Completed',
  timestamp: new Date(Date.now() - 300 * DAY).toISOString(),
  properties: { total: 10 },
}));

if (!existsSync(join(folder, 'postgres'))) await fill();
const server = await startServer({ dataDir: folder, port: 0 });
const to = { server, write: await keyOf(server, 'write'), read: await keyOf(server, 'api') };
await sleep(3000);
const calm = await probing(to, async () => undefined);
const merging = await probing(to, () => sendAll(to, merges));
const receiving = await probing(to, () => sendAll(to, late));
await server.stop();
if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
const ms = Math.round;
report({
  bench: 'late',
  concerned,
  calmMs: ms(calm.median),
  calmLongestMs: ms(calm.longest),
  mergingMs: ms(merging.median),
  mergingLongestMs: ms(merging.longest),
  delayOfMergingMs: ms(merging.longest - calm.longest),
  lateMs: ms(receiving.median),
  lateLongestMs: ms(receiving.longest),
  delayOfLateMs: ms(receiving.longest - calm.longest),
});
process.exit(0);
