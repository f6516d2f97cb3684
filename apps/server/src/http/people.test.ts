import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addMoves, addPerson } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, cookieOf, PASSWORD, signedIn } from '../testing/signIn.js';

type Ask = ReturnType<typeof askAs>;
const codeOf = ({ status, body }: Awaited<ReturnType<Ask>>) => [status, body?.error?.code];

describe('people', () => {
  let server: ReadServer;
  let owner: { id: string; email: string; cookie: string };
  let ask: Ask;
  const nobody: Ask = (...asked) => askAs(server, '')(...asked);
  beforeAll(async () => {
    server = await readServer();
    const made = await server.http.inject({
      method: 'POST',
      url: '/api/session/owner',
      payload: { name: 'Ada', email: 'ada@people.example', password: PASSWORD },
    });
    owner = { id: made.json().user.id, email: 'ada@people.example', cookie: cookieOf(made) };
    ask = askAs(server, owner.cookie);
  });
  afterAll(() => server?.stop());

  const inviting = async (email: string, role = 'editor', workspace = 'main') =>
    (await ask('POST', `/api/invitations?workspace=${workspace}`, { email, role })).body as {
      id: string;
      token: string;
    };
  const peopleOf = async (workspace = 'main') =>
    (await ask('GET', `/api/people?workspace=${workspace}`)).body.items.map(
      ({ email, role }: { email: string; role: string }) => [email, role],
    );

  it('makes the first account owner of everything', async () => {
    const { workspaces } = (await ask('GET', '/api/session')).body;
    expect(workspaces.map(({ id, role }: { id: string; role: string }) => [id, role])).toEqual([
      ['main', 'owner'],
      ['other', 'owner'],
    ]);
    expect((await ask('GET', '/api/people')).body.items).toMatchObject([
      { email: owner.email, role: 'owner', you: true },
    ]);
  });

  it('invites by a link that works once, whose token is not kept', async () => {
    const { token } = await inviting('Bob@people.example', 'analyst');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await server.store.query('select * from invitations'))).not.toContain(token);
    expect(JSON.stringify((await ask('GET', '/api/invitations')).body)).not.toContain(token);
    expect((await nobody('POST', '/api/invitations/open', { token })).body).toMatchObject({
      workspace: { id: 'main' },
      email: 'Bob@people.example',
      role: 'analyst',
      invitedBy: 'Ada',
      account: false,
    });
    expect(codeOf(await nobody('POST', '/api/invitations/accept', { token }))).toEqual([400, 'invitation.fields']);
    const short = { token, name: 'Bob', password: 'short' };
    expect((await nobody('POST', '/api/invitations/accept', short)).status).toBe(400);
    const joined = await nobody('POST', '/api/invitations/accept', { token, name: 'Bob', password: PASSWORD });
    expect([joined.status, joined.body]).toEqual([200, { workspace: 'main', role: 'analyst' }]);
    const bob = askAs(server, cookieOf(joined.answer));
    const { workspaces } = (await bob('GET', '/api/session')).body;
    expect(workspaces).toMatchObject([{ id: 'main', role: 'analyst' }]);
    expect(workspaces).toHaveLength(1);
    expect(codeOf(await bob('GET', '/api/customers?workspace=other'))).toEqual([404, 'workspace.unknown']);
    for (const path of ['open', 'accept'])
      expect(codeOf(await nobody('POST', `/api/invitations/${path}`, { token }))).toEqual([404, 'invitation.gone']);
    expect((await ask('GET', '/api/invitations')).body.items).toEqual([]);
    const again = await ask('POST', '/api/invitations', { email: 'bob@PEOPLE.example', role: 'viewer' });
    expect(codeOf(again)).toEqual([409, 'person.member']);
  });

  it('joins an existing account once it is signed in, and no other', async () => {
    const carl = await signedIn(server, 'carl', {});
    const dora = await signedIn(server, 'dora', {});
    const { token } = await inviting(carl.email, 'viewer', 'other');
    const accept = { token, name: 'Impostor', password: PASSWORD };
    expect(codeOf(await nobody('POST', '/api/invitations/accept', accept))).toEqual([409, 'invitation.signIn']);
    const other = await askAs(server, dora.cookie)('POST', '/api/invitations/accept', { token });
    expect(codeOf(other)).toEqual([409, 'invitation.other']);
    const joined = await askAs(server, carl.cookie)('POST', '/api/invitations/accept', { token });
    expect([joined.status, joined.body]).toEqual([200, { workspace: 'other', role: 'viewer' }]);
    expect(await peopleOf('other')).toEqual([
      [owner.email, 'owner'],
      [carl.email, 'viewer'],
    ]);
  });

  it('takes one of several who open the same link at once', async () => {
    const { token } = await inviting('eve@people.example');
    const attempts = await Promise.all(
      [1, 2, 3].map((n) => nobody('POST', '/api/invitations/accept', { token, name: `Eve ${n}`, password: PASSWORD })),
    );
    const statuses = attempts.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect(statuses.filter((status) => status >= 500 || status === 200)).toEqual([200]);
    expect((await peopleOf()).filter(([email]: [string]) => email === 'eve@people.example')).toHaveLength(1);
  });

  it('ends invitations that are withdrawn, replaced or a week old', async () => {
    const withdrawn = await inviting('fay@people.example');
    expect((await ask('DELETE', `/api/invitations/${withdrawn.id}?workspace=other`)).status).toBe(404);
    expect((await ask('DELETE', `/api/invitations/${withdrawn.id}`)).status).toBe(204);
    const replaced = await inviting('gus@people.example');
    const valid = await inviting('gus@people.example');
    const open = async (token: string) => (await nobody('POST', '/api/invitations/open', { token })).status;
    expect([await open(withdrawn.token), await open(replaced.token), await open(valid.token)]).toEqual([404, 404, 200]);
    await server.store.query(`update invitations set expires_at = $1`, [new Date(NOW)]);
    expect(await open(valid.token)).toBe(404);
    const late = { token: valid.token, name: 'Gus', password: PASSWORD };
    expect(codeOf(await nobody('POST', '/api/invitations/accept', late))).toEqual([404, 'invitation.gone']);
    expect((await ask('GET', '/api/invitations')).body.items).toMatchObject([
      { email: 'gus@people.example', expired: true },
    ]);
  });

  it('[ACCESS-4] changes roles and removes people, but never the last owner', async () => {
    const hal = await signedIn(server, 'hal', { main: 'editor' });
    expect(codeOf(await ask('PATCH', `/api/people/${owner.id}`, { role: 'viewer' }))).toEqual([
      409,
      'person.lastOwner',
    ]);
    expect(codeOf(await ask('DELETE', `/api/people/${owner.id}`))).toEqual([409, 'person.lastOwner']);
    expect(codeOf(await ask('PATCH', '/api/people/nobody', { role: 'viewer' }))).toEqual([404, 'person.unknown']);
    expect((await ask('PATCH', `/api/people/${hal.id}`, { role: 'boss' })).status).toBe(400);
    expect((await ask('PATCH', `/api/people/${hal.id}`, { role: 'owner' })).status).toBe(204);
    // Both at once: one of the two stays.
    const halAsks = askAs(server, hal.cookie);
    const left = await Promise.all([
      ask('DELETE', `/api/people/${owner.id}`),
      halAsks('DELETE', `/api/people/${hal.id}`),
    ]);
    expect(left.map(({ status }) => status).sort()).toEqual([204, 409]);
    const owners = await server.store.query(
      `select user_id from members where workspace_id = 'main' and role = 'owner'`,
    );
    expect(owners).toHaveLength(1);
    await server.store.query(
      `insert into members values ('main', $1, 'owner') on conflict (workspace_id, user_id) do update set role = 'owner'`,
      [owner.id],
    );
    await server.store.query(`delete from members where user_id = $1`, [hal.id]);
    expect(codeOf(await halAsks('GET', '/api/customers?workspace=main'))).toEqual([404, 'workspace.unknown']);
  });
});

describe('workspaces', () => {
  let server: ReadServer;
  let ask: Ask;
  beforeAll(async () => {
    server = await readServer();
    ask = askAs(server, (await signedIn(server, 'ada', { main: 'owner', other: 'viewer' })).cookie);
  });
  afterAll(() => server?.stop());
  const given = { name: 'Été à Paris', timezone: 'Europe/Paris', currency: 'EUR' };

  it('creates one under an id of its own, with the presets, for its owner alone', async () => {
    const made = await ask('POST', '/api/workspaces', given);
    expect([made.status, made.body]).toMatchObject([201, { id: 'ete-a-paris', role: 'owner', customers: 0 }]);
    expect((await ask('POST', '/api/workspaces', given)).body.id).toBe('ete-a-paris-2');
    expect((await ask('GET', '/api/models?workspace=ete-a-paris')).body.items.length).toBeGreaterThan(4);
    const stranger = askAs(server, (await signedIn(server, 'zed', { main: 'editor' })).cookie);
    expect((await stranger('GET', '/api/models?workspace=ete-a-paris')).status).toBe(404);
    expect(codeOf(await stranger('POST', '/api/workspaces', given))).toEqual([403, 'role.insufficient']);
    for (const wrong of [{ timezone: 'Mars/Base' }, { currency: 'euro' }, { name: ' ' }])
      expect((await ask('POST', '/api/workspaces', { ...given, ...wrong })).status).toBe(400);
  });

  it('renames one, and folds history again in another time zone', async () => {
    expect((await ask('PATCH', '/api/workspaces/main', { name: 'Boutique' })).body).toMatchObject({ name: 'Boutique' });
    expect(server.zones).toEqual([]);
    const moved = await ask('PATCH', '/api/workspaces/main', { timezone: 'Asia/Tokyo', currency: 'JPY' });
    expect(moved.body).toMatchObject({ name: 'Boutique', timezone: 'Asia/Tokyo', currency: 'JPY' });
    expect(server.zones).toEqual(['main']);
    expect(codeOf(await ask('PATCH', '/api/workspaces/other', { name: 'Mine' }))).toEqual([403, 'role.insufficient']);
    expect(codeOf(await ask('PATCH', '/api/workspaces/gone', { name: 'Mine' }))).toEqual([404, 'workspace.unknown']);
  });

  it('deletes one with all it holds in every store, and nothing of another', async () => {
    for (const workspace of ['ete-a-paris', 'main']) {
      const customer = await addPerson(server, workspace, { userId: 'shared', name: 'Someone' });
      const cause = { by: 'interaction' as const, messageId: 'm', event: 'Page Viewed' };
      const move = { at: NOW - DAY, from: null, to: 'visitor', kind: 'enter' as const, delta: 1, cause };
      await addMoves(server, workspace, {
        customer,
        model: 'aidar',
        stages: ['target', 'visitor'],
        moves: [{ ...move, rule: { on: 'enter' } }],
      });
      await addDoings(server, workspace, [{ profile: customer, at: NOW, event: 'Page Viewed', messageId: 'm' }]);
    }
    const counts = async (workspace: string) => {
      const tables = await server.store.query<{ name: string }>(
        `select table_name as name from information_schema.columns where column_name = 'workspace_id' and table_schema = 'public'`,
      );
      const rows: [string, number][] = [];
      for (const { name } of tables) {
        const [row] = await server.store.query<{ n: number }>(
          `select count(*)::int as n from ${name} where workspace_id = $1`,
          [workspace],
        );
        rows.push([name, row?.n ?? -1]);
      }
      for (const table of ['interactions', 'movements', 'profile_spans']) {
        const [row] = await server.warehouse.query<{ n: string }>(
          `select count() as n from ${table} where workspace_id = {w:String}`,
          { w: workspace },
        );
        rows.push([table, Number(row?.n)]);
      }
      return rows.filter(([, n]) => n !== 0);
    };
    const kept = await counts('main');
    expect((await counts('ete-a-paris')).length).toBeGreaterThan(6);
    const url = (confirm: string) => `/api/workspaces/ete-a-paris?confirm=${encodeURIComponent(confirm)}`;
    for (const wrong of ['', 'été', 'ete-a-paris'])
      expect(codeOf(await ask('DELETE', url(wrong)))).toEqual([422, 'workspace.confirmation']);
    expect((await ask('DELETE', url(given.name))).status).toBe(204);
    expect(await counts('ete-a-paris')).toEqual([]);
    expect(await counts('main')).toEqual(kept);
    expect(server.deleted).toEqual(['ete-a-paris']);
    expect((await ask('GET', '/api/customers?workspace=ete-a-paris')).status).toBe(404);
    // Its id never comes back.
    expect((await ask('POST', '/api/workspaces', given)).body.id).toBe('ete-a-paris-3');
    const [latest] = (await ask('GET', '/api/audit?action=workspace.delete')).body.items;
    expect(latest).toMatchObject({ action: 'workspace.delete', subject: given.name, by: { name: 'ada' } });
  });

  it('keeps the last one', async () => {
    const { store } = server;
    await store.query(`delete from workspaces where id <> 'main'`);
    expect(codeOf(await ask('DELETE', '/api/workspaces/main?confirm=Boutique'))).toEqual([409, 'workspace.last']);
  });
});
