import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';

const ADA = '00000000-0000-4000-8000-000000000001';
const send = { id: 'a', kind: 'message', content: 'hello' };
const flow = (over: object = {}) => ({
  id: 'welcome',
  name: { en: 'Welcome', fr: 'Bienvenue' },
  trigger: { kind: 'event', event: 'Order Completed' },
  start: 'a',
  nodes: [send],
  ...over,
});
const hello = {
  ...{ id: 'hello', channel: 'email', name: { en: 'Hello', fr: 'Bonjour' }, action: 'interest' },
  variants: { en: { subject: 'Hello', body: { kind: 'blocks', blocks: [{ kind: 'text', text: 'Hello' }] } } },
};

describe('flows by the API', () => {
  let server: ReadServer;
  let editor: ReturnType<typeof askAs>;
  let analyst: ReturnType<typeof askAs>;
  let viewer: ReturnType<typeof askAs>;
  const put = (body: object, query = '') => editor('PUT', `/api/flows/welcome${query}`, body);

  beforeAll(async () => {
    server = await readServer();
    editor = askAs(server, (await signedIn(server, 'ada', { main: 'editor' })).cookie);
    analyst = askAs(server, (await signedIn(server, 'ana', { main: 'analyst' })).cookie);
    viewer = askAs(server, (await signedIn(server, 'vic', { main: 'viewer' })).cookie);
    await editor('PUT', '/api/contents/hello', hello);
    await server.store.query(
      `insert into profiles (workspace_id, profile_id, kind, value, customer_id) values ('main', $1, 'user', 'ada', $1)`,
      [ADA],
    );
    await server.store.query(
      `insert into customers (workspace_id, customer_id, name, first_seen, last_seen, interactions) values ('main', $1, 'Ada', 1, 1, 1)`,
      [ADA],
    );
  });
  afterAll(() => server.stop());

  it('[FLOW-6] saves, says what is wrong at its node, and activates what is sound', async () => {
    expect((await put(flow({ nodes: [{ ...send, content: 'gone' }] }), '?version=0')).status).toBe(200);
    const refused = await editor('POST', '/api/flows/welcome/activate');
    expect([refused.status, refused.body.error.code]).toEqual([422, 'flow.unsound']);
    expect(refused.body.error.details[0]).toMatchObject({ node: 'a', path: ['nodes', 0, 'content'] });
    expect((await put(flow(), '?version=0')).status).toBe(409);
    expect((await put(flow(), '?version=1')).body).toMatchObject({ version: 2, state: 'draft', liveVersion: null });
    expect((await editor('POST', '/api/flows/welcome/activate')).body).toMatchObject({
      state: 'active',
      liveVersion: 2,
    });
    expect((await editor('POST', '/api/flows/welcome/resume')).status).toBe(409);
    const checked = await editor('POST', '/api/flows/check', { flow: flow({ nodes: [{ ...send, next: 'a' }] }) });
    expect(checked.body.problems.map(({ code, node }: { code: string; node: string }) => [code, node])).toEqual([
      ['endless', 'a'],
      // Told as long as no mail server is set.
      ['delivery', 'a'],
    ]);
    expect((await editor('GET', '/api/flows/welcome/versions')).body.items).toHaveLength(2);
    expect((await editor('GET', '/api/flows/welcome?version=1')).body.flow.nodes[0].content).toBe('gone');
  });

  it('refuses what is no flow with a 4xx that says where', async () => {
    for (const body of [
      null,
      [],
      'x',
      {},
      flow({ nodes: [] }),
      flow({ nodes: [{ id: 'a', kind: 'fly' }] }),
      flow({ holdout: 'x' }),
    ]) {
      const { status, body: said } = await editor('PUT', '/api/flows/welcome', body as object);
      expect([status, typeof said.error.message]).toEqual([status >= 400 && status < 500 ? status : 'a 4xx', 'string']);
    }
    expect((await editor('GET', '/api/flows/nothing')).status).toBe(404);
    expect((await editor('POST', '/api/flows/nothing/pause')).status).toBe(404);
    expect((await editor('POST', '/api/flows/dry-run', { flow: flow(), days: 0 })).status).toBe(400);
  });

  it('[ACCESS-2] [FLOW-9] analysts try but change nothing, viewers only look', async () => {
    const asked = { flow: flow(), days: 30 };
    expect((await analyst('POST', '/api/flows/dry-run', asked)).status).toBe(200);
    const who = flow({ audience: { trait: { name: 'email', equals: 'ada@example.com' } } });
    expect((await analyst('POST', '/api/flows/dry-run', { flow: who })).status).toBe(403);
    expect((await editor('POST', '/api/flows/dry-run', { flow: who })).status).toBe(200);
    expect((await viewer('POST', '/api/flows/dry-run', asked)).status).toBe(403);
    expect((await viewer('GET', '/api/flows')).body.items).toHaveLength(1);
    for (const change of ['activate', 'pause', 'archive'])
      for (const one of [analyst, viewer]) expect((await one('POST', `/api/flows/welcome/${change}`)).status).toBe(403);
    expect((await viewer('PUT', '/api/flows/welcome', flow())).status).toBe(403);
  });

  it('[FLOW-7] [ACCESS-5] begins a flow by the API once for a key, shows who is where, and notes it', async () => {
    const enrol = (customers: string[], key: string) => editor('POST', '/api/flows/welcome/enrol', { customers, key });
    expect((await enrol([ADA], 'spring')).body).toEqual({ asked: 1 });
    expect((await enrol(['00000000-0000-4000-8000-000000000009'], 'spring')).status).toBe(404);
    await server.store.query(
      `insert into flow_enrolments (workspace_id, id, flow, version, customer_id, begun_by, begun_at, entered, node, since)
       values ('main', $1, 'welcome', 2, $2, 'x', $3, $3, 'a', $3), ('other', $1, 'welcome', 2, $2, 'x', $3, $3, 'a', $3)`,
      ['00000000-0000-4000-8000-0000000000aa', ADA, NOW],
    );
    const there = '/api/flows/welcome/people?node=a&which=waiting';
    expect((await editor('GET', there)).body.items).toMatchObject([{ id: ADA, name: 'Ada' }]);
    const veiled = (await analyst('GET', there)).body.items;
    expect(veiled).toHaveLength(1);
    expect([veiled[0].name, veiled[0].id === ADA]).toEqual([null, false]);
    expect((await editor('GET', '/api/flows/welcome/numbers')).body.nodes).toMatchObject([{ node: 'a', waiting: 1 }]);
    expect((await editor('DELETE', `/api/flows/welcome/people/${ADA}`)).body).toEqual({ removed: true });
    expect((await editor('DELETE', `/api/flows/welcome/people/${ADA}`)).status).toBe(404);
    expect((await editor('POST', '/api/flows/welcome/archive')).body.state).toBe('archived');
    expect((await enrol([ADA], 'late')).status).toBe(409);
    const noted = await server.store.query<{ action: string }>(
      `select action from audit where workspace_id = 'main' and action like 'flow.%' order by 1`,
    );
    const actions = new Set(noted.map(({ action }) => action));
    for (const action of ['flow.activate', 'flow.archive', 'flow.enrol', 'flow.remove', 'flow.save'])
      expect(actions).toContain(action);
  });
});
