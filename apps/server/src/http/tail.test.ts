import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { TailItem, TailNews } from '@parcours/core';
import { collectInteractions } from '@parcours/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addPerson } from '../testing/people.js';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';

describe('the live tail', () => {
  let server: ReadServer;
  let url: string;
  const controllers: AbortController[] = [];
  beforeAll(async () => {
    server = await readServer();
    await server.http.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(server.http.server.address() as AddressInfo).port}`;
    await addPerson(server, 'main', { userId: 'known-7', email: 'known@example.com' });
  });
  beforeEach(() => {
    for (const one of controllers.splice(0)) one.abort();
  });
  afterAll(() => server?.stop());

  const send = (messages: unknown[], workspaceId = 'main') =>
    collectInteractions(
      { ...server, clock: { now: () => NOW }, newId: randomUUID },
      { workspaceId, messages, imported: false, bytes: 100 },
    );
  const seen = (userId: string, event = 'Seen') => ({ type: 'track', event, userId });

  /** Watches from the moment this resolves; `until` answers what came once it is enough. */
  const watch = async (query = '', key = server.keys.main) => {
    const controller = new AbortController();
    controllers.push(controller);
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/api/tail?${query}`, { headers, signal: controller.signal });
    const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const news: TailNews[] = [];
    let text = (await body?.read())?.value ?? '';
    const until = async (enough: (items: TailItem[], news: TailNews[]) => boolean) => {
      for (;;) {
        const items = news.flatMap((one) => one.items.toReversed());
        if (enough(items, news)) return items;
        const read = await body?.read();
        if (!read || read.done) throw new Error('the stream ended');
        text += read.value;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) if (part.startsWith('data: ')) news.push(JSON.parse(part.slice(6)) as TailNews);
      }
    };
    return { answer, until, news, leave: () => controller.abort() };
  };
  const settled = async (viewers: number) => {
    for (let tries = 0; server.tail.viewers() !== viewers && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return server.tail.viewers();
  };

  it('shows what is accepted and what is refused within a second, newest first, and of this workspace alone', async () => {
    const { answer, until, news } = await watch();
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const started = performance.now();
    await send([seen('u1', 'First'), { type: 'track', userId: 'u1' }, seen('u2', 'Second')]);
    await send([seen('u3', 'Elsewhere')], 'other');
    const items = await until((all) => all.length >= 3);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(items.map((item) => (item.what === 'accepted' ? item.event : item.code)).sort()).toEqual([
      'First',
      'Second',
      'missing_event',
    ]);
    expect(news.reduce((sum, { accepted, refused }) => sum + accepted * 10 + refused, 0)).toBe(21);
    await send([seen('u1', 'A'), seen('u1', 'B')]);
    await until((all) => all.length >= 5);
    expect(news.at(-1)?.items.map((item) => item.what === 'accepted' && item.event)).toEqual(['B', 'A']);
  });

  it('filters by event, kind and customer, by any identifier of a known one', async () => {
    const viewers = await Promise.all(
      ['event=order', 'type=identify', 'type=refused', 'customer=U-9', 'customer=known%40example.com'].map((query) =>
        watch(query),
      ),
    );
    await send([seen('u-9'), seen('known-7', 'Order Completed'), { type: 'identify', userId: 'x' }, 7]);
    const found = await Promise.all(viewers.map(({ until }) => until((all) => all.length > 0)));
    expect(found.map((items) => items.map((item) => (item.what === 'accepted' ? item.event : item.code)))).toEqual([
      ['Order Completed'],
      ['Identified'],
      ['not_an_object'],
      ['Seen'],
      ['Order Completed'],
    ]);
  });

  it('keeps the last 200 and says how many were dropped', async () => {
    const { until, news } = await watch();
    await Promise.all(Array.from({ length: 60 }, () => send(Array.from({ length: 200 }, (_, n) => seen(`u${n}`)))));
    await until((_items, all) => all.reduce((sum, { accepted }) => sum + accepted, 0) === 12_000);
    expect(Math.max(...news.map(({ items }) => items.length))).toBeLessThanOrEqual(200);
    expect(news.reduce((sum, { items, dropped }) => sum + items.length + dropped, 0)).toBe(12_000);
  });

  it('ends when the viewer leaves, and then listens no more', async () => {
    expect(await settled(0)).toBe(0);
    const { leave } = await watch();
    expect(server.tail.viewers()).toBe(1);
    leave();
    expect(await settled(0)).toBe(0);
  });

  it('a viewer who does not read holds nothing up and is not buffered for', async () => {
    await settled(0);
    const idle = await watch();
    for (let round = 0; round < 5; round++) await send(Array.from({ length: 1_000 }, (_, n) => seen(`slow${n}`)));
    expect(server.tail.viewers()).toBe(1);
    idle.leave();
    expect(await settled(0)).toBe(0);
  });

  it('asks who it is, and at most fifty watch at once', async () => {
    expect((await fetch(`${url}/api/tail`)).status).toBe(401);
    expect((await watch('workspace=main', server.keys.other)).answer.status).toBe(403);
    expect((await watch('type=nothing')).answer.status).toBe(400);
    await Promise.all(Array.from({ length: 50 }, () => watch()));
    const { answer } = await watch();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '10']);
  });

  it('closing the server ends the streams', async () => {
    const own = await readServer();
    await own.http.listen({ port: 0, host: '127.0.0.1' });
    const { port } = own.http.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${own.keys.main}` };
    const answer = await fetch(`http://127.0.0.1:${port}/api/tail`, { headers });
    const rest = answer.text();
    await own.stop();
    expect(await rest).toContain('event: open');
  });
});
