import type { Log } from '@parcours/engine';
import { expect, test } from 'vitest';
import { startCollecting } from './collect.testing.js';

const track = (messageId: string) => ({ event: 'Seen', userId: 'u1', messageId });

test('under overload: 429 with Retry-After, never an unbounded queue, and all acknowledged is there', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const around = (log: Log): Log => ({
    ...log,
    append: async (entries) => {
      await gate;
      return log.append(entries);
    },
  });
  const server = await startCollecting({ around, limits: { maxItems: 10 } });
  try {
    const answers = Array.from({ length: 40 }, (_, place) => server.post('/v1/track', track(`load-${place}`)));
    while (server.appender.pending().items < 10) await new Promise(setImmediate);
    const first = await Promise.race(answers);
    expect(first.status).toBe(429);
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(server.appender.pending().items).toBe(10);
    while ((await Promise.race([...answers.slice(-1), undefined])) === undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect([...new Set(statuses)].sort()).toEqual([200, 429]);
    const arrived = (await server.logged()).map(({ messageId }) => messageId).sort();
    const acknowledged = statuses.flatMap((status, place) => (status === 200 ? [`load-${place}`] : [])).sort();
    expect(arrived).toEqual(acknowledged);
    expect((await server.post('/v1/track', track('later'))).status).toBe(200);
  } finally {
    release();
    await server.stop();
  }
});

test('[LOG-1] when the log fails, the answer says to send again', async () => {
  let down = true;
  const around = (log: Log): Log => ({
    ...log,
    append: async (entries) => (down ? Promise.reject(new Error('secret insides')) : log.append(entries)),
  });
  const server = await startCollecting({ around });
  try {
    const refused = await server.post('/v1/track', track('down'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.text()).not.toContain('secret');
    down = false;
    expect((await server.post('/v1/track', track('down'))).status).toBe(200);
    expect(await server.logged()).toHaveLength(1);
  } finally {
    await server.stop();
  }
});

test('wrong keys are slowed down, right ones are not', async () => {
  const server = await startCollecting();
  try {
    const wrong = () => server.post('/v1/track', track('x'), { authorization: 'Bearer wrong' });
    expect((await server.post('/v1/track', track('a'))).status).toBe(200);
    for (let attempt = 0; attempt < 100; attempt++) expect((await wrong()).status).toBe(401);
    const slowed = await wrong();
    expect([slowed.status, Number(slowed.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await server.post('/v1/track', track('b'))).status).toBe(200);
  } finally {
    await server.stop();
  }
});

test('closing lets running requests end', async () => {
  const around = (log: Log): Log => ({
    ...log,
    append: async (entries) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return log.append(entries);
    },
  });
  const server = await startCollecting({ around });
  const answer = server.post('/v1/track', track('closing'));
  while (server.appender.pending().items === 0) await new Promise(setImmediate);
  const stopped = server.stop();
  expect((await answer).status).toBe(200);
  await stopped;
});
