import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Erasure } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const dataDir = mkdtempSync(join(tmpdir(), 'parcours-erasure-'));
const DAY = 86_400_000;

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
}

const startServer = async (): Promise<Server> => {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = join(import.meta.dirname, 'fixtures', 'holdServer.ts');
  const child = spawn(process.execPath, ['--import', tsx, script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { child, ...(JSON.parse(line) as { url: string; token: string }) };
};

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
};

let server: Server;
let keys: { write: string; api: string };

const call = async (method: string, path: string, body?: unknown, key = keys.api) => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: path.startsWith('/v1') ? `Basic ${btoa(`${key}:`)}` : `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
};
const makeKey = async (kind: 'write' | 'api'): Promise<string> =>
  (await call('POST', '/api/admin/keys', { kind }, server.token)).body.key;
const doctor = async () => (await call('POST', '/api/admin/doctor', undefined, server.token)).body;
const send = (batch: unknown[], path = '/v1/batch') => call('POST', path, { batch }, keys.write);
const known = async (identifier: string) =>
  (await call('GET', `/api/customers/${encodeURIComponent(identifier)}`)).status;

const untilKnown = async (identifier: string): Promise<void> => {
  for (let tries = 0; (await known(identifier)) !== 200; tries++) {
    if (tries > 300) throw new Error(`${identifier} never appeared`);
    await sleep(50);
  }
};

const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

/** Everything one person may have left anywhere, and the words by which it would be found. */
const person = (name: string) => {
  const [user, former, device, email] = [
    `user-${name}-0815`,
    `former-${name}-77`,
    `device-${name}-4711`,
    `${name}.Z@mail.example`,
  ];
  const context = { page: { referrer: `https://mail.example/?to=${email}` }, traits: { email } };
  const events = [
    {
      type: 'page',
      anonymousId: device,
      timestamp: ago(40),
      properties: { name: `for ${name}`, mail: email },
      context,
    },
    { type: 'identify', userId: user, anonymousId: device, timestamp: ago(39), traits: { name: `Ms ${name}`, email } },
    {
      type: 'track',
      userId: user,
      event: `Letter to ${name}`,
      timestamp: ago(38),
      properties: { to: email, note: `é ${name} "q"` },
    },
    { type: 'track', userId: user, event: 'Order Completed', timestamp: ago(30), properties: { total: 12, per: name } },
    { type: 'track', userId: former, event: 'Product Viewed', timestamp: ago(50), context },
    { type: 'alias', userId: user, previousId: former, timestamp: ago(29) },
    { type: 'track', userId: user, event: 'Product Viewed', timestamp: ago(400), properties: { late: email } },
    // refused: no name, no type, a broken time
    { type: 'track', userId: user, properties: { email } },
    { type: 'nothing', userId: user, traits: { name: `Ms ${name}` } },
    { type: 'identify', userId: 'somebody', timestamp: 'not a time', traits: { email } },
  ].map((event, at) => ({ ...event, messageId: `${name}-${at}-${email}` }));
  return { name, user, former, device, email, events, words: [name, user, former, device, email, email.toLowerCase()] };
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
  );

const WALKS = 50;
/** Does what walks the data folder, again where a file or folder went away meanwhile: under another name it may still be there. */
const walking = <T>(walk: () => T): T => {
  for (let tries = 1; ; tries++) {
    try {
      return walk();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === WALKS) throw error;
    }
  }
};

/** Files of the data folder that hold one of some words, as UTF-8 or UTF-16. */
const findWords = (words: readonly string[]): string[] => walking(() => filesWith(words));
const filesWith = (words: readonly string[]): string[] => {
  const wanted = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
  return filesIn(dataDir).filter((path) => {
    // files come and go under load
    if (!existsSync(path)) return false;
    const bytes = readFileSync(path);
    return wanted.some((word) => bytes.includes(word));
  });
};

const untilErasure = async (id: string, states: readonly Erasure['state'][]): Promise<Erasure> => {
  for (let tries = 0; ; tries++) {
    const { body } = await call('GET', `/api/erasures/${id}`);
    if (tries > 900) throw new Error(`the erasure stays ${JSON.stringify(body)}`);
    if (states.includes(body.state)) return body;
    await sleep(100);
  }
};

/** Sends without pause until stopped. */
const load = () => {
  let going = true;
  let sent = 0;
  const loop = (async () => {
    for (let turn = 0; going; turn++) {
      const batch = Array.from({ length: 50 }, (_, at) => ({
        type: 'track',
        messageId: `load-${turn}-${at}`,
        userId: `loaded-${at}`,
        event: 'Product Viewed',
        timestamp: ago(1),
      }));
      if ((await send(batch).catch(() => ({ status: 0 }))).status === 200) sent += batch.length;
      await sleep(5);
    }
  })();
  return async (): Promise<number> => {
    going = false;
    await loop;
    return sent;
  };
};

beforeAll(async () => {
  server = await startServer();
  keys = { write: await makeKey('write'), api: await makeKey('api') };
}, 120_000);
afterAll(async () => {
  if (server.child.exitCode === null && server.child.signalCode === null) await end(server.child, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

describe('erasing a customer', () => {
  const gone = person('Xanthippe');
  const neighbour = person('Wilhelmina');

  it('[POS-6] leaves not a byte of them in the data folder, under load, and nobody else changed', async () => {
    await send([...gone.events, ...neighbour.events]);
    // a device both sign in on: what nobody signed before her sign-in is hers
    const shared = [
      { type: 'track', anonymousId: 'kiosk', event: `Kiosk for ${gone.name}`, timestamp: ago(21) },
      { type: 'identify', userId: gone.user, anonymousId: 'kiosk', timestamp: ago(20) },
      { type: 'track', anonymousId: 'kiosk', event: 'Product Added', timestamp: ago(19) },
      { type: 'identify', userId: neighbour.user, anonymousId: 'kiosk', timestamp: ago(18) },
    ].map((event, at) => ({ ...event, messageId: `kiosk-${at}` }));
    await send(shared);
    await untilKnown(gone.email);
    await untilKnown(neighbour.user);
    expect((await doctor()).details).toEqual([]);
    expect(findWords([gone.email]).length).toBeGreaterThan(0);
    const of = `/api/customers/${gone.user}`;
    const said = {
      purpose: 'marketing',
      given: true,
      where: `the form of ${gone.name}`,
      text: `News for ${gone.email}`,
    };
    expect(await call('POST', `${of}/consents`, said)).toMatchObject({ status: 200 });
    expect(await call('PUT', `${of}/hold`, { why: `${gone.name} complained` })).toMatchObject({ status: 200 });

    const stop = load();
    await sleep(300);
    const asked = await call('DELETE', `/api/customers/${encodeURIComponent(gone.former)}`);
    expect(asked).toMatchObject({ status: 202, body: { removedAt: null } });
    const { id } = asked.body;
    await untilErasure(id, ['removed', 'compacting', 'done']);
    expect(await known(gone.user)).toBe(404);
    for (const same of [gone.user, gone.device, gone.email.toUpperCase(), gone.former])
      expect(await call('DELETE', `/api/customers/${encodeURIComponent(same)}`)).toMatchObject({
        status: 202,
        body: { id },
      });
    expect(await call('DELETE', '/api/customers/nobody-at-all')).toMatchObject({ status: 404 });

    const done = await untilErasure(id, ['done']);
    expect(done).toMatchObject({ remains: [], waitsFor: null });
    expect(findWords(gone.words)).toEqual([]);
    const sent = await stop();
    expect(sent).toBeGreaterThan(0);
    expect(findWords(neighbour.words).length).toBeGreaterThan(0);

    // hers: four signed, two of the former id, one late, the page of her device; of the kiosk what came before her next
    const { body: other } = await call('GET', `/api/customers/${neighbour.user}`);
    expect(other.interactions).toBe(7 + 2);
    expect((await doctor()).details).toEqual([]);
  }, 240_000);

  it('refuses their events from then on, keeps nothing of those, and counts them; until they are allowed again', async () => {
    const event = { type: 'track', userId: gone.user, event: 'Order Completed', properties: { note: gone.email } };
    expect(await send([event, { ...event, userId: 'other-2' }])).toMatchObject({
      body: { rejected: [{ index: 0, code: 'erased' }] },
    });
    const imported = await send([{ ...event, messageId: 'i1', timestamp: ago(3) }], '/v1/import');
    expect(imported.body.rejected).toMatchObject([{ code: 'erased' }]);
    const byMail = await send([{ type: 'identify', userId: 'new-id', traits: { email: gone.email.toLowerCase() } }]);
    expect(byMail.body.rejected).toMatchObject([{ code: 'erased' }]);
    const { body } = await call('GET', '/api/rejected');
    expect(body.items.slice(0, 3).map(({ code, payload }: Record<string, string>) => [code, payload])).toEqual(
      Array.from({ length: 3 }, () => ['erased', '{}']),
    );
    expect(await call('POST', '/api/erasures/allow', { identifier: gone.email })).toMatchObject({
      status: 200,
      body: { state: 'done' },
    });
    expect((await send([event])).body).toEqual({ success: true });
    await untilKnown(gone.user);
  }, 60_000);

  it('[LOG-1] [POS-6] goes on after kill -9 at any instant', async () => {
    const people = ['Quirinius', 'Ysolde', 'Zenobia'].map(person);
    await send(people.flatMap(({ events }) => events));
    for (const { user } of people) await untilKnown(user);
    for (const [at, one] of people.entries()) {
      const { body } = await call('DELETE', `/api/customers/${one.user}`);
      await sleep([0, 150, 3_500][at]);
      await end(server.child, 'SIGKILL');
      server = await startServer();
      await untilErasure(body.id, ['done']);
      expect(findWords(one.words)).toEqual([]);
      expect(await known(one.user)).toBe(404);
    }
    expect((await doctor()).details).toEqual([]);
    const { body } = await call('GET', '/api/erasures?limit=2');
    expect(body.items).toHaveLength(2);
    expect((await call('GET', `/api/erasures?limit=2&cursor=${body.next}`)).body.items).toHaveLength(2);
  }, 300_000);

  it('gives a customer all that is held of them before that', async () => {
    const answer = await fetch(`${server.url}/api/customers/${neighbour.user}/export`, {
      headers: { authorization: `Bearer ${keys.api}` },
    });
    const file = (await answer.json()) as Record<string, unknown[]>;
    expect(file['interactions']).toHaveLength(9);
    expect(JSON.stringify(file)).toContain(neighbour.email);
    expect(file['movements']?.length).toBeGreaterThan(0);
    const lines = await fetch(`${server.url}/api/customers/${neighbour.user}/export?format=ndjson`, {
      headers: { authorization: `Bearer ${keys.api}` },
    });
    const events = (await lines.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(9);
    expect(events.map(({ type }) => type)).toContain('alias');
    expect((await call('GET', '/api/customers/nobody/export')).status).toBe(404);
  }, 60_000);
});
