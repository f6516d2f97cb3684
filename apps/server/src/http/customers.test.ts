import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PRESETS } from '@parcours/core';
import { wellFormed } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addMoves, addPerson, type Move, profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const entered = (to: string, daysAgo: number, delta = 1, from: string | null = null): Move => ({
  at: NOW - daysAgo * DAY,
  from,
  to,
  kind: delta < 0 ? 'lapse' : from === null ? 'enter' : 'advance',
  delta,
  cause: delta < 0 ? { by: 'time' } : { by: 'interaction', messageId: `m-${to}-${daysAgo}`, event: 'Product Viewed' },
  rule: delta < 0 ? { on: 'leave', clause: 0 } : { on: 'enter' },
});

describe('customers', () => {
  let server: ReadServer;
  const list = async (query: string, key?: string) => (await server.get(`/api/customers?${query}`, key)).body;
  const names = async (query: string) => (await list(query)).items.map(({ name }: { name: string }) => name);

  beforeAll(async () => {
    server = await readServer();
    for (let n = 0; n < 25; n++) {
      // Five share each instant, and some have no name, so that ties and nulls are paged through too.
      const name = n % 6 === 5 ? null : `Person ${String(n).padStart(2, '0')}`;
      const times = { firstSeen: NOW - 100 * DAY, lastSeen: NOW - Math.floor(n / 5) * DAY };
      const customer = await addPerson(server, 'main', { userId: `u${n}`, name, email: `u${n}@example.com`, ...times });
      const moves =
        n < 8
          ? [entered('visitor', 10)]
          : n < 12
            ? [entered('prospect', 80, 3), entered('visitor', 2, -1, 'prospect')]
            : [];
      await addMoves(server, 'main', { customer, model: 'aidar', stages: STAGES, moves });
    }
    await addPerson(server, 'other', { userId: 'u1', name: 'Someone else', email: 'u1@example.com' });
  });
  afterAll(() => server?.stop());

  it.each(
    ['lastSeen', 'firstSeen', 'name', 'since', 'velocity'].flatMap((sort) =>
      ['asc', 'desc'].map((order) => [sort, order]),
    ),
  )('pages by %s %s through everyone once', async (sort, order) => {
    const whole = (await list(`model=aidar&sort=${sort}&order=${order}&limit=200`)).items.map(
      ({ id }: { id: string }) => id,
    );
    expect(new Set(whole).size).toBe(25);
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await list(`model=aidar&sort=${sort}&order=${order}&limit=4${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBe(25);
      paged.push(...page.items.map(({ id }: { id: string }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
    const back: string[] = [];
    for (let place = 'at=end'; ; ) {
      const page = await list(`model=aidar&sort=${sort}&order=${order}&limit=4&count=false&${place}`);
      expect([page.total, page.capped]).toEqual([null, false]);
      back.unshift(...page.items.map(({ id }: { id: string }) => id));
      if (page.prev === null) break;
      place = `cursor=${page.prev}`;
    }
    expect(back).toEqual(whole);
  });

  it.each(
    ['lastSeen', 'firstSeen', 'name', 'since', 'velocity'].flatMap((sort) =>
      [
        'stage=visitor',
        'stage=unplaced',
        'direction=receding',
        'direction=steady',
        'q=person',
        'q=u1',
        'moved=back',
        'q=person&stage=visitor',
      ].map((filter) => [sort, filter]),
    ),
  )('pages by %s through %s as the whole says, and counts them', async (sort, filter) => {
    const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
    const whole = await list(`model=aidar&sort=${sort}&${filter}&limit=200`);
    expect(whole.total).toBe(whole.items.length);
    const first = await list(`model=aidar&sort=${sort}&${filter}&limit=3`);
    const last = await list(`model=aidar&sort=${sort}&${filter}&limit=3&at=end`);
    expect(ids(first)).toEqual(ids(whole).slice(0, 3));
    expect(ids(last)).toEqual(ids(whole).slice(-3));
    if (first.next === null) return;
    const second = await list(`model=aidar&sort=${sort}&${filter}&limit=3&cursor=${first.next}`);
    expect(ids(second)).toEqual(ids(whole).slice(3, 6));
    expect(ids(await list(`model=aidar&sort=${sort}&${filter}&limit=3&cursor=${second.prev}`))).toEqual(ids(first));
  });

  it('finds people by the name they have now, and no longer by the one they had', async () => {
    const id = await addPerson(server, 'other', { userId: 'renamed', name: 'Before' });
    const { other } = server.keys;
    const found = async (q: string) => (await list(`q=${q}`, other)).total;
    expect([await found('before'), await found('after')]).toEqual([1, 0]);
    await server.store.query(
      `update customers set name = 'After', search = 'after' where workspace_id = 'other' and customer_id = $1`,
      [id],
    );
    expect([await found('before'), await found('after'), await found('renamed')]).toEqual([0, 1, 1]);
    await server.store.query(`update customers set name = null, search = '' where customer_id = $1`, [id]);
    expect([await found('after'), await found('renamed')]).toEqual([0, 1]);
    await server.store.query(`delete from customers where workspace_id = 'other' and customer_id = $1`, [id]);
    await server.store.query(`delete from profiles where workspace_id = 'other' and customer_id = $1`, [id]);
    expect([await found('after'), await found('renamed')]).toEqual([0, 0]);
  });

  it('keeps its place when someone is seen again meanwhile', async () => {
    const first = await list('limit=10');
    const held = first.items.map(({ id }: { id: string }) => id);
    await server.store.query('update customers set last_seen = $1 where workspace_id = $2 and customer_id = $3', [
      NOW + 1,
      'main',
      held[3],
    ]);
    const second = await list(`limit=200&cursor=${first.next}`);
    expect(second.items.map(({ id }: { id: string }) => id).filter((id: string) => held.includes(id))).toEqual([]);
    expect(second.items).toHaveLength(15);
  });

  it('filters by stage, direction, movement and part of a name, and counts what it filters', async () => {
    expect((await list('model=aidar&stage=visitor')).total).toBe(12);
    expect((await list('model=aidar&stage=visitor&direction=advancing')).total).toBe(8);
    expect((await list('model=aidar&stage=visitor&direction=receding')).total).toBe(4);
    expect((await list('stage=unplaced')).total).toBe(13);
    expect((await list('model=aidar&moved=back')).total).toBe(4);
    expect((await list('model=aidar&stage=prospect&moved=back')).total).toBe(4);
    expect((await list('model=aidar&stage=visitor&moved=fellIn')).total).toBe(4);
    expect((await list('model=aidar&stage=visitor&moved=entered')).total).toBe(8);
    expect((await list('model=aidar&moved=back&to=2026-06-01T00:00:00Z')).total).toBe(0);
    expect(await names('q=SON 02')).toEqual(['Person 02']);
    expect(await names('q=u7')).toEqual(['Person 07']);
    expect((await list('q=%25')).total).toBe(0);
  });

  it('reads velocity and direction as of now', async () => {
    const [person] = (await list('q=u0&model=aidar')).items;
    // One rank ten days ago: ln 2 stages per 30 days, a third of a half-life old.
    expect(person.positions[0].velocity).toBeCloseTo(Math.LN2 * 2 ** (-10 / 30), 10);
    expect(person.positions[0]).toMatchObject({ model: 'aidar', stage: 'visitor', direction: 'advancing', pace: null });
  });

  it('finds a customer by any identifier, with why and what would change', async () => {
    const id = profileId('main', 'user', 'u9');
    for (const asked of [id, 'u9', 'u9@example.com', 'U9@Example.com']) {
      const { status, body } = await server.get(`/api/customers/${encodeURIComponent(asked)}`);
      expect([asked, status, body.id]).toEqual([asked, 200, id]);
    }
    const { body } = await server.get('/api/customers/u9');
    const [position] = body.positions;
    expect(body.identifiers).toEqual([{ kind: 'user', value: 'u9' }]);
    expect(position.last).toMatchObject({ from: 'prospect', to: 'visitor', delta: -1, why: { cause: null } });
    expect(position.last.why.rule.fr).not.toBe(position.last.why.rule.en);
    expect(position.next.map(({ to, kind }: { to: string; kind: string }) => `${kind} ${to}`)).toEqual([
      'down target',
      'up prospect',
      'up customer',
      'up ambassador',
    ]);
    const { curve } = position;
    expect(curve.length).toBeGreaterThan(10);
    expect(curve[0].velocity).toBe(0);
    expect(curve.at(-1)).toEqual({ at: new Date(NOW).toISOString(), velocity: position.velocity });
  });

  it('answers 404 in a sentence for nobody', async () => {
    const { status, body } = await server.get('/api/customers/nobody@example.com');
    expect([status, body.error.code]).toEqual([404, 'customer.unknown']);
  });

  it('pages a timeline of interactions and movements, and reads shared devices up to the sign-in', async () => {
    const id = profileId('main', 'user', 'u9');
    const device = profileId('main', 'anonymous', 'tablet');
    await server.store.query(
      `insert into profiles (workspace_id, profile_id, kind, value, customer_id) values ('main', $1, 'anonymous', 'tablet', $1)`,
      [device],
    );
    await server.store.query(
      `insert into spans (workspace_id, profile_id, until, customer_id) values ('main', $1, $2, $3)`,
      [device, NOW - 5 * DAY, id],
    );
    await addDoings(server, 'main', [
      {
        profile: id,
        at: NOW - 80 * DAY,
        event: 'Product Viewed',
        messageId: 'b',
        properties: { __proto__: 1, price: 3 },
      },
      { profile: id, at: NOW - 80 * DAY, event: 'Product Viewed', messageId: 'a' },
      { profile: id, at: NOW - 80 * DAY, event: 'Product Viewed', messageId: 'a' },
      { profile: device, at: NOW - 6 * DAY, event: 'Page Viewed', messageId: 'before' },
      { profile: device, at: NOW - 4 * DAY, event: 'Page Viewed', messageId: 'after' },
    ]);
    const what: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await server.get(`/api/customers/u9/timeline?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(body.items).toHaveLength(1);
      const [item] = body.items;
      what.push(item.what === 'movement' ? item.movement.to : item.messageId);
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(what).toEqual(['visitor', 'before', 'prospect', 'b', 'a']);
    const moves = await server.get('/api/customers/u9/movements?model=aidar');
    expect(moves.body.items.map(({ to }: { to: string }) => to)).toEqual(['visitor', 'prospect']);
    expect((await server.get('/api/customers/u9/movements?model=journey')).body.items).toEqual([]);
  });

  it('never shows one workspace what another holds', async () => {
    const { other } = server.keys;
    expect((await list('', other)).items.map(({ name }: { name: string }) => name)).toEqual(['Someone else']);
    expect((await list('q=Person', other)).total).toBe(0);
    for (const path of ['', '/timeline', '/movements']) {
      expect((await server.get(`/api/customers/u9${path}`, other)).status).toBe(404);
      expect((await server.get(`/api/customers/${profileId('main', 'user', 'u9')}${path}`, other)).status).toBe(404);
    }
    expect((await server.get('/api/customers?workspace=main', other)).status).toBe(403);
    const cursor = (await list('limit=2')).next;
    expect((await list(`cursor=${cursor}`, other)).items.length).toBeLessThanOrEqual(1);
    expect((await server.get('/api/workspaces', other)).body.items.map(({ id }: { id: string }) => id)).toEqual([
      'other',
    ]);
  });
});

describe('bad input', () => {
  let server: ReadServer;
  const strings = fileURLToPath(new URL('../../../../../shared/data/naughty-strings/blns.json', import.meta.url));
  beforeAll(async () => {
    server = await readServer();
    await addPerson(server, 'main', { userId: 'u1', name: 'One' });
  });
  afterAll(() => server?.stop());

  it.skipIf(!existsSync(strings))(
    'naughty strings never fail on our side, in q, cursors, filters and ids',
    async () => {
      const naughty = (JSON.parse(readFileSync(strings, 'utf8')) as string[]).concat(
        '\0',
        '\ud800',
        'a\0b',
        '%00',
        '%',
      );
      for (const text of naughty) {
        const value = encodeURIComponent(text.includes('\ud800') ? wellFormed(text) : text);
        const urls = [
          `/api/customers?q=${value}`,
          `/api/customers?cursor=${value}&model=${value}&stage=${value}`,
          `/api/customers?workspace=${value}`,
          `/api/customers/${value}`,
          `/api/customers/${value}/timeline?cursor=${value}`,
          `/api/customers/u1/movements?model=${value}`,
          `/api/models/${value}/map?from=${value}`,
          `/api/rejected?cursor=${value}`,
        ];
        const headers = { authorization: `Bearer ${server.keys.main}` };
        const answers = await Promise.all(urls.map((url) => server.http.inject({ method: 'GET', url, headers })));
        expect(urls.filter((_, index) => (answers[index]?.statusCode ?? 500) >= 500)).toEqual([]);
      }
    },
  );

  it.each([
    '/api/customers?limit=0',
    '/api/customers?limit=NaN',
    '/api/customers?sort=password',
    '/api/customers?moved=back&from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z',
    '/api/customers?cursor=eyJhIjoxfQ',
    `/api/customers?cursor=${Buffer.from('["lastSeen","desc",1e300,"00000000-0000-4000-8000-000000000000"]').toString('base64url')}`,
    `/api/customers?cursor=${Buffer.from('["lastSeen","desc",1.5,"00000000-0000-4000-8000-000000000000"]').toString('base64url')}`,
    `/api/customers?sort=name&cursor=${Buffer.from('["lastSeen","desc",1,"00000000-0000-4000-8000-000000000000"]').toString('base64url')}`,
    '/api/customers?stage=nowhere',
    '/api/models/aidar/map?from=yesterday',
    `/api/rejected?cursor=${'9'.repeat(30)}`,
  ])('%s is refused with a reason', async (url) => {
    const { status, body } = await server.get(url);
    expect([status, typeof body.error.message]).toEqual([400, 'string']);
  });

  it('takes absurd dates of a period', async () => {
    for (const query of ['from=0001-01-01T00:00:00Z', 'from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z']) {
      expect((await server.get(`/api/models/aidar/map?${query}`)).status).toBe(200);
      expect((await server.get(`/api/customers?moved=back&${query}`)).status).toBe(200);
    }
  });

  it('names a velocity cursor beyond the range of numbers as any other place', async () => {
    const cursor = Buffer.from('["velocity","desc",1e-320,"00000000-0000-4000-8000-000000000000"]').toString(
      'base64url',
    );
    expect((await server.get(`/api/customers?sort=velocity&cursor=${cursor}`)).status).toBeLessThan(500);
  });
});
