import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logAppender } from '../collect/logAppender.js';
import { rejections } from '../collect/rejections.js';
import { listRejected } from '../rejected/listRejected.js';
import { type RunningEngine, runEngine } from '../situate/runEngine.js';
import { createWorkspace } from '../workspaces/createWorkspace.js';
import { settleImport } from './settleImport.js';
import { type ImportPorts, takeEvents } from './takeEvents.js';

const clock = { now: () => Date.now() };
let stores: ConnectedStores;
let engine: RunningEngine;
let ports: ImportPorts;

beforeAll(async () => {
  stores = await testStores();
  await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  engine = await runEngine({ ...stores, clock, onError: (where, error) => console.error(where, error) });
  ports = {
    appender: logAppender({ log: stores.log, clock }),
    rejections: rejections({ sql: stores.operational, clock }),
    clock,
  };
  ports.appender.onAppended(engine.offer);
});
afterAll(async () => {
  await engine?.stop();
  await stores?.stop();
});

const order = (id: string, userId?: string) => ({
  type: 'track',
  event: 'Order Completed',
  messageId: id,
  timestamp: '2024-03-01T10:00:00.000Z',
  ...(userId === undefined ? {} : { userId }),
});
const send = async (lines: Parameters<typeof takeEvents>[1]['events']) => {
  const taken = await takeEvents(ports, { workspaceId: 'w', file: 'orders.ndjson', events: lines, bytes: 1000 });
  const settled =
    taken.logId === null
      ? null
      : await settleImport({ sql: stores.operational, situated: engine }, [taken.logId], 60_000);
  return { ...taken, duplicates: settled?.duplicates ?? 0 };
};

describe('events of a file on their way into the log', () => {
  const events = [
    { line: 1, message: order('m1', 'anna') },
    { line: 2, message: order('m2') },
    { line: 4, text: '{"type": "track", \0' },
    { line: 5, message: order('m3', 'bob') },
    { line: 6, message: ['no event'] },
  ];

  it('[ACT-2] accepted ones are in the log, marked as imported; a bad one fails alone', async () => {
    const { logId, ...counts } = await send(events);
    expect(counts).toEqual({ accepted: 2, rejected: 3, duplicates: 0 });
    expect(logId).toBeGreaterThan(0);
    const [entry] = await stores.log.read(Number(logId) - 1, 10);
    expect(entry).toMatchObject({ imported: true, workspaceId: 'w' });
  });

  it('rejected ones are kept with the file and line they came from', async () => {
    const { items } = await listRejected({ sql: stores.operational }, { workspaceId: 'w', limit: 10 });
    expect(items.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
      ['not_an_object', 'orders.ndjson, line 6'],
      ['malformed_json', 'orders.ndjson, line 4'],
      ['missing_identity', 'orders.ndjson, line 2'],
    ]);
  });

  it('[POS-2] a second run counts them as duplicates and changes nothing', async () => {
    expect(await send(events)).toMatchObject({ accepted: 2, rejected: 3, duplicates: 2 });
    expect(
      await send([
        { line: 1, message: order('m1', 'anna') },
        { line: 2, message: order('m9', 'anna') },
      ]),
    ).toMatchObject({
      accepted: 2,
      duplicates: 1,
    });
  });

  it('nothing accepted leaves no entry in the log', async () => {
    expect(await send([{ line: 1, text: 'x' }])).toMatchObject({ logId: null, accepted: 0, rejected: 1 });
  });
});
