import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Collecting, startCollecting } from './collect.testing.js';

const DATA = join(import.meta.dirname, '../../../../../shared/data');
const hasData = existsSync(DATA);

let server: Collecting;
beforeAll(async () => {
  server = await startCollecting();
  if (!hasData) console.warn(`${DATA} is absent: the cases that come from there are skipped`);
});
afterAll(() => server?.stop());

let sent = 0;
const track = (more: object = {}): Record<string, unknown> => ({
  type: 'track',
  event: 'Seen',
  userId: 'u1',
  messageId: `m${sent++}`,
  ...more,
});
const known = async (): Promise<Set<string>> => new Set((await server.logged()).map(({ messageId }) => messageId));

/** Posts events between two good ones; the good ones must arrive whatever lies between. */
const surround = async (
  events: readonly unknown[],
): Promise<{ status: number; accepted: number; rejected: number }> => {
  const [before, after] = [track(), track()];
  const [rows, head] = [(await server.rejected()).length, await server.log.head()];
  const response = await server.post('/v1/batch', { batch: [before, ...events, after] });
  const ids = (await server.logged(head)).map(({ messageId }) => messageId);
  expect([ids[0], ids.at(-1)]).toEqual([before.messageId, after.messageId]);
  return { status: response.status, accepted: ids.length - 2, rejected: (await server.rejected()).length - rows };
};

afterEach(async () => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect((await server.post('/v1/track', track())).status).toBe(200);
});

describe.skipIf(!hasData)('JSON parsing cases', () => {
  const folder = join(DATA, 'json-test-suite/test_parsing');
  const files = hasData ? readdirSync(folder) : [];

  test('each as a whole body: a 4xx that says what is wrong, or accepted', async () => {
    expect(files.length).toBeGreaterThan(300);
    for (const file of files) {
      for (const path of ['/v1/batch', '/v1/track', '/v1/identify']) {
        const response = await server.post(path, readFileSync(join(folder, file)));
        const { error } = (await response.json()) as { error?: { message: string } };
        expect([file, response.status >= 400 && response.status < 500]).toEqual([file, true]);
        expect(error?.message).toMatch(/\w/);
      }
    }
  });

  test('each as one event of a batch: its neighbours arrive unless the body is no JSON', async () => {
    for (const file of files) {
      const value = readFileSync(join(folder, file));
      const [before, after] = [track(), track()];
      const head = await server.log.head();
      const parts = [`{"batch":[${JSON.stringify(before)},`, value, `,${JSON.stringify(after)}]}`];
      const response = await server.post('/v1/batch', Buffer.concat(parts.map((part) => Buffer.from(part))));
      // Some of the n_ cases are two values, which a list may well hold.
      const accepted = file.startsWith('y_') ? [200] : [200, 400];
      expect([file, accepted.includes(response.status)]).toEqual([file, true]);
      const arrived = (await server.logged(head)).map(({ messageId }) => messageId);
      if (response.status === 200) expect(arrived).toEqual(expect.arrayContaining([before.messageId, after.messageId]));
    }
  });
});

describe.skipIf(!hasData)('naughty strings', () => {
  const strings = hasData
    ? (JSON.parse(readFileSync(join(DATA, 'naughty-strings/blns.json'), 'utf8')) as string[])
    : [];

  test('in every field: each event is accepted or listed, none is lost', async () => {
    const inEveryField = (text: string): object[] => [
      track({ type: text }),
      track({ event: text }),
      track({ userId: text }),
      track({ anonymousId: text }),
      track({ timestamp: text }),
      track({ originalTimestamp: text, sentAt: text }),
      track({ properties: { [text]: text, list: [text] } }),
      track({ properties: text }),
      track({ context: { [text]: text, page: { url: text }, userAgent: text, campaign: { [text]: text } } }),
      { ...track(), type: 'identify', traits: { name: text, [text]: 1 } },
      { ...track(), type: 'group', groupId: text },
      { ...track(), type: 'alias', previousId: text },
      { ...track(), type: 'page', name: text, category: text },
    ];
    for (let place = 0; place < strings.length; place += 20) {
      const events = strings.slice(place, place + 20).flatMap(inEveryField);
      const { status, accepted, rejected } = await surround(events);
      expect([place, status, accepted + rejected]).toEqual([place, 200, events.length]);
    }
  });

  test('as properties they come back as they were', async () => {
    const event = track({ properties: { strings: strings.slice(0, 200) } });
    await server.post('/v1/batch', { batch: [event] });
    const stored = (await server.logged()).find(({ messageId }) => messageId === event.messageId);
    expect(stored?.properties.strings).toEqual(strings.slice(0, 200));
  });

  test('as key, address and header: a 4xx', async () => {
    for (const text of strings) {
      const authorization = `Basic ${Buffer.from(`${text}:`).toString('base64')}`;
      const response = await server.post(`/v1/${encodeURIComponent(text)}`, {}, { authorization });
      expect([text, response.status >= 400 && response.status < 500]).toEqual([text, true]);
    }
  });
});

test.skipIf(!hasData)('event payloads as other senders write them: accepted or listed', async () => {
  const cases = JSON.parse(readFileSync(join(DATA, 'event-payloads/rudder_event_payloads.json'), 'utf8')) as {
    message: Record<string, unknown>;
  }[];
  const events = cases.map(({ message }, place) => ({ ...message, messageId: `payload-${place}` }));
  const { status, accepted, rejected } = await surround(events);
  expect([status, accepted + rejected]).toEqual([200, events.length]);
  expect(accepted).toBeGreaterThan(140);
});

test('wrong types in every field', async () => {
  const values: unknown[] = [null, true, 0, -1, 1.5, 2 ** 70, '', [], [[]], {}, { toString: 1 }, 'x'.repeat(5000)];
  const fields = [
    'type',
    'event',
    'userId',
    'anonymousId',
    'messageId',
    'timestamp',
    'originalTimestamp',
    'sentAt',
    'properties',
    'traits',
    'context',
    'name',
    'groupId',
    'previousId',
    'channel',
  ];
  for (const field of fields) {
    for (const type of ['track', 'identify', 'page', 'group', 'alias']) {
      const events = values.map((value) => ({ ...track(), type, groupId: 'g', previousId: 'p', [field]: value }));
      const { status, rejected } = await surround(events);
      expect([field, type, status, rejected <= values.length]).toEqual([field, type, 200, true]);
    }
  }
}, 120_000);

test('absurd dates: refused with a reason, or put at the time they were received', async () => {
  const dates = [
    '0001-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
    '+275760-09-13T00:00:00.001Z',
    'NaN',
    '9999-12-31T23:59:59Z',
    '2024-02-30T00:00:00Z',
    Number.POSITIVE_INFINITY,
    -8.64e15,
    '-271821-04-20T00:00:00Z',
  ];
  const events = dates.map((timestamp) => track({ timestamp }));
  const { status, accepted, rejected } = await surround(events);
  expect([status, accepted + rejected]).toEqual([200, dates.length]);
  const times = (await server.logged()).map(({ time }) => time);
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.now() + 300_000);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
});

test('deep nesting: the event is refused, or the whole body when it is no JSON', async () => {
  const deep = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
  const body = `{"batch":[${JSON.stringify(track())},{"type":"track","event":"e","userId":"u","properties":${deep}}]}`;
  const response = await server.post('/v1/batch', body);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('too_deep')]);
  expect((await server.post('/v1/batch', '['.repeat(400_000))).status).toBe(400);
});

test('prototype keys change nothing but the event', async () => {
  const keys = ['__proto__', '\\u005f_proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
  for (const key of keys) {
    const bad = `{"${key}":{"polluted":true,"prototype":{"polluted":true}}}`;
    const body = `{"${key}":{"polluted":1},"batch":[{"type":"track","event":"e","userId":"u","messageId":"p-${key}","properties":${bad},"context":${bad},"${key}":{"polluted":1}}],"context":${bad}}`;
    expect((await server.post('/v1/batch', body)).status).toBe(200);
  }
});

test('numbers beyond what JSON keeps, and keys twice', async () => {
  const body =
    '{"event":"e","userId":"a","userId":"b","messageId":"numbers","properties":{"huge":1e400,"big":123456789012345678901234567890,"zero":-0}}';
  expect((await server.post('/v1/track', body)).status).toBe(200);
  const stored = (await server.logged()).find(({ messageId }) => messageId === 'numbers');
  expect(stored).toMatchObject({
    userId: 'b',
    properties: { huge: null, big: Number('123456789012345678901234567890'), zero: 0 },
  });
});

/** Writes bytes to the socket and gathers what comes back until the other side ends or falls silent. */
const raw = (bytes: string, end = false): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
      end ? socket.end(bytes) : socket.write(bytes),
    );
    let answer = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });

test('bytes that are no HTTP, and senders that hang up', async () => {
  expect(await raw('\x00\x01garbage\r\n\r\n')).toMatch(/^HTTP\/1\.1 400[\s\S]*"code":"bad_request"/);
  expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
  await raw('POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"event":', true);
  await raw('POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', true);
});

test('requests sent without waiting for answers are answered in order', async () => {
  const authorization = Buffer.from(`${server.key}:`).toString('base64');
  const one = (place: number): string => {
    const body = JSON.stringify(track({ messageId: `pipelined-${place}` }));
    return `POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const answers = await raw(Array.from({ length: 20 }, (_, place) => one(place)).join(''));
  expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(20);
  expect([...(await known())].filter((id) => id.startsWith('pipelined-'))).toHaveLength(20);
});
