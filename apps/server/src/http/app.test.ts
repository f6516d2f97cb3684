import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorSchema } from '@parcours/core';
import { DomainError } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHttp } from './app.js';
import type { Http, HttpPlugin } from './types.js';

const thing = z.object({ name: z.string().min(2), size: z.number().optional() });

const routes: HttpPlugin = async (http) => {
  http.post(
    '/api/things',
    { schema: { body: thing, response: { 200: thing, 400: errorSchema } } },
    async (request) => request.body,
  );
  http.get('/api/refused', { schema: { hide: true } }, async () => {
    throw new DomainError('thing.busy', 429, 'Come back later.', { retryAfter: 1.2 });
  });
  http.get('/api/broken', { schema: { hide: true } }, async () => {
    throw new Error('password=secret');
  });
};

let http: Http;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parcours</title>');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {}');
  http = buildHttp({ plugins: [routes], version: '1.2.3', logLevel: 'silent', staticDir: folder });
  await http.ready();
});
afterAll(async () => {
  await http.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string) => http.inject({ method: 'GET', url });

describe('errors', () => {
  test('what the schema refuses names the field', async () => {
    const answer = await http.inject({ method: 'POST', url: '/api/things', payload: { name: 'x', size: 'big' } });
    expect(answer.statusCode).toBe(400);
    const { error } = answer.json<z.infer<typeof errorSchema>>();
    expect(error.code).toBe('invalid_request');
    expect(error.message).toMatch(/^name: /);
    expect(error.details).toMatchObject([{ path: 'name' }, { path: 'size' }]);
  });

  test.each([
    ['{"name":', 400, 'invalid_json_body'],
    ['', 400, 'empty_json_body'],
    [`{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
    ['{"__proto__":{"a":1},"name":"xx"}', 400, 'invalid_json_body'],
  ])('%#: a body that cannot be read', async (payload, status, code) => {
    const answer = await http.inject({
      method: 'POST',
      url: '/api/things',
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.statusCode, answer.json<z.infer<typeof errorSchema>>().error.code]).toEqual([status, code]);
  });

  test('a refusal keeps its code, and says when to come back', async () => {
    const answer = await get('/api/refused');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '2']);
    expect(answer.json()).toMatchObject({ error: { code: 'thing.busy', message: 'Come back later.' } });
  });

  test('our own faults say nothing of our insides', async () => {
    const answer = await get('/api/broken');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ error: { code: 'internal' } });
  });
});

describe('the page', () => {
  test.each(['/', '/customers/42', '/customers/a.b@example.com'])(
    '%s starts from index.html, always fresh',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
    },
  );

  test('built files are kept for ever; missing ones are missing', async () => {
    expect((await get('/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/assets/gone.js')).statusCode).toBe(404);
    expect((await get('/../../etc/passwd')).body).not.toContain('root:');
  });

  test.each(['/api/nothing', '/api', '/v1/nothing', '/v1?x=1'])('%s is a 404 in JSON', async (url) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json<z.infer<typeof errorSchema>>().error.code]).toEqual([404, 'not_found']);
  });

  test('scripts from elsewhere and inline are not allowed', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });
});

test('the OpenAPI document comes from the schemas', async () => {
  const document = (await get('/api/openapi.json')).json<{
    openapi: string;
    info: object;
    paths: Record<string, object>;
  }>();
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Parcours', version: '1.2.3' });
  expect(Object.keys(document.paths)).toEqual(['/api/things']);
  expect(JSON.stringify(document.paths['/api/things'])).toContain('minLength');
});
