import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../../apps/server/src/main.js';
import { sendFrom } from './run.js';
import type { Sent } from './send.js';

export interface Load {
  readonly seconds: number;
  readonly customers: number;
  readonly connections: number;
}

/** A key of a workspace of a running server. */
export const keyOf = async (server: RunningServer, kind: 'write' | 'api'): Promise<string> => {
  const made = await fetch(`${server.url}/api/admin/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind }),
  });
  return ((await made.json()) as { key: string }).key;
};

/** A whole server on a folder of its own under load, until all of it is situated. `prepare` comes before the clock starts. */
export const ingestAll = async (
  load: Load,
  prepare: (server: RunningServer) => Promise<void> = async () => undefined,
): Promise<{ sent: Sent; situatedSeconds: number; peak: number }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
  const server = await startServer({ dataDir, port: 0 });
  await prepare(server);
  const key = await keyOf(server, 'write');
  const started = performance.now();
  const sent = await sendFrom({ url: server.url, key, ...load, run: 'w' });
  const lag = async () =>
    ((await (await fetch(`${server.url}/api/health`)).json()) as { lag: { situate: number } }).lag.situate;
  while ((await lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const situatedSeconds = (performance.now() - started) / 1000;
  const peak = process.memoryUsage.rss();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return { sent, situatedSeconds, peak };
};
