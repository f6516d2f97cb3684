import { parseArgs } from 'node:util';
import { compareDrivers, type DriversTask } from '@parcours/core';
import { type Compared, keepRecent, measureDrivers } from '@parcours/engine';
import { benchStores } from './load/benchStores.js';
import { fillStays } from './load/drivers.sql.js';
import { fillVisits } from './load/funnel.sql.js';
import { median, report } from './results.js';

/** How long it takes to tell what goes with moving on from a stage, whole, and how much of that is the comparison. */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '20000000' },
    each: { type: 'string', default: '20' },
    runs: { type: 'string', default: '5' },
  },
});
const interactions = Number(values.interactions);
const customers = Math.ceil(interactions / Number(values.each));
const now = Date.UTC(2026, 0, 1);

const { sql, warehouse, fill, close } = await benchStores();
await fill(fillVisits, interactions, { now, customers });
await fill(fillStays, customers, { now });

const ports = { sql, warehouse, clock: { now: () => now }, recent: keepRecent<Compared>() };
const [whole, comparing]: [number[], number[]] = [[], []];
const compare = async (task: DriversTask) => {
  const began = performance.now();
  const found = compareDrivers(task);
  comparing.push(performance.now() - began);
  return found;
};
const query = {
  ...{ period: { from: '2025-01-01', to: '2026-01-01' }, model: 'aidar', stage: 'prospect' },
  ...{ outcome: 'forward' as const, window: 'P30D', lookback: 'P90D' },
};
let compared = 0;
for (let run = 0; run <= Number(values.runs); run++) {
  const began = performance.now();
  compared = (await measureDrivers(ports, compare, { workspaceId: 'main', query, whole: true })).compared;
  // The first one warms up.
  if (run > 0) whole.push(performance.now() - began);
}
await close();
report({
  bench: 'drivers',
  driversMs: Math.round(median(whole)),
  comparingMs: Math.round(median(comparing.slice(1))),
  ...{ compared, interactions, customers },
});
process.exit(0);
