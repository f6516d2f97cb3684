import { randomUUID } from 'node:crypto';
import { readInteractions } from '@parcours/core';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Log, LogEntry } from '../ports.js';
import { type Batch, collectInteractions } from './collectInteractions.js';
import { logAppender } from './logAppender.js';
import { cutToBytes, rejectedPayload, rejectedText } from './rejectedPayload.js';
import { rejections } from './rejections.js';

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores?.stop());

const clock = { now: () => Date.now() };
const ports = (log: Log = stores.log, limits = {}) => ({
  appender: logAppender({ log, clock }, limits),
  rejections: rejections({ sql: stores.operational, clock }),
  clock,
  newId: randomUUID,
});
const batch = (messages: unknown[], more: Partial<Batch> = {}): Batch => ({
  workspaceId: 'shop',
  messages,
  imported: false,
  bytes: 100,
  ...more,
});
const seen = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'Seen',
  userId: 'u1',
  messageId,
  ...more,
});
const countRejected = async (): Promise<number> => {
  const [row] = await stores.operational.query<{ n: string }>('select count(*) as n from rejected');
  return Number(row?.n);
};

test('[LOG-1] the answer comes only once the log has said it is on disk', async () => {
  let written = false;
  const slow: Log = {
    ...stores.log,
    append: async (entries) => {
      const ids = await stores.log.append(entries);
      await new Promise((resolve) => setTimeout(resolve, 50));
      written = true;
      return ids;
    },
  };
  await collectInteractions(ports(slow), batch([seen('slow')]));
  expect(written).toBe(true);
});

test('a request is one entry of the log; what it does not accept is listed with the reason', async () => {
  const head = await stores.log.head();
  const bad = { ...seen('bad'), userId: null, text: '\0\ud800' };
  const { accepted, rejected } = await collectInteractions(
    ports(),
    batch([seen('a'), bad, seen('b')], { context: { locale: 'fr' } }),
  );
  expect([accepted, rejected.map(({ index }) => index)]).toEqual([2, [1]]);
  const entries = await stores.log.read(head, 10);
  const logged = entries.map(({ text }) => readInteractions(text));
  expect(logged.map((interactions) => interactions.map(({ messageId }) => messageId))).toEqual([['a', 'b']]);
  expect(logged[0]?.[0]?.context).toBe('{"locale":"fr"}');
  const [row] = await stores.operational.query(
    'select workspace_id, code, field, payload from rejected order by id desc limit 1',
  );
  expect(row).toMatchObject({ workspace_id: 'shop', code: 'missing_identity', field: 'userId' });
  expect(JSON.parse(String(row?.payload))).toEqual(bad);
});

test('when nothing can be taken, nothing is: neither in the log nor in the list', async () => {
  const stuck: Log = { ...stores.log, append: () => new Promise(() => undefined) };
  const full = ports(stuck, { maxItems: 1 });
  void collectInteractions(full, batch([seen('first')]));
  const before = await countRejected();
  await expect(collectInteractions(full, batch([seen('second'), 7]))).rejects.toMatchObject({
    code: 'overloaded',
    status: 429,
  });
  expect(await countRejected()).toBe(before);
});

test('listeners hear of every entry, in the order of ids, and cannot hurt those who append', async () => {
  const heard: LogEntry[] = [];
  const errors: unknown[] = [];
  const appender = logAppender({ log: stores.log, clock, onListenerError: (error) => errors.push(error) });
  const stop = appender.onAppended((entries) => {
    heard.push(...entries);
    throw new Error('listener');
  });
  const collecting = { ...ports(), appender };
  await Promise.all(
    Array.from({ length: 30 }, (_, place) => collectInteractions(collecting, batch([seen(`heard-${place}`)]))),
  );
  const ids = heard.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(heard.flatMap(({ text }) => readInteractions(text).map(({ messageId }) => messageId))).size).toBe(30);
  expect(errors.length).toBeGreaterThan(0);
  stop();
  await collectInteractions(collecting, batch([seen('unheard')]));
  expect(heard).toHaveLength(30);
});

test('payloads are cut to 32 KB between characters, whatever they hold', () => {
  expect(cutToBytes('é'.repeat(10), 5)).toBe('éé');
  expect(cutToBytes('😀'.repeat(10), 7)).toBe('😀');
  expect(Buffer.byteLength(rejectedPayload({ text: '日'.repeat(40_000) }))).toBeLessThanOrEqual(32 * 1024);
  let deep: unknown = 1;
  for (let depth = 0; depth < 50_000; depth++) deep = [deep];
  expect(rejectedPayload(deep)).toMatch(/^\[{30}/);
  expect(rejectedText('a\0\ud800')).toBe('a\ufffd\ufffd');
});
