import { parseArgs } from 'node:util';
import type { CohortsQuery, FunnelQuery } from '@parcours/core';
import { measureCohorts, measureFunnel } from '@parcours/engine';
import { benchStores } from './load/benchStores.js';
import { cohortsByHand, fillVisits, funnelByHand, timedByHand } from './load/funnel.sql.js';
import { median, report, round } from './results.js';

/**
 * How long a funnel of three steps and a year of monthly cohorts take, whole, against what somebody would write by hand in
 * ClickHouse SQL: the counts alone, and with the times between steps. Pairs in turn; the median of their ratios counts.
 */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '20000000' },
    each: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '5' },
  },
});
const interactions = Number(values.interactions);
const customers = Math.ceil(interactions / Number(values.each));
const now = Date.UTC(2026, 0, 1);

const { sql, warehouse, fill, close } = await benchStores();
await fill(fillVisits, interactions, { now, customers });

const ports = { sql, warehouse, clock: { now: () => now } };
const period = { from: '2025-01-01', to: '2026-01-01' };
const range = { from: Date.parse(period.from), to: Date.parse(period.to) };
const steps = ['Product Viewed', 'Product Added', 'Order Completed'].map((event) => ({
  name: event,
  rule: { did: { event } },
}));
const funnel: FunnelQuery = { period, steps, window: 'P30D', order: 'ordered' };
const cohorts: CohortsQuery = { period, by: 'month', start: { rule: { did: { event: 'Order Completed' } } } };

const ours = async (): Promise<number[]> =>
  (await measureFunnel(ports, 'main', funnel, true)).steps.map(({ customers: reached }) => reached);
const byHand = (text: string) => async (): Promise<number[]> => {
  const [row] = await warehouse.query<{ one: number; two: number; three: number }>(text, range, { maxSeconds: 120 });
  return row ? [row.one, row.two, row.three] : [];
};
const cells = async (): Promise<number[]> => {
  const measured = await measureCohorts(ports, 'main', cohorts, true);
  return [measured.cohorts.flatMap(({ retained }) => retained.filter((count) => count > 0)).length];
};
const cellsByHand = async (): Promise<number[]> =>
  (await warehouse.query<{ cells: number }>(cohortsByHand, range, { maxSeconds: 120 })).map((row) => row.cells);

/** They read a tie, and the last instant of a window, differently: more than a thousandth apart is another question. */
const alike = (a: readonly number[], b: readonly number[]): boolean =>
  a.length > 0 && a.every((value, at) => Math.abs(value - (b[at] ?? 0)) <= value / 1000);

const compare = async (own: () => Promise<number[]>, hand: () => Promise<number[]>) => {
  const [ratios, times]: [number[], number[]] = [[], []];
  await own();
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const began = performance.now();
    const expected = await hand();
    const between = performance.now();
    const measured = await own();
    const ended = performance.now();
    if (!alike(measured, expected)) throw new Error(`${measured} instead of ${expected}`);
    ratios.push((ended - between) / (between - began));
    times.push(ended - between);
  }
  return { ratio: round(median(ratios)), ms: Math.round(median(times)) };
};

const counted = await compare(ours, byHand(funnelByHand));
const timed = await compare(ours, byHand(timedByHand));
const retained = await compare(cells, cellsByHand);
await close();
report({
  bench: 'funnel',
  funnelRatio: timed.ratio,
  funnelRatioToCountsAlone: counted.ratio,
  funnelMs: timed.ms,
  cohortsRatio: retained.ratio,
  cohortsMs: retained.ms,
  interactions,
  customers,
});
process.exit(0);
