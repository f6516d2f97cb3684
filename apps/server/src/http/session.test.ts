import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadServer, readServer } from '../testing/readServer.js';

const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'long enough 1' };
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');

describe('sessions', () => {
  let server: ReadServer;
  beforeAll(async () => {
    server = await readServer();
  });
  afterAll(() => server?.stop());

  const owner = (body: object = OWNER, headers: Record<string, string> = {}) =>
    server.http.inject({ method: 'POST', url: '/api/session/owner', payload: body, headers });

  it('says it is the first run, and shows nothing', async () => {
    const answer = await server.http.inject({ method: 'GET', url: '/api/session' });
    expect(answer.json()).toEqual({ firstRun: true, demonstration: false, user: null, workspaces: [] });
  });

  it('refuses short passwords, bad addresses and foreign pages before there is an owner', async () => {
    expect((await owner({ ...OWNER, password: 'short' })).statusCode).toBe(400);
    expect((await owner({ ...OWNER, email: 'nobody' })).statusCode).toBe(400);
    expect((await owner(OWNER, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await owner(OWNER, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });

  it('makes one owner, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => owner({ ...OWNER, email: `owner${n}@example.com` })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const made = answers.find(({ statusCode }) => statusCode === 200);
    expect(String(made?.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(made?.json()).toMatchObject({
      firstRun: false,
      user: { name: 'Ada' },
      workspaces: [{ id: 'main' }, { id: 'other' }],
    });
    expect(await server.store.query('select 1 from auth_users')).toHaveLength(1);
  });

  it('signs in, remembers by cookie, and signs out', async () => {
    const [{ email }] = (await server.store.query<{ email: string }>('select email from auth_users')) as [
      { email: string },
    ];
    const entered = await server.http.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email, password: OWNER.password },
    });
    expect(entered.statusCode).toBe(200);
    const cookie = cookieOf(entered);
    const seen = await server.http.inject({ method: 'GET', url: '/api/session', headers: { cookie } });
    expect(seen.json().user).toMatchObject({ email });
    const customers = await server.http.inject({
      method: 'GET',
      url: '/api/customers?workspace=other',
      headers: { cookie },
    });
    expect(customers.statusCode).toBe(200);
    const unknown = await server.http.inject({
      method: 'GET',
      url: '/api/customers?workspace=gone',
      headers: { cookie },
    });
    expect(unknown.statusCode).toBe(404);
    const left = await server.http.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(left.json().user).toBeNull();
    const after = await server.http.inject({ method: 'GET', url: '/api/customers', headers: { cookie } });
    expect(after.statusCode).toBe(401);
  });

  it('lets a cookie change something only from our own page', async () => {
    const [{ email }] = (await server.store.query<{ email: string }>('select email from auth_users')) as [
      { email: string },
    ];
    const entered = await server.http.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email, password: OWNER.password },
    });
    const make = (headers: Record<string, string>) =>
      server.http.inject({
        method: 'POST',
        url: '/api/keys',
        payload: { kind: 'api', name: 'page' },
        headers: { cookie: cookieOf(entered), host: 'parcours.example', ...headers },
      });
    expect((await make({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await make({ origin: 'null' })).statusCode).toBe(403);
    expect((await make({ 'sec-fetch-site': 'same-site', origin: 'https://parcours.example' })).statusCode).toBe(403);
    expect((await make({ origin: 'https://parcours.example' })).statusCode).toBe(201);
    expect((await make({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201);
  });

  it('refuses a wrong password, a forged cookie, and after several tries waits', async () => {
    const attempt = (email: string) =>
      server.http.inject({ method: 'POST', url: '/api/session', payload: { email, password: 'not the password' } });
    expect((await attempt('owner0@example.com')).json().error.code).toBe('session.credentials');
    expect((await attempt('nobody@example.com')).json().error.code).toBe('session.credentials');
    const statuses = [];
    for (let n = 0; n < 9; n++) statuses.push((await attempt('guess@example.com')).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429]);
    const forged = await server.http.inject({
      method: 'GET',
      url: '/api/session',
      headers: { cookie: 'parcours.session_token=abc.def; x=%E0%A4%A' },
    });
    expect(forged.statusCode).toBe(200);
    expect(forged.json().user).toBeNull();
  });
});

describe('the demonstration', () => {
  let server: ReadServer;
  beforeAll(async () => {
    server = await readServer({ demonstration: true });
  });
  afterAll(() => server?.stop());
  const session = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await server.http.inject({ method: 'GET', url: '/api/session', headers, remoteAddress })).json();

  it('signs a visitor on this machine in', async () => {
    for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000']) {
      expect(await session({ host })).toMatchObject({
        demonstration: true,
        firstRun: false,
        user: { id: 'demonstration' },
      });
    }
    const map = await server.http.inject({
      method: 'GET',
      url: '/api/models/aidar/map',
      headers: { host: 'localhost:4000' },
    });
    expect(map.statusCode).toBe(200);
  });

  it('signs nobody else in: other machines, rebound names, proxies, other sites', async () => {
    expect((await session({ host: 'localhost:4000' }, '10.0.0.9')).user).toBeNull();
    expect((await session({ host: 'evil.example' })).user).toBeNull();
    expect((await session({ host: 'localhost.evil.example' })).user).toBeNull();
    expect((await session({ host: 'localhost', 'x-forwarded-for': '9.9.9.9' })).user).toBeNull();
    expect((await session({ host: 'localhost', 'sec-fetch-site': 'cross-site' })).user).toBeNull();
    const key = await server.http.inject({
      method: 'POST',
      url: '/api/keys',
      payload: { kind: 'api', name: 'x' },
      headers: { host: 'localhost', origin: 'https://evil.example' },
    });
    expect(key.statusCode).toBe(403);
  });
});
