import { PRESETS } from '@parcours/core';
import { DomainError } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudit } from '../accounts/audit.js';
import { createGate } from '../accounts/gate.js';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';
import { buildHttp } from './app.js';

describe('[ACCESS-5] the audit log', () => {
  let server: ReadServer;
  let ask: ReturnType<typeof askAs>;
  let ada: { id: string };
  beforeAll(async () => {
    server = await readServer();
    const made = await signedIn(server, 'ada', { main: 'owner', other: 'owner' });
    ada = made;
    ask = askAs(server, made.cookie);
  });
  afterAll(() => server?.stop());
  const entries = async (query = '') => (await ask('GET', `/api/audit?${query}`)).body.items;

  it('has one entry for each change that succeeded, and none for questions and refusals', async () => {
    const aidar = PRESETS[0] as (typeof PRESETS)[number];
    await ask('PUT', '/api/models/aidar', { ...aidar, name: { en: 'Ours', fr: 'Le nôtre' } });
    const key = (await ask('POST', '/api/keys', { kind: 'api', name: 'bot', role: 'owner' })).body;
    const invitation = (await ask('POST', '/api/invitations', { email: 'bob@people.example', role: 'viewer' })).body;
    await ask('DELETE', `/api/invitations/${invitation.id}`);
    await ask('PATCH', '/api/workspaces/main', { name: 'Boutique' });
    const headers = { authorization: `Bearer ${key.key}` };
    await server.http.inject({ method: 'DELETE', url: `/api/keys/${key.id}`, headers });
    // None of these changes anything.
    await ask('GET', '/api/customers');
    await ask('PUT', '/api/models/aidar', {});
    await ask('DELETE', '/api/keys/gone');
    await ask('DELETE', `/api/people/${ada.id}`);
    const items = await entries();
    expect(
      items.map(({ action, subject, by }: { action: string; subject: string; by: { name: string } }) => [
        action,
        subject,
        by.name,
      ]),
    ).toEqual([
      ['key.delete', 'bot', 'bot'],
      ['workspace.change', 'Boutique', 'ada'],
      ['invitation.revoke', 'bob@people.example', 'ada'],
      ['invitation.create', 'bob@people.example', 'ada'],
      ['key.create', 'bot', 'ada'],
      ['model.save', 'aidar', 'ada'],
    ]);
    expect(items[1]).toMatchObject({ before: { name: 'main' }, after: { name: 'Boutique' } });
    expect(items[5]).toMatchObject({
      before: { version: 1 },
      after: { kind: 'model', change: 'update' },
    });
    const text = JSON.stringify(items);
    for (const secret of [key.key, invitation.token]) expect(text).not.toContain(secret);
    expect(await entries('workspace=other')).toEqual([]);
  });

  it('tells also what failed half-way on our side', async () => {
    const { accounts, store } = server;
    const gate = createGate({ sql: store, accounts, demonstration: false });
    const audit = createAudit({ sql: store, gate, now: () => NOW });
    const routes = async (http: ReadServer['http']) => {
      const config = { needs: 'define', action: 'model.delete' } as const;
      http.delete('/api/models/:id', { config }, async () => {
        throw new Error('after the change');
      });
      http.post('/api/models/preview', { config: { needs: 'preview' } }, async () => ({}));
      http.put('/api/models/:id', { config }, async (request) => {
        audit.note(request, { workspaceId: 'other', after: { version: 3 } });
        throw new DomainError('role.absent', 409, 'Too late.');
      });
    };
    const http = buildHttp({ plugins: [routes], guard: { gate, audit }, version: '0', logLevel: 'silent' });
    const headers = { authorization: `Bearer ${server.keys.other}` };
    const statuses = [];
    for (const [method, url] of [
      ['DELETE', '/api/models/one'],
      ['POST', '/api/models/preview'],
      ['PUT', '/api/models/two'],
    ] as const)
      statuses.push((await http.inject({ method, url, headers })).statusCode);
    await http.close();
    expect(statuses).toEqual([500, 200, 409]);
    expect(await entries('workspace=other')).toMatchObject([
      { action: 'model.delete', subject: 'two', after: { version: 3 }, by: { kind: 'key' } },
      { action: 'model.delete', subject: 'one', after: { failed: true } },
    ]);
  });

  it('is read by page, and by person, action and time', async () => {
    const all = await entries();
    const first = (await ask('GET', '/api/audit?limit=4')).body;
    const second = (await ask('GET', `/api/audit?limit=4&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
    expect(await entries(`by=${ada.id}`)).toHaveLength(5);
    expect(await entries('action=invitation')).toHaveLength(2);
    expect(await entries('action=key.create')).toHaveLength(1);
    expect(await entries(`from=${all[1].at}`)).toHaveLength(2);
    expect(await entries('to=0001-01-01T00:00:00Z')).toEqual([]);
    const actors = (await ask('GET', '/api/audit/actors')).body.items;
    expect(actors.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`).sort()).toEqual([
      'key bot',
      'person ada',
    ]);
    for (const cursor of ['x', 'WzFd', '-1'])
      expect((await ask('GET', `/api/audit?cursor=${cursor}`)).status).toBe(400);
  });

  it('cannot be changed, nor emptied', async () => {
    for (const statement of [`update audit set actor_name = 'x'`, 'delete from audit', 'truncate audit'])
      await expect(server.store.query(statement)).rejects.toThrow('append-only');
  });
});
