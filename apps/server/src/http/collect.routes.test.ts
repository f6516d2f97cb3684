import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { readInteractions } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collecting, startCollecting } from './collect.testing.js';

let server: Collecting;
beforeAll(async () => {
  server = await startCollecting();
});
afterAll(() => server?.stop());

interface Refusal {
  error: { code: string; message: string; details?: Record<string, unknown> };
}
const refusal = async (response: Response): Promise<Refusal['error']> => ((await response.json()) as Refusal).error;
const find = async (messageId: string) => (await server.logged()).find((one) => one.messageId === messageId);
const track = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'Seen',
  userId: 'u1',
  messageId,
  ...more,
});

describe('accepting', () => {
  test.each([
    ['/v1/track', { event: 'Seen', userId: 'u1' }, 'track'],
    ['/v1/t', { event: 'Seen', userId: 'u1' }, 'track'],
    ['/v1/identify', { userId: 'u1', traits: { a: 1 } }, 'identify'],
    ['/v1/i', { userId: 'u1' }, 'identify'],
    ['/v1/page', { anonymousId: 'a1', name: 'Home' }, 'page'],
    ['/v1/p', { anonymousId: 'a1' }, 'page'],
    ['/v1/screen', { anonymousId: 'a1' }, 'screen'],
    ['/v1/s', { anonymousId: 'a1' }, 'screen'],
    ['/v1/group', { userId: 'u1', groupId: 'g1' }, 'group'],
    ['/v1/g', { userId: 'u1', groupId: 'g1' }, 'group'],
    ['/v1/alias', { userId: 'u1', previousId: 'a1' }, 'alias'],
    ['/v1/a', { userId: 'u1', previousId: 'a1' }, 'alias'],
  ])('[LOG-1] %s answers 200 and is in the log', async (path, body, type) => {
    const messageId = `call-${path}`;
    const response = await server.post(path, { ...body, messageId });
    expect([response.status, await response.json()]).toEqual([200, { success: true }]);
    expect((await find(messageId))?.type).toBe(type);
  });

  test('one bad event does not fail its batch', async () => {
    const batch = [track('batch-1'), { type: 'track', userId: 'u1', messageId: 'batch-2' }, 7, track('batch-3')];
    const response = await server.post('/v1/batch', { batch, sentAt: new Date().toISOString() });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      success: true,
      rejected: [{ index: 1, code: 'missing_event' }, { index: 2 }],
    });
    expect([await find('batch-1'), await find('batch-3')]).not.toContain(undefined);
    const rows = await server.rejected();
    expect(rows.slice(-2)).toMatchObject([
      { code: 'missing_event', field: 'event' },
      { code: 'not_an_object', payload: '7' },
    ]);
    expect(JSON.parse(rows.at(-2)?.payload ?? '')).toEqual(batch[1]);
  });

  test('[ACT-2] history sent to /v1/import is flagged', async () => {
    await server.post('/v1/import', { batch: [track('import-1', { timestamp: '2020-01-01T00:00:00Z' })] });
    const entry = (await server.log.read(0, 1_000)).find(
      ({ text }) => readInteractions(text)[0]?.messageId === 'import-1',
    );
    expect(entry).toMatchObject({ imported: true, workspaceId: 'shop' });
  });

  test('a batch of none is nothing', async () => {
    expect((await server.post('/v1/batch', { batch: [] })).status).toBe(200);
  });

  test.each([
    ['application/json', undefined],
    ['text/plain', undefined],
    ['text/plain;charset=UTF-8', undefined],
    ['application/x-www-form-urlencoded', 'gzip'],
    ['application/json', 'deflate'],
    ['application/json', 'deflate-raw'],
    ['application/json', 'br'],
    ['application/json', 'unsaid'],
  ])('%s, encoded %s', async (contentType, encoding) => {
    const messageId = `encoded-${contentType}-${encoding}`;
    const text = `\ufeff${JSON.stringify(track(messageId, { properties: { name: 'Été 😀' } }))}`;
    const compress = {
      gzip: gzipSync,
      deflate: deflateSync,
      'deflate-raw': deflateRawSync,
      br: brotliCompressSync,
      unsaid: gzipSync,
    };
    const body = encoding ? compress[encoding as keyof typeof compress](text) : text;
    const named = encoding && encoding !== 'unsaid' ? { 'content-encoding': encoding.replace('-raw', '') } : {};
    const response = await server.post('/v1/track', body, {
      'content-type': contentType,
      ...(named as Record<string, string>),
    });
    expect(response.status).toBe(200);
    expect((await find(messageId))?.properties).toEqual({ name: 'Été 😀' });
  });
});

describe('keys', () => {
  test('as Basic user name, as Bearer token, or as writeKey in the body', async () => {
    const send = (headers: Record<string, string>, more: object) =>
      fetch(`${server.url}/v1/track`, { method: 'POST', headers, body: JSON.stringify(track('key', more)) });
    expect((await send({ authorization: `Bearer ${server.key}` }, {})).status).toBe(200);
    expect((await send({}, { writeKey: server.key })).status).toBe(200);
    expect((await send({ authorization: `Basic ${btoa(':')}` }, { writeKey: server.key })).status).toBe(200);
  });

  test.each([
    [{ authorization: 'Basic bm9wZTo=' }],
    [{ authorization: 'Bearer \u00ff' }],
    [{ authorization: 'Digest x' }],
    [{}],
  ])('%j is refused in a sentence', async (headers) => {
    const body = JSON.stringify(track('no-key'));
    const response = await fetch(`${server.url}/v1/track`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    expect(response.status).toBe(401);
    expect(await refusal(response)).toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('write key'),
    });
    expect(await find('no-key')).toBeUndefined();
  });
});

describe('refusing', () => {
  test('a call of one event says what is wrong with it', async () => {
    const response = await server.post('/v1/track', { userId: 'u1' });
    expect(response.status).toBe(400);
    expect(await refusal(response)).toMatchObject({ code: 'missing_event', details: { field: 'event' } });
  });

  test('malformed JSON says where it breaks, and is kept', async () => {
    const response = await server.post('/v1/batch', '{"batch": [\n  {"type": "track", "event": }\n]}');
    expect(response.status).toBe(400);
    expect(await refusal(response)).toMatchObject({ code: 'malformed_json', details: { line: 2, column: 30 } });
    expect((await server.rejected()).at(-1)).toMatchObject({
      code: 'malformed_json',
      payload: expect.stringContaining('"event": }'),
    });
  });

  test.each([['[]'], ['"x"'], ['{}'], ['{"batch":{}}'], ['null']])('%s is no batch', async (body) => {
    const response = await server.post('/v1/batch', body);
    expect([response.status, (await refusal(response)).code]).toEqual([400, 'invalid_batch']);
  });

  test('an event over 32 KB is too large, its neighbours are not', async () => {
    const large = track('large', { properties: { text: 'x'.repeat(33_000) } });
    expect((await server.post('/v1/track', large)).status).toBe(413);
    const response = await server.post('/v1/batch', { batch: [large, track('beside')] });
    expect(await response.json()).toMatchObject({ rejected: [{ index: 0, code: 'too_large' }] });
    expect(await find('beside')).toBeDefined();
    expect((await server.rejected()).at(-1)?.payload.length).toBe(32 * 1024);
  });

  test('10 MB get a sentence, compressed or not, and their beginning is kept', async () => {
    const text = JSON.stringify({ batch: [track('huge', { properties: { text: 'é'.repeat(5_000_000) } })] });
    for (const [body, headers] of [
      [text, {}],
      [gzipSync(text), { 'content-encoding': 'gzip' }],
    ] as const) {
      const response = await server.post('/v1/batch', body, headers);
      expect(response.status).toBe(413);
      expect((await refusal(response)).message).toContain('500 KB');
    }
    expect(
      (await server.rejected()).filter(({ code, payload }) => code === 'too_large' && payload.startsWith('{"batch"')),
    ).toHaveLength(1);
  });

  test('what is not compressed as it says is refused', async () => {
    expect((await server.post('/v1/track', '{}', { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await server.post('/v1/track', '{}', { 'content-encoding': 'compress' })).status).toBe(415);
    expect((await server.post('/v1/track', '{}', { 'content-encoding': '__proto__' })).status).toBe(415);
  });

  test('unknown addresses and methods are 404 in JSON', async () => {
    expect((await refusal(await server.post('/v1/nothing', {}))).code).toBe('not_found');
    expect((await fetch(`${server.url}/v1/track`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/%zz`)).status).toBe(400);
  });
});

describe('browsers', () => {
  test('any site may send', async () => {
    const preflight = await fetch(`${server.url}/v1/t`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-retry-count',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-retry-count');
    const refused = await fetch(`${server.url}/v1/t`, { method: 'POST', body: '{' });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('settings point the browser client here', async () => {
    const response = await fetch(`${server.url}/v1/projects/${server.key}/settings`);
    const { integrations } = (await response.json()) as { integrations: Record<string, object> };
    expect(integrations['Segment.io']).toMatchObject({
      apiKey: server.key,
      apiHost: `${new URL(server.url).host}/v1`,
      protocol: 'http',
    });
    expect((await fetch(`${server.url}/v1/projects/nope/settings`)).status).toBe(401);
    const forwarded = await fetch(`${server.url}/v1/projects/${server.key}/settings`, {
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(await forwarded.text()).toContain('"protocol":"https"');
  });

  test('the client’s own metrics are taken and forgotten', async () => {
    const response = await fetch(`${server.url}/v1/m`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"series":[]}',
    });
    expect(response.status).toBe(200);
  });
});

test('the OpenAPI document shows the long addresses and what they take', async () => {
  const response = await fetch(`${server.url}/api/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, { post: object }> };
  const calls = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import'];
  expect(Object.keys(paths).sort()).toEqual(calls.map((call) => `/v1/${call}`).sort());
  expect(JSON.stringify(paths['/v1/track']?.post)).toContain('Order Completed');
});
