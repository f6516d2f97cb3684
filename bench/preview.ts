import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rule } from '@parcours/core';
import { createWorkspace, listVocabulary, previewRule } from '@parcours/engine';
import { startStores } from '@parcours/stores';
import { byHand, byHandLinked, fillCustomers, fillInteractions, linkProfiles } from './load/preview.sql.js';
import { median, report, round } from './results.js';

/**
 * How long the preview of a rule takes, whole, against the ClickHouse query somebody would write by hand for the same question:
 * a count in 90 days and a sum. Pairs in turn; the median of their ratios counts, without and with profiles that are part of others.
 */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '2000000' },
    each: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '9' },
  },
});
const interactions = Number(values.interactions);
const customers = Math.ceil(interactions / Number(values.each));
const DAY = 86_400_000;
const now = Date.now();
const rule: Rule = {
  all: [
    { did: { event: 'Product Viewed', atLeast: 2, within: 'P90D' } },
    { sum: { event: 'Order Completed', property: 'total', atLeast: 100 } },
  ],
};

const dataDir = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
const stores = await startStores({ dataDir });
const { operational: sql, warehouse } = stores;
await createWorkspace({ sql }, { id: 'main', name: 'Bench', timezone: 'UTC', currency: 'EUR' });
const PART = 500_000;
for (let from = 0; from < interactions; from += PART) {
  await warehouse.command(fillInteractions, { now, customers, from, to: Math.min(interactions, from + PART) });
}
await sql.query(fillCustomers, [customers]);

const timed = async (work: () => Promise<{ customers: number }>): Promise<{ ms: number; customers: number }> => {
  const started = performance.now();
  const { customers: found } = await work();
  return { ms: performance.now() - started, customers: found };
};
const preview = () =>
  previewRule({ sql, warehouse, clock: { now: () => now } }, { workspaceId: 'main', draft: { rule }, maxSeconds: 60 });
// [TIME-2] the oldest instant whose 90 days are not over
const since = now - 90 * DAY + 1;
const bare = (text: string) => async () =>
  (await warehouse.query<{ customers: number }>(text, { since }))[0] as { customers: number };

const measure = async (text: string) => {
  const ratios: number[] = [];
  const times: number[] = [];
  await preview();
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const hand = await timed(bare(text));
    const ours = await timed(preview);
    if (hand.customers !== ours.customers || ours.customers === 0)
      throw new Error(`${ours.customers} customers instead of ${hand.customers}`);
    ratios.push(ours.ms / hand.ms);
    times.push(ours.ms);
  }
  return { ratio: round(median(ratios)), ms: Math.round(median(times)) };
};

const plain = await measure(byHand);
await warehouse.command(linkProfiles, { customers });
const linked = await measure(byHandLinked);
const words: number[] = [];
for (let turn = 0; turn < 5; turn++) {
  const started = performance.now();
  const { events } = await listVocabulary({ sql, warehouse }, 'main');
  if (events.length === 0) throw new Error('no events');
  words.push(performance.now() - started);
}
await stores.stop();
rmSync(dataDir, { recursive: true, force: true });
report({
  bench: 'preview',
  ratio: plain.ratio,
  ratioWithLinkedProfiles: linked.ratio,
  ms: plain.ms,
  msWithLinkedProfiles: linked.ms,
  vocabularyMs: Math.round(median(words)),
  interactions,
  customers,
});
process.exit(0);
