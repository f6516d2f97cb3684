import { randomUUID } from 'node:crypto';
import { type RetryRejected, readInteractions } from '@parcours/core';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Batch, collectInteractions } from '../collect/collectInteractions.js';
import { logAppender } from '../collect/logAppender.js';
import { rejections } from '../collect/rejections.js';
import { deleteRejected } from './deleteRejected.js';
import { groupRejected, listRejected } from './listRejected.js';
import { retryRejected } from './retryRejected.js';

const RECEIVED = Date.parse('2026-03-01T10:00:00.000Z');
let stores: Awaited<ReturnType<typeof testStores>>;
let appender: ReturnType<typeof logAppender>;
let head: number;
const clock = { now: () => RECEIVED };
beforeAll(async () => {
  stores = await testStores();
  appender = logAppender({ log: stores.log, clock });
});
beforeEach(async () => {
  await stores.operational.query('delete from rejected');
  head = await stores.log.head();
});
afterAll(() => stores?.stop());

const collect = (messages: unknown[], more: Partial<Batch> = {}) =>
  collectInteractions(
    { appender, rejections: rejections({ sql: stores.operational, clock }), clock, newId: randomUUID },
    { workspaceId: 'shop', messages, imported: false, bytes: 100, ...more },
  );
const retry = (asked: Partial<RetryRejected>, workspaceId = 'shop') =>
  retryRejected({ sql: stores.operational, appender, newId: randomUUID }, workspaceId, { preview: false, ...asked });
const listed = async () => (await listRejected({ sql: stores.operational }, { workspaceId: 'shop', limit: 200 })).items;
const logged = async () =>
  (await stores.log.read(head, 1_000_000)).flatMap((entry) =>
    readInteractions(entry.text).map((one) => ({ ...one, receivedAt: entry.receivedAt, imported: entry.imported })),
  );
const nameless = (n: number, more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  messageId: `m${n}`,
  properties: { customer: `u${n}` },
  ...more,
});

test('a corrected group passes as of its first arrival, in the log and out of the list', async () => {
  await collect([nameless(1, { timestamp: '2026-02-28T09:00:00Z' }), nameless(2), { type: 'track', userId: 'x' }]);
  const correction = { field: 'userId', copyFrom: 'properties.customer' };
  const group = { code: 'missing_identity', field: 'userId', correction };
  expect(await retry({ ...group, preview: true })).toMatchObject({ passed: 2, failed: 0, next: null });
  expect([await listed(), await logged()].map(({ length }) => length)).toEqual([3, 0]);
  expect(await retry(group)).toMatchObject({ passed: 2, failed: 0, gone: 0, reasons: [] });
  expect((await listed()).map(({ code }) => code)).toEqual(['missing_event']);
  expect((await logged()).map(({ userId, time, receivedAt }) => [userId, time, receivedAt])).toEqual([
    ['u1', Date.parse('2026-02-28T09:00:00Z'), RECEIVED],
    ['u2', RECEIVED, RECEIVED],
  ]);
});

test('what the address and the batch said still holds: call, sentAt, context, imported', async () => {
  await collect([{ event: 'Seen', messageId: 'a' }], { type: 'track' });
  const sentAt = new Date(RECEIVED + 3_600_000).toISOString();
  const late = { type: 'page', messageId: 'b', timestamp: new Date(RECEIVED + 3_590_000).toISOString() };
  await collect([late], { sentAt, context: { locale: 'fr' }, imported: true });
  await retry({ code: 'missing_identity', correction: { field: 'userId', value: 'u' } });
  expect(await listed()).toEqual([]);
  expect(await logged()).toMatchObject([
    { messageId: 'a', type: 'track', imported: false },
    { messageId: 'b', type: 'page', imported: true, context: '{"locale":"fr"}', time: RECEIVED - 10_000 },
  ]);
});

test('[LOG-1] pressed by many at once, every event is taken exactly once', async () => {
  await collect(Array.from({ length: 1_200 }, (_, n) => nameless(n)));
  const correction = { field: 'userId', copyFrom: 'properties.customer' };
  const press = async () => {
    let passed = 0;
    for (let after: string | null | undefined; after !== null; ) {
      const part = await retry({ code: 'missing_identity', correction, ...(after && { after }) });
      passed += part.passed;
      after = part.next;
    }
    return passed;
  };
  const all = await Promise.all([press(), press(), press()]);
  expect(all.reduce((sum, passed) => sum + passed, 0)).toBe(1_200);
  const ids = (await logged()).map(({ messageId }) => messageId);
  expect([ids.length, new Set(ids).size, (await listed()).length]).toEqual([1_200, 1_200, 0]);
});

test('when it ends before the commit, nothing has happened; the next try takes all, once', async () => {
  await collect([nameless(1), nameless(2)]);
  const dying = {
    ...appender,
    appendIn: async (...given: Parameters<typeof appender.appendIn>) => {
      await appender.appendIn(...given);
      throw new Error('killed');
    },
  };
  const asked = { code: 'missing_identity', correction: { field: 'userId', value: 'u' }, preview: false };
  const ports = { sql: stores.operational, appender: dying, newId: randomUUID };
  await expect(retryRejected(ports, 'shop', asked)).rejects.toThrow('killed');
  expect([(await logged()).length, (await listed()).length]).toEqual([0, 2]);
  expect(await retry(asked)).toMatchObject({ passed: 2 });
  expect((await logged()).length).toBe(2);
});

test('listeners hear of what passes, once it is on disk', async () => {
  await collect([nameless(7)]);
  const heard: string[] = [];
  const stop = appender.onAppended((entries) => heard.push(...entries.map(({ text }) => text)));
  await retry({ code: 'missing_identity', correction: { field: 'anonymousId', value: 'a' } });
  stop();
  expect(heard.flatMap((text) => readInteractions(text).map(({ messageId }) => messageId))).toEqual(['m7']);
});

test('an edited event keeps what was edited and its new reason when it fails, and its own call', async () => {
  await collect([{ event: 'Seen' }], { type: 'track' });
  const [first] = await listed();
  const ids = [first?.id ?? ''];
  const failed = await retry({ ids, payload: '{"event": 7.5, "userId": {}}' });
  expect(failed).toMatchObject({ passed: 0, failed: 1, reasons: [{ code: 'wrong_type', field: 'userId', events: 1 }] });
  expect(await listed()).toMatchObject([{ id: ids[0], code: 'wrong_type', payload: '{"event":7.5,"userId":{}}' }]);
  expect(await retry({ ids, payload: '{"event": ' })).toMatchObject({ reasons: [{ code: 'malformed_json' }] });
  expect(await retry({ ids, payload: '\0{' })).toMatchObject({ failed: 1 });
  expect(await retry({ ids, payload: '{"type": "identify", "userId": "u"}' })).toMatchObject({ passed: 1 });
  expect(await logged()).toMatchObject([{ type: 'identify', time: RECEIVED }]);
  expect(await retry({ ids, payload: '{}' })).toMatchObject({ passed: 0, failed: 0, gone: 1 });
});

test('a correction that does not help changes nothing', async () => {
  await collect([nameless(1, { userId: 'u', timestamp: '31/12/2025' })]);
  const before = await listed();
  const asked = { code: 'invalid_time', correction: { field: 'timestamp', value: 'yesterday' } };
  expect(await retry(asked)).toMatchObject({ passed: 0, failed: 1 });
  expect(await listed()).toEqual(before);
});

test('a body mended by hand gives its events one by one', async () => {
  const text =
    '{"sentAt": "2026-03-01T10:00:00Z", "batch": [{"type":"page","userId":"u","messageId":"p"}, {"type":"page"} ';
  await rejections({ sql: stores.operational, clock }).record([
    { workspaceId: 'shop', at: RECEIVED, code: 'malformed_json', message: 'no', field: null, payload: text },
  ]);
  const [kept] = await listed();
  const mended = await retry({ ids: [kept?.id ?? ''], payload: `${text}]}` });
  expect(mended).toMatchObject({ passed: 1, failed: 1, reasons: [{ code: 'missing_identity' }] });
  expect(await listed()).toMatchObject([{ code: 'missing_identity', payload: '{"type":"page"}' }]);
  expect(await logged()).toMatchObject([{ messageId: 'p' }]);
});

test('groups count by reason and field; deleting one leaves the others; workspaces stay apart', async () => {
  await collect([nameless(1), nameless(2), { type: 'x' }, 7]);
  const groups = () => groupRejected({ sql: stores.operational }, 'shop');
  expect((await groups()).map(({ code, field, events }) => [code, field, events])).toEqual([
    ['missing_identity', 'userId', 2],
    ['not_an_object', null, 1],
    ['unknown_type', 'type', 1],
  ]);
  expect(await groupRejected({ sql: stores.operational }, 'other')).toEqual([]);
  const correction = { field: 'userId', value: 'u' };
  expect(await retry({ code: 'missing_identity', correction }, 'other')).toMatchObject({ passed: 0, failed: 0 });
  expect(await deleteRejected({ sql: stores.operational }, 'other', { code: 'missing_identity' })).toBe(0);
  expect(await deleteRejected({ sql: stores.operational }, 'shop', { code: 'not_an_object', field: '' })).toBe(1);
  expect(await deleteRejected({ sql: stores.operational }, 'shop', { code: 'unknown_type', field: '' })).toBe(0);
  const [one] = await listed();
  expect(await deleteRejected({ sql: stores.operational }, 'shop', { ids: [one?.id ?? ''] })).toBe(1);
  expect((await groups()).map(({ code }) => code)).toEqual(['missing_identity']);
});

test.each<Partial<RetryRejected>>([
  {},
  { ids: ['1'], code: 'wrong_type' },
  { ids: ['1'], after: '1' },
  { ids: ['1', '2'], payload: '{}' },
  { code: 'wrong_type', payload: '{}' },
  { ids: ['1'], payload: '"'.repeat(33_000) },
])('%o is refused with a reason', async (asked) => {
  await expect(retry(asked)).rejects.toMatchObject({ status: expect.toBeOneOf([400, 413]) });
});
