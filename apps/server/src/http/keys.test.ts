import { PRESETS } from '@parcours/core';
import { createKey } from '@parcours/engine';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authOptions } from '../accounts/auth.js';
import { type ReadServer, readServer } from '../testing/readServer.js';

describe('keys, models and the rest', () => {
  let server: ReadServer;
  beforeAll(async () => {
    server = await readServer();
  });
  afterAll(() => server?.stop());

  const send = async (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: unknown, key = server.keys.main) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const body = payload === undefined ? {} : { payload: JSON.stringify(payload) };
    const answer = await server.http.inject({ method, url, headers, ...body });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };

  it('answers nobody without a session or a key', async () => {
    const urls = [
      'customers',
      'customers/x',
      'customers/x/timeline',
      'customers/x/movements',
      'models',
      'models/aidar',
      'models/aidar/map',
      'keys',
      'rejected',
      'workspaces',
    ];
    for (const url of urls) {
      const asked = (authorization?: string) =>
        server.http.inject({ method: 'GET', url: `/api/${url}`, headers: authorization ? { authorization } : {} });
      expect([url, (await asked()).statusCode]).toEqual([url, 401]);
      expect([url, (await asked('Bearer pa_unknown')).statusCode]).toEqual([url, 401]);
      expect([url, (await asked('Basic eDp5')).statusCode]).toEqual([url, 401]);
    }
    const write = await createKey({ sql: server.store }, { workspaceId: 'main', kind: 'write', name: 'site' });
    expect((await server.get('/api/customers', write.key)).body.error.code).toBe('key.kind');
  });

  it('shows a key once, keeps its hash only, and forgets it when deleted', async () => {
    const made = await send('POST', '/api/keys', { kind: 'api', name: 'bot\u0000' });
    expect(made.status).toBe(201);
    expect(made.body.key).toMatch(/^pa_[0-9A-Za-z]{32}$/);
    expect((await server.get('/api/workspaces', made.body.key)).status).toBe(200);
    const listed = (await server.get('/api/keys')).body.items;
    expect(listed.find(({ id }: { id: string }) => id === made.body.id)).toMatchObject({
      prefix: made.body.key.slice(0, 7),
    });
    expect(JSON.stringify(listed)).not.toContain(made.body.key);
    expect(JSON.stringify(await server.store.query('select * from api_keys'))).not.toContain(made.body.key);
    expect((await send('DELETE', `/api/keys/${made.body.id}`, undefined, server.keys.other)).status).toBe(404);
    expect((await send('DELETE', `/api/keys/${made.body.id}`)).status).toBe(204);
    expect((await server.get('/api/workspaces', made.body.key)).status).toBe(401);
  });

  it('starts a workspace with the five presets, in words', async () => {
    const { items } = (await server.get('/api/models')).body;
    expect(items.map(({ model }: { model: { id: string } }) => model.id)).toEqual(PRESETS.map(({ id }) => id));
    expect(items[0].words[1].enter.fr).not.toBe('');
    expect((await server.get('/api/models/none')).status).toBe(404);
  });

  it('saves a model as its next version, at once where only names change', async () => {
    const aidar = PRESETS[0] as (typeof PRESETS)[number];
    const changed = { ...aidar, name: { en: 'Ours', fr: 'Le nôtre' } };
    const saved = await send('PUT', '/api/models/aidar', changed);
    expect([saved.status, saved.body.version, saved.body.preset]).toEqual([200, 2, false]);
    expect((await server.get('/api/models/aidar', server.keys.other)).body.version).toBe(1);
    expect((await send('PUT', '/api/models/other', changed)).status).toBe(400);
    const broken = await send('PUT', '/api/models/aidar', {
      ...aidar,
      stages: [{ ...aidar.stages[1], leave: [{ when: { quiet: { for: 'P1D' } }, to: 'gone' }] }],
    });
    expect([broken.status, broken.body.error.code]).toEqual([422, 'model.invalid']);
    for (const body of [null, [], 'x', 4, { __proto__: 1 }, {}])
      expect((await send('PUT', '/api/models/aidar', body)).status).toBeLessThan(500);
  });

  it('lists rejected events by page', async () => {
    for (let n = 0; n < 5; n++) {
      await server.store.query(
        `insert into rejected (workspace_id, code, message, payload) values ('main', 'event.missing', $1, '{}')`,
        [`m${n}`],
      );
    }
    const first = (await server.get('/api/rejected?limit=3')).body;
    const second = (await server.get(`/api/rejected?limit=3&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ message }) => message)).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
    expect(second.next).toBeNull();
    expect((await server.get('/api/rejected', server.keys.other)).body.items).toEqual([]);
  });

  it('tells health to anyone and metrics to this machine or a key', async () => {
    const health = await server.http.inject({ method: 'GET', url: '/api/health', remoteAddress: '9.9.9.9' });
    expect(health.json()).toEqual({
      status: 'ok',
      version: '0.0.0',
      stores: { operational: 'up', warehouse: 'up' },
      lag: { situate: 0, warehouse: 0 },
    });
    const metrics = (remoteAddress: string, headers = {}) =>
      server.http.inject({ method: 'GET', url: '/metrics', remoteAddress, headers });
    expect((await metrics('127.0.0.1')).body).toContain('parcours_lag_interactions{reader="situate"} 0');
    expect((await metrics('9.9.9.9')).statusCode).toBe(401);
    expect((await metrics('9.9.9.9', { authorization: `Bearer ${server.keys.main}` })).statusCode).toBe(200);
  });

  it('describes every route in OpenAPI 3.1', async () => {
    const document = (await server.http.inject({ method: 'GET', url: '/api/openapi.json' })).json();
    expect(document.openapi).toMatch(/^3\.1/);
    for (const [path, methods] of Object.entries<Record<string, { tags?: string[]; summary?: string }>>(
      document.paths,
    )) {
      for (const operation of Object.values(methods)) {
        expect([path, Boolean(operation.summary), Boolean(operation.tags?.length)]).toEqual([path, true, true]);
      }
    }
    expect(Object.keys(document.paths)).toContain('/api/customers/{id}/timeline');
  });

  it('has the tables better-auth expects', async () => {
    const plan = await getMigrations(authOptions({ pool: server.pool, secret: 'x'.repeat(40) }));
    expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes]).toEqual([[], [], []]);
  });
});
