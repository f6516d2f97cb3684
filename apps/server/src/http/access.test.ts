import { createKey, invite } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudit } from '../accounts/audit.js';
import { createGate } from '../accounts/gate.js';
import { addDoings, addMoves, addPerson, profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';
import { buildHttp } from './app.js';

const STAGES = ['target', 'visitor', 'prospect', 'customer', 'ambassador'];
/** Words that only this workspace's data holds. */
const secretsOf = (workspace: string) => ({
  name: `Name${workspace}`,
  email: `mail-${workspace}@customer.example`,
  trait: `trait-${workspace}`,
  property: `property-${workspace}`,
  message: `message-${workspace}`,
  payload: `payload-${workspace}`,
});

/** The same people in every workspace, who are called, told and did otherwise. */
const furnish = async (server: ReadServer, workspace: string): Promise<string> => {
  const secret = secretsOf(workspace);
  const traits = { city: secret.trait };
  const shared = await addPerson(server, workspace, {
    userId: 'shared',
    name: secret.name,
    email: secret.email,
    traits,
  });
  await addPerson(server, workspace, { userId: 'second', name: `${secret.name} 2`, email: `2${secret.email}`, traits });
  await addMoves(server, workspace, {
    customer: shared,
    model: 'aidar',
    stages: STAGES,
    moves: [2, 1].map((ago) => ({
      at: NOW - ago * DAY,
      from: ago === 2 ? null : 'visitor',
      to: ago === 2 ? 'visitor' : 'prospect',
      kind: 'advance' as const,
      delta: 1,
      cause: { by: 'interaction' as const, messageId: secret.message, event: 'Product Viewed' },
      rule: { on: 'enter' as const },
    })),
  });
  await addDoings(server, workspace, [
    {
      profile: shared,
      at: NOW - DAY,
      event: 'Product Viewed',
      messageId: secret.message,
      properties: { sku: secret.property },
    },
    { profile: shared, at: NOW - 2 * DAY, event: 'Page Viewed', messageId: `${secret.message} 2`, properties: {} },
  ]);
  await server.store.query(
    `insert into rejected (workspace_id, code, message, payload) values ($1, 'event.missing', $2, $2)`,
    [workspace, secret.payload],
  );
  await server.store.query(`update workspaces set name = $2 where id = $1`, [workspace, `Workspace${workspace}`]);
  await createKey({ sql: server.store }, { workspaceId: workspace, kind: 'write', name: `Key${workspace}` });
  const clock = { now: () => NOW };
  const email = `guest-${workspace}@people.example`;
  await invite({ sql: server.store, clock }, { workspaceId: workspace, email, role: 'viewer', by: `By${workspace}` });
  await server.store.query(
    `insert into audit (workspace_id, actor_kind, actor_name, action, subject) values ($1, 'command', $2, 'model.save', $2)`,
    [workspace, `Audit${workspace}`],
  );
  return shared;
};

type Operation = { parameters?: { in: string; name: string; required?: boolean }[] };

/** Never ends by itself; its own test proves that it shows one workspace alone. */
const STREAM = '/api/tail';

/** What a signed link opens is for whoever holds it, and names its workspace itself: who has none is refused (messages.test.ts). */
const isByLink = ({ parameters = [] }: Operation): boolean => parameters.some(({ name }) => name === 'token');

/** Every address that is read with GET, with ids filled in, whole and by pages of one. */
const readable = async (server: ReadServer, ids: readonly string[]): Promise<string[]> => {
  const document = (await server.http.inject({ method: 'GET', url: '/api/openapi.json' })).json();
  return Object.entries<Record<string, Operation>>(document.paths)
    .filter(([path, methods]) => path.startsWith('/api/') && path !== STREAM && methods.get && !isByLink(methods.get))
    .flatMap(([path, methods]) => {
      const paged = methods.get?.parameters?.some(({ name }) => name === 'limit') ? ['?', '?limit=1'] : ['?'];
      const named = path.includes('{') ? ids.map((id) => path.replaceAll(/\{\w+\}/g, encodeURIComponent(id))) : [path];
      return named.flatMap((url) => paged.map((query) => url + query));
    });
};

describe('who may do what', () => {
  let server: ReadServer;
  const shared: Record<string, string> = {};
  beforeAll(async () => {
    server = await readServer();
    for (const workspace of ['main', 'other']) shared[workspace] = await furnish(server, workspace);
  });
  afterAll(() => server?.stop());

  const idsOf = (workspace: string) => ['shared', shared[workspace] as string, secretsOf(workspace).email, 'aidar'];

  it('[ACCESS-1] a server with a route that declares nothing does not start', async () => {
    const { accounts, store } = server;
    const gate = createGate({ sql: store, accounts, demonstration: false });
    const guard = { gate, audit: createAudit({ sql: store, gate, now: () => NOW }) };
    const start = async (config: object) => {
      const plugin = async (http: ReadServer['http']) => void http.post('/api/new', { config }, async () => ({}));
      const http = buildHttp({ plugins: [plugin], guard, version: '0', logLevel: 'silent' });
      try {
        await http.ready();
      } finally {
        await http.close();
      }
    };
    await expect(start({})).rejects.toThrow('POST /api/new does not declare what it needs');
    await expect(start({ needs: 'everything' })).rejects.toThrow('does not declare');
    await expect(start({ needs: 'define' })).resolves.toBeUndefined();
  });

  it('[ACCESS-1] who asks without the permission is refused, and told which role it takes', async () => {
    const cases = [
      ['PUT', '/api/models/aidar', ['owner', 'editor']],
      ['POST', '/api/keys', ['owner']],
      ['GET', '/api/keys', ['owner', 'editor']],
      ['GET', '/api/people', ['owner']],
      ['POST', '/api/invitations', ['owner']],
      ['GET', '/api/audit', ['owner']],
      ['PATCH', '/api/workspaces/main', ['owner']],
      ['DELETE', '/api/workspaces/main', ['owner']],
      ['GET', '/api/customers', ['owner', 'editor', 'analyst', 'viewer']],
    ] as const;
    for (const role of ['owner', 'editor', 'analyst', 'viewer'] as const) {
      const person = await signedIn(server, `case-${role}`, { main: role });
      for (const [method, url, roles] of cases) {
        const { status, body } = await askAs(server, person.cookie)(method, url, method === 'GET' ? undefined : {});
        const refused = status === 403 && body.error.code === 'role.insufficient';
        expect([role, method, url, refused]).toEqual([role, method, url, !(roles as readonly string[]).includes(role)]);
      }
    }
  });

  it('keys have roles too, and no key decides about people', async () => {
    const ask = async (role: 'owner' | 'editor' | 'analyst', url: string) =>
      server.get(url, await server.keyOf('main', role));
    expect((await ask('editor', '/api/customers')).status).toBe(200);
    expect((await ask('editor', '/api/audit')).body.error.code).toBe('role.insufficient');
    expect((await ask('owner', '/api/audit')).status).toBe(200);
    expect((await ask('owner', '/api/people')).body.error.code).toBe('role.person');
    expect((await ask('analyst', '/api/customers?q=shared')).body.error.code).toBe('personal.search');
  });

  it('[ACCESS-3] nothing of another workspace comes back from any reading route', async () => {
    const person = await signedIn(server, 'only-main', { main: 'owner' });
    const ask = askAs(server, person.cookie);
    const routes = await readable(server, [...idsOf('main'), shared.other as string, secretsOf('other').email]);
    expect(routes.length).toBeGreaterThan(20);
    const foreign = [
      ...Object.values(secretsOf('other')),
      'Workspaceother',
      'Keyother',
      'guest-other',
      'Byother',
      'Auditother',
    ];
    const seen: string[] = [];
    for (const url of routes) {
      for (const text of [(await ask('GET', url)).text, JSON.stringify((await server.get(url)).body)]) {
        for (const word of foreign)
          expect([url, text.includes(`${word}`) && !url.includes(encodeURIComponent(word))]).toEqual([url, false]);
        if (!url.includes(shared.other as string))
          expect([url, text.includes(shared.other as string)]).toEqual([url, false]);
        seen.push(text);
      }
      const elsewhere = await ask('GET', `${url}&workspace=other`);
      if (elsewhere.status === 200) expect(elsewhere.text).not.toMatch(/other/i);
      else expect([url, elsewhere.status, elsewhere.body.error.code]).toEqual([url, 404, 'workspace.unknown']);
    }
    // What would be seen, were it one's own: the walk looks where there is something to see.
    const all = seen.join('\n');
    const own = [...Object.values(secretsOf('main')), 'Workspacemain', 'Keymain', 'guest-main', 'Bymain', 'Auditmain'];
    for (const word of own) expect([word, all.includes(word)]).toEqual([word, true]);
  });

  it('[ACCESS-3] who belongs nowhere, or is signed out, reads nothing', async () => {
    const stranger = await signedIn(server, 'stranger', {});
    for (const url of await readable(server, idsOf('main'))) {
      if (/^\/api\/(health|session)\b/.test(url)) continue;
      const asked = await askAs(server, stranger.cookie)('GET', `${url}&workspace=main`);
      if (url.startsWith('/api/workspaces')) expect(asked.body.items).toEqual([]);
      else expect([url, asked.status]).toEqual([url, 404]);
      const nowhere = await askAs(server, stranger.cookie)('GET', url);
      if (!url.startsWith('/api/workspaces')) expect([url, nowhere.status]).toEqual([url, 403]);
      expect([url, (await askAs(server, '')('GET', url)).status]).toEqual([url, 401]);
    }
  });

  describe('[ACCESS-2] an analyst', () => {
    let ask: ReturnType<typeof askAs>;
    beforeAll(async () => {
      ask = askAs(server, (await signedIn(server, 'ana', { main: 'analyst' })).cookie);
    });
    const first = async () => (await ask('GET', '/api/customers?limit=1')).body;

    it('reads every route without personal data, cursors included', async () => {
      const pseudonyms = (await ask('GET', '/api/customers')).body.items.map(({ id }: { id: string }) => id);
      const personal = [
        ...Object.values(secretsOf('main')),
        shared.main as string,
        profileId('main', 'user', 'second'),
      ];
      for (const url of await readable(server, [...pseudonyms, 'aidar'])) {
        const { text } = await ask('GET', url);
        const cursor = /"next":"([\w-]+)"/.exec(text)?.[1] ?? '';
        const shown = `${text}\n${Buffer.from(cursor, 'base64url').toString('utf8')}`;
        for (const word of personal) expect([url, word, shown.includes(word)]).toEqual([url, word, false]);
      }
    });

    it('counts everybody, and follows one customer under a pseudonym that stays', async () => {
      const page = await first();
      expect(page.total).toBe(2);
      const next = (await ask('GET', `/api/customers?limit=1&cursor=${page.next}`)).body;
      const [one, two] = [page.items[0], next.items[0]];
      expect(new Set([one.id, two.id]).size).toBe(2);
      expect([one.name, one.email, (await first()).items[0].id]).toEqual([null, null, one.id]);
      const known = [one, two].find(({ positions }) => positions.length > 0);
      const customer = (await ask('GET', `/api/customers/${known.id}`)).body;
      expect(customer).toMatchObject({ id: known.id, traits: {}, identifiers: [] });
      expect(customer.positions[0].stage).toBe('prospect');
      const timeline = (await ask('GET', `/api/customers/${known.id}/timeline?limit=1`)).body;
      const rest = (await ask('GET', `/api/customers/${known.id}/timeline?cursor=${timeline.next}`)).body;
      const items = [...timeline.items, ...rest.items];
      expect(items).toHaveLength(4);
      expect(items.filter(({ what }) => what === 'interaction').map(({ properties }) => properties)).toEqual([{}, {}]);
      expect((await ask('GET', '/api/models/aidar/map')).body.customers.total).toBe(2);
    });

    it('previews a draft, whose examples are pseudonyms', async () => {
      const { model } = (await ask('GET', '/api/models/aidar')).body;
      const owner = { authorization: `Bearer ${server.keys.main}` };
      const whole = await server.http.inject({
        method: 'POST',
        url: '/api/models/preview',
        headers: owner,
        payload: { model },
      });
      const preview = await ask('POST', '/api/models/preview', { model });
      expect([whole.statusCode, preview.status]).toEqual([200, 200]);
      expect(preview.body.customers).toBe(whole.json().customers);
      expect(whole.body).toContain(secretsOf('main').name);
      for (const word of [secretsOf('main').name, shared.main as string]) expect(preview.text).not.toContain(word);
    });

    it('lists the people of a band of a preview as pseudonyms, and refuses a list it cannot give', async () => {
      const { model } = (await ask('GET', '/api/models/aidar')).body;
      const url = '/api/models/preview/people';
      const { bands } = (await ask('POST', '/api/models/preview', { model })).body;
      const { from, to, customers, examples } = bands[0];
      const listed = await ask('POST', url, { model, from, to });
      expect(listed.status).toBe(200);
      expect(listed.body.items).toHaveLength(customers);
      expect(listed.body.items.slice(0, examples.length)).toEqual(examples);
      for (const word of [secretsOf('main').name, shared.main as string]) expect(listed.text).not.toContain(word);
      const code = async (body: object) => {
        const refused = await ask('POST', url, body);
        return [refused.status, refused.body.error.code];
      };
      expect(await code({ model: { id: 'x' }, from, to })).toEqual([422, 'model.invalid']);
      expect(await code({ model: { ...model, persona: 'none' }, from, to })).toEqual([422, 'definition.invalid']);
      for (const wrong of [{ from }, { from, to: 3 }, { from, to, limit: 0 }, { from, to, limit: 501 }])
        expect((await code({ model, ...wrong }))[0]).toBe(400);
    });

    it('cannot search, sort or open by who somebody is', async () => {
      const code = async (url: string) => {
        const { status, body } = await ask('GET', url);
        return [status, body.error.code];
      };
      expect(await code('/api/customers?q=Name')).toEqual([403, 'personal.search']);
      expect(await code('/api/customers?sort=name')).toEqual([403, 'personal.sort']);
      for (const identifier of ['shared', secretsOf('main').email, 'nobody'])
        expect(await code(`/api/customers/${identifier}`)).toEqual([403, 'personal.identifier']);
      // The id that can be worked out from a user id, or another workspace's pseudonym, opens nothing.
      expect(await code(`/api/customers/${shared.main}`)).toEqual([404, 'customer.unknown']);
      expect(await code('/api/customers?cursor=abc')).toEqual([400, 'cursor.invalid']);
      const plain = (await server.get('/api/customers?limit=1')).body.next;
      expect(await code(`/api/customers?limit=1&cursor=${plain}`)).toEqual([400, 'cursor.invalid']);
    });

    it('sees that events were refused, not what they said', async () => {
      const [refused] = (await ask('GET', '/api/rejected')).body.items;
      expect(refused).toMatchObject({ code: 'event.missing', payload: '' });
    });
  });
});
