import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report } from './results.js';

/**
 * What all processes together hold of memory on a large data folder (made by `bench:million --keep DIR`): at rest, and at
 * the peak while a model is saved and pages are read. Shared pages count once (the kernel's proportional set size).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '4990' },
    rest: { type: 'string', default: '60' },
  },
});
const folder = values.data;
if (!folder || !existsSync(folder)) {
  console.error('Make data first: npm run bench:million -- --keep DIR, then npm run bench:memory -- --data DIR');
  process.exit(1);
}

const parentOf = (pid: string): number | null => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
};

/** A process and all it started. */
const treeOf = (root: number): number[] => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), parentOf(pid)] as const);
  const found = [root];
  for (let at = 0; at < found.length; at++)
    found.push(...parents.filter(([, parent]) => parent === found[at]).map(([pid]) => pid));
  return found;
};

const shareOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
const megabytes = (root: ChildProcess): number =>
  Math.round(treeOf(root.pid ?? 0).reduce((sum, pid) => sum + shareOf(pid), 0));

const parcours = fileURLToPath(new URL('./parcours.mjs', import.meta.url));
const url = `http://127.0.0.1:${values.port}`;
const server = spawn(
  process.execPath,
  ['--max-semi-space-size=64', parcours, 'start', '--data', folder, '--port', values.port ?? ''],
  {
    stdio: 'inherit',
  },
);
for (let up = false; !up; await sleep(500))
  up = await fetch(`${url}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
await sleep(Number(values.rest) * 1000);
const idle = megabytes(server);

const { token } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { token: string };
const made = await fetch(`${url}/api/admin/keys`, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ kind: 'api' }),
});
const { key } = (await made.json()) as { key: string };
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

interface Answered {
  readonly items: readonly { readonly model?: { readonly stages: { enter: unknown }[] }; readonly state?: string }[];
}
const { items } = (await (await fetch(`${url}/api/models`, { headers })).json()) as Answered;
const model = items[0]?.model as { id: string; stages: { enter: unknown }[] };
const [stage] = model.stages;
if (stage) stage.enter = { any: [stage.enter, { did: { event: `Never ${Date.now()}` } }] };
await fetch(`${url}/api/models/${model.id}`, { method: 'PUT', headers, body: JSON.stringify(model) });

let peak = idle;
for (let running = true; running; await sleep(1000)) {
  peak = Math.max(peak, megabytes(server));
  await fetch(`${url}/api/models/${model.id}/map`, { headers }).then((answer) => answer.arrayBuffer());
  await fetch(`${url}/api/customers?sort=name`, { headers }).then((answer) => answer.arrayBuffer());
  const replays = (await (await fetch(`${url}/api/replays`, { headers })).json()) as Answered;
  running = replays.items[0]?.state === 'running';
}
server.kill('SIGTERM');
await new Promise((resolve) => server.once('exit', resolve));
report({ bench: 'memory', idleMB: idle, peakMB: peak });
process.exit(0);
