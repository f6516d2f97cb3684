import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';

describe('refused events over HTTP', () => {
  let server: ReadServer;
  beforeAll(async () => {
    server = await readServer();
  });
  beforeEach(async () => {
    await server.store.query('delete from rejected');
    const event = (n: number) => JSON.stringify({ type: 'track', event: 'Seen', messageId: `m${n}` });
    await server.rejections.record(
      [0, 1, 2].map((n) => ({
        ...{ workspaceId: 'main', at: NOW, code: 'missing_identity' as const, message: 'no', payload: event(n) },
        field: n < 2 ? 'userId' : null,
      })),
    );
  });
  afterAll(() => server?.stop());

  const call = async (method: 'POST' | 'DELETE', path: string, body?: unknown, key = server.keys.main) => {
    const answer = await server.http.inject({
      ...{ method, url: `/api/rejected${path}`, headers: { authorization: `Bearer ${key}` } },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('groups, filters by group, previews, retries, deletes', async () => {
    const { items } = (await server.get('/api/rejected/groups')).body;
    const at = new Date(NOW).toISOString();
    expect(items).toEqual([
      { code: 'missing_identity', field: 'userId', events: 2, first: at, last: at, message: 'no' },
      { code: 'missing_identity', field: null, events: 1, first: at, last: at, message: 'no' },
    ]);
    const listed = async (query: string) => (await server.get(`/api/rejected?${query}`)).body.items.length;
    expect(await listed('code=missing_identity&field=userId')).toBe(2);
    expect(await listed('code=missing_identity&field=')).toBe(1);
    expect(await listed('code=missing_identity')).toBe(3);
    const asked = { code: 'missing_identity', field: null, correction: { field: 'userId', value: 'u' } };
    expect((await call('POST', '/retry', { ...asked, preview: true })).body).toMatchObject({ passed: 1 });
    expect((await call('POST', '/retry', asked, server.keys.other)).body).toMatchObject({ passed: 0 });
    expect((await call('POST', '/retry', asked)).body).toMatchObject({ passed: 1, failed: 0, next: null });
    expect((await call('DELETE', '?code=missing_identity&field=userId')).body).toEqual({ deleted: 2 });
    expect((await server.get('/api/rejected/groups')).body.items).toEqual([]);
  });

  it('[ACCESS-1] an analyst counts and reads no words, a viewer changes nothing, and only who sees people watches them', async () => {
    const [analyst, viewer] = await Promise.all([server.keyOf('main', 'analyst'), server.keyOf('main', 'viewer')]);
    const { body } = await server.get('/api/rejected/groups', analyst);
    expect(body.items[0]).toMatchObject({ events: 2, message: expect.stringContaining('Withheld') });
    const asked = { code: 'missing_identity' };
    for (const key of [analyst, viewer]) {
      expect((await call('POST', '/retry', { ...asked, preview: true }, key)).status).toBe(403);
      expect((await call('DELETE', '?code=missing_identity', undefined, key)).status).toBe(403);
    }
    expect((await server.get('/api/tail', analyst)).status).toBe(403);
  });

  it('[ACCESS-5] what was tried or deleted is noted, a preview is not', async () => {
    const noted = async () =>
      (await server.store.query<{ action: string }>(`select action from audit order by id`)).map(
        ({ action }) => action,
      );
    const before = (await noted()).length;
    await call('POST', '/retry', { code: 'missing_identity', field: 'userId', preview: true });
    expect((await noted()).length).toBe(before);
    await call('POST', '/retry', { code: 'missing_identity', field: 'userId' });
    await call('DELETE', '?code=missing_identity');
    expect((await noted()).slice(before)).toEqual(['rejected.retry', 'rejected.delete']);
  });

  it.each<['POST' | 'DELETE', string, unknown?]>([
    ['POST', '/retry', {}],
    ['POST', '/retry', { ids: [] }],
    ['POST', '/retry', { ids: ['x'] }],
    ['POST', '/retry', { ids: 7 }],
    ['POST', '/retry', { ids: ['1'], code: 'missing_identity' }],
    ['POST', '/retry', { code: 'missing_identity', correction: { field: 'userId' } }],
    ['POST', '/retry', { code: 'missing_identity', correction: { field: 'a..b', value: 1 } }],
    ['POST', '/retry', { code: 'missing_identity', correction: { field: '__proto__.x', value: 1 } }],
    ['POST', '/retry', { code: 'missing_identity', correction: { field: 'a', value: 1, copyFrom: 'b' } }],
    ['POST', '/retry', { code: 'missing_identity', after: 'z' }],
    ['POST', '/retry', []],
    ['DELETE', ''],
    ['DELETE', '?ids=1;2'],
    ['DELETE', '?ids=1&code=missing_identity'],
  ])('%s %s %o is refused with a sentence', async (method, path, body) => {
    const { status, body: said } = await call(method, path, body);
    expect([status, typeof said.error.message, said.error.message.length > 5]).toEqual([400, 'string', true]);
  });

  it('takes whatever text a reason or a correction holds', async () => {
    for (const text of ['\0', '\ud800', '%', "'; drop table rejected; --", 'é'.repeat(50)]) {
      const asked = { code: text, field: text, correction: { field: 'userId', value: text } };
      expect((await call('POST', '/retry', asked)).status).toBe(200);
      expect((await call('POST', '/retry', { code: 'missing_identity', correction: asked.correction })).status).toBe(
        200,
      );
    }
    expect((await server.get('/api/rejected?code=%00&field=%00')).status).toBe(200);
    expect((await call('DELETE', '?code=%00')).body).toEqual({ deleted: 0 });
  });
});
