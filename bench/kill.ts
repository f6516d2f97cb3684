import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readServerFile, startStores } from '@parcours/stores';
import { seeded } from './load/bodies.js';
import { report } from './results.js';

/**
 * Kills the server with SIGKILL at random instants under load, again and again. After each: the next start recovers by
 * itself, no process is left behind, the doctor finds nothing, and every acknowledged message is in the warehouse [LOG-1].
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
const random = seeded(Number(values.seed));
const dataDir = mkdtempSync(join(tmpdir(), 'parcours-kill-'));
const program = fileURLToPath(new URL('./parcours.mjs', import.meta.url));
const acknowledged = new Set<string>();
let sent = 0;

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
}

const start = async (): Promise<Server> => {
  const child = spawn(process.execPath, [program, 'start', '--data', dataDir, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (let waited = 0; waited < 60_000; waited += 50) {
    const file = readServerFile(dataDir);
    if (file && file.pid === child.pid) return { child, url: file.url, token: file.token };
    if (child.exitCode !== null) throw new Error('the server did not start');
    await sleep(50);
  }
  throw new Error('the server did not start within a minute');
};

const admin = async <Answer>({ url, token }: Server, path: string, body: object = {}): Promise<Answer> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/admin/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Answer;
};

const batchOf = (ids: readonly string[]): string =>
  JSON.stringify({
    batch: ids.map((messageId, place) => ({
      type: place % 17 === 0 ? 'identify' : 'track',
      messageId,
      // Some events are late by days, some people sign in on devices: the slow ways are killed too.
      timestamp: new Date(Date.now() - (place % 23 === 0 ? Math.floor(random() * 20) * 86_400_000 : 0)).toISOString(),
      event: ['Product Viewed', 'Order Completed', 'Product Added'][place % 3],
      ...(place % 5 === 0 ? { anonymousId: `device-${Math.floor(random() * 400)}` } : {}),
      ...(place % 5 !== 0 || place % 17 === 0 ? { userId: `user-${Math.floor(random() * 300)}` } : {}),
      properties: { total: place },
      traits: { plan: place },
    })),
  });

const load = async ({ url }: Server, key: string, state: { stopped: boolean }): Promise<void> => {
  while (!state.stopped) {
    const ids = Array.from({ length: 50 }, () => `kill-${sent++}`);
    const headers = {
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json',
    };
    const status = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: batchOf(ids) }).then(
      async (answer) => {
        await answer.text();
        return answer.status;
      },
      () => 0,
    );
    if (status === 200) for (const id of ids) acknowledged.add(id);
    else if (status !== 0) throw new Error(`the server answered ${status}`);
    else return;
  }
};

/** Processes that still name the data folder. */
const leftBehind = (): string[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(dataDir) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });

const untilNobody = async (): Promise<void> => {
  for (let waited = 0; waited < 15_000; waited += 100) {
    if (leftBehind().length === 0) return;
    await sleep(100);
  }
  throw new Error(`left behind: ${leftBehind().join('; ')}`);
};

/** Which acknowledged messages the warehouse lacks; also whether writes wait for the disk. */
const missing = async (): Promise<{ lost: number; durable: string }> => {
  const stores = await startStores({ dataDir });
  const rows = await stores.warehouse.query<{ message_id: string }>(
    'select message_id from interactions',
    {},
    { maxSeconds: 120 },
  );
  const held = new Set(rows.map((row) => row.message_id));
  const [[fsync], [commit]] = await Promise.all([
    stores.operational.query<{ fsync: string }>('show fsync'),
    stores.operational.query<{ synchronous_commit: string }>('show synchronous_commit'),
  ]);
  await stores.stop();
  return {
    lost: [...acknowledged].filter((id) => !held.has(id)).length,
    durable: `fsync ${fsync?.fsync}, synchronous_commit ${commit?.synchronous_commit}`,
  };
};

let server = await start();
const { key } = await admin<{ key: string }>(server, 'keys', { kind: 'write' });
let differences = 0;
let lost = 0;
let durable = '';
for (let kill = 1; kill <= kills; kill++) {
  const state = { stopped: false };
  const loading = Promise.all([load(server, key, state), load(server, key, state), load(server, key, state)]);
  await sleep(200 + random() * 3_500);
  server.child.kill('SIGKILL');
  await loading;
  state.stopped = true;
  await untilNobody();
  server = await start();
  const doctor = await admin<{ differences: number; interactions: number; details: string[] }>(server, 'doctor');
  differences += doctor.differences;
  server.child.kill('SIGTERM');
  await once(server.child, 'exit');
  const found = await missing();
  lost += found.lost;
  durable = found.durable;
  process.stderr.write(
    `kill ${kill}: ${acknowledged.size} acknowledged, ${found.lost} lost, ${doctor.differences} differences ${doctor.details.slice(0, 2).join('; ')}\n`,
  );
  server = await start();
}
server.child.kill('SIGTERM');
await once(server.child, 'exit');
rmSync(dataDir, { recursive: true, force: true });
report({ bench: 'kill', kills, acknowledged: acknowledged.size, lost, differences, durable });
process.exit(lost + differences === 0 ? 0 : 1);
