import { createKey, createWorkspace } from '@parcours/engine';
import { testStores } from '@parcours/stores/testing';
import { buildHttp } from '../http/app.js';
import { openReading } from '../http/reading.js';

export const NOW = Date.parse('2026-06-15T12:00:00.000Z');
export const DAY = 86_400_000;

/** The reading routes on stores of their own, with the workspaces `main` and `other` and an API key of each. */
export const readServer = async ({ demonstration = false } = {}) => {
  const stores = await testStores();
  const store = stores.operational;
  for (const id of ['main', 'other']) {
    await createWorkspace({ sql: store }, { id, name: id, timezone: 'UTC', currency: 'EUR' });
  }
  const changed: string[] = [];
  const { plugins } = await openReading({
    store,
    pool: stores.pool,
    warehouse: stores.warehouse,
    clock: { now: () => NOW },
    demonstration,
    version: '0.0.0',
    state: () => 'running',
    lag: async () => ({ situate: 0, warehouse: 0 }),
    modelsChanged: async (workspaceId) => void changed.push(workspaceId),
  });
  const http = buildHttp({ plugins, version: '0.0.0' });
  await http.ready();
  const [main, other] = await Promise.all(
    ['main', 'other'].map((workspaceId) => createKey({ sql: store }, { workspaceId, kind: 'api', name: 'test' })),
  );
  /** GET as the holder of an API key. */
  const get = async (url: string, key = main?.key) => {
    const answer = await http.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } });
    return { status: answer.statusCode, body: answer.json() };
  };
  const stop = async () => {
    await http.close();
    await stores.stop();
  };
  return { http, store, warehouse: stores.warehouse, keys: { main: main?.key ?? '', other: other?.key ?? '' }, changed, get, stop };
};
export type ReadServer = Awaited<ReturnType<typeof readServer>>;
