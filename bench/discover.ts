import { parseArgs } from 'node:util';
import { discoverGroups, type GroupsTask } from '@parcours/core';
import { discoverPersonas, listDiscoveredPeople } from '@parcours/engine';
import { benchStores } from './load/benchStores.js';
import { fillHabits } from './load/discover.sql.js';
import { median, report } from './results.js';

/** How long it takes to discover personas, whole, how much of that is finding groups, and to open one onto its people. */
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
await fill(fillHabits, interactions, { now, customers });

const ports = { sql, warehouse, clock: { now: () => now } };
const [whole, finding, opening]: [number[], number[], number[]] = [[], [], []];
const discover = async (task: GroupsTask) => {
  const began = performance.now();
  const found = discoverGroups(task);
  finding.push(performance.now() - began);
  return found;
};
const query = { period: { from: '2025-01-01', to: '2026-01-01' } };
let [compared, groups] = [0, 0];
for (let run = 0; run <= Number(values.runs); run++) {
  const began = performance.now();
  const told = await discoverPersonas(ports, discover, { workspaceId: 'main', query, whole: true });
  whole.push(performance.now() - began);
  [compared, groups] = [told.compared, told.groups.length];
  if (groups === 0) throw new Error('The groups planted were not found.');
  const asked = performance.now();
  const page = { ...query, groups, group: 0, limit: 50 };
  await listDiscoveredPeople(ports, { workspaceId: 'main', query: page, whole: true });
  opening.push(performance.now() - asked);
}
await close();
// The first one warms up.
const told = (times: readonly number[]): number => Math.round(median(times.slice(1)));
report({
  bench: 'discover',
  ...{ discoverMs: told(whole), findingMs: told(finding), peopleMs: told(opening) },
  ...{ compared, groups, interactions, customers },
});
process.exit(0);
