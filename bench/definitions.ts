import { parseArgs } from 'node:util';
import { PRESETS, type Rule, type Segment } from '@parcours/core';
import type { RunningServer } from '../apps/server/src/main.js';
import { ingestAll, keyOf } from './load/ingestAll.js';
import { report, round } from './results.js';

/** Interactions per second situated with many definitions active, against the same with none. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    customers: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '16' },
    segments: { type: 'string', default: '50' },
  },
});
const load = {
  seconds: Number(values.seconds),
  customers: Number(values.customers),
  connections: Number(values.connections),
};

const EVENTS = [
  'Product Viewed',
  'Product Added',
  'Order Completed',
  'Checkout Started',
  'Email Opened',
  'Product Reviewed',
];

/** Segments as marketers make them: counts, sums, silences, what was done and what was not. */
const ruleOf = (n: number): Rule => {
  const event = EVENTS[n % EVENTS.length] as string;
  const forms: Rule[] = [
    { did: { event, atLeast: 1 + (n % 4), within: 'P30D' } },
    { sum: { event: 'Order Completed', property: 'total', atLeast: 50 * (1 + (n % 9)), within: 'P90D' } },
    { all: [{ did: { event } }, { quiet: { for: `P${7 + n}D`, event } }] },
    { all: [{ did: { event: 'Product Added' } }, { not: { did: { event: 'Order Completed', within: 'P7D' } } }] },
    { distinct: { event: 'Product Viewed', property: 'category', atLeast: 2 + (n % 5), within: 'P60D' } },
  ];
  return forms[n % forms.length] as Rule;
};
const both = (text: string) => ({ en: text, fr: text });
const segmentOf = (n: number): Segment => ({ id: `s-${n}`, name: both(`Segment ${n}`), rule: ruleOf(n) });
const personas = {
  personas: [0, 1, 2, 3].map((n) => ({ id: `p-${n}`, name: both(`Persona ${n}`), rule: ruleOf(n * 7 + 1) })),
  fallback: { id: 'others', name: both('Others') },
};

const ask = async (server: RunningServer, key: string, method: string, path: string, body?: unknown): Promise<void> => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
};

const withNone = async (server: RunningServer): Promise<void> => {
  const key = await keyOf(server, 'api');
  for (const { id } of PRESETS) await ask(server, key, 'DELETE', `/api/models/${id}`);
};
const withAll = async (server: RunningServer): Promise<void> => {
  const key = await keyOf(server, 'api');
  for (let n = 0; n < Number(values.segments); n++) await ask(server, key, 'PUT', `/api/segments/s-${n}`, segmentOf(n));
  await ask(server, key, 'PUT', '/api/personas', personas);
};

const rateOf = async (prepare: (server: RunningServer) => Promise<void>) => {
  const { sent, situatedSeconds, peak } = await ingestAll(load, prepare);
  return { rate: sent.interactions / situatedSeconds, peak };
};
const none = await rateOf(withNone);
const all = await rateOf(withAll);
report({
  bench: 'definitions',
  ratio: round(all.rate / none.rate),
  withAllPerSecond: Math.round(all.rate),
  withNonePerSecond: Math.round(none.rate),
  segments: Number(values.segments),
  personas: personas.personas.length + 1,
  models: PRESETS.length,
  serverResidentMB: Math.round(all.peak / 2 ** 20),
});
process.exit(0);
