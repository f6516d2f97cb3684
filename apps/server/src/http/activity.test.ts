import { IN_SEGMENT } from '@parcours/core';
import { measureActivity } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, defineSegment, place, TRACKS } from '../testing/definitions.js';
import { addDoings, addPerson, profileId } from '../testing/people.js';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';

const at = (text: string) => Date.parse(text);
const JUNE = { from: '2026-06-01', to: '2026-06-08' };

describe('the scope of an analysis, told by activity', () => {
  let server: ReadServer;
  const ask = async (body: object, key?: string) => server.post('/api/activity/query', { period: JUNE, ...body }, key);
  const totals = async (body: object) => {
    const { customers, interactions } = (await ask(body)).body;
    return [customers, interactions];
  };

  beforeAll(async () => {
    server = await readServer();
    const [ada, ben, elsewhere] = await Promise.all([
      addPerson(server, 'main', { userId: 'ada' }),
      addPerson(server, 'main', { userId: 'ben' }),
      addPerson(server, 'other', { userId: 'zoe' }),
    ]);
    const phone = profileId('main', 'anonymous', 'phone');
    const span = { workspace_id: 'main', profile_id: phone, until: at('2026-06-03'), customer_id: ada };
    await server.warehouse.insert('profile_spans', [{ ...span, version: 1, deleted: 0 }], 'spans');
    await addDoings(server, 'main', [
      {
        profile: ada,
        at: at('2026-06-01'),
        event: 'A',
        messageId: '1',
        properties: { price: 10, shop: { city: 'Lyon' } },
      },
      { profile: phone, at: at('2026-06-02T10:00Z'), event: 'B', messageId: '2', properties: { price: 30 } },
      { profile: phone, at: at('2026-06-04T10:00Z'), event: 'B', messageId: '3, no longer hers' },
      { profile: ben, at: at('2026-06-02T11:00Z'), event: 'A', messageId: '4', properties: { price: '30' } },
      { profile: ben, at: at('2026-06-08'), event: 'A', messageId: '5, after the period' },
    ]);
    await server.warehouse.insert(
      'interactions',
      [
        {
          ...{
            workspace_id: 'main',
            profile_id: ben,
            time: at('2026-06-03'),
            rank: 5,
            message_id: '6',
            event: 'Email Sent',
          },
          ...{
            user_id: '',
            anonymous_id: '',
            properties: '{}',
            context: '{}',
            outbound: true,
            imported: false,
            log_id: 1,
          },
        },
      ],
      'sent',
    );
    await addDoings(server, 'other', [{ profile: elsewhere, at: at('2026-06-02'), event: 'A', messageId: '7' }]);
    await definePersonas(server, 'main', ['eager', 'calm']);
    const segment = await defineSegment(server, 'main', 'buyers');
    await place(server, 'main', { customer: ada, track: TRACKS.persona, stage: 'eager', at: at('2026-01-01') });
    await place(server, 'main', { customer: ben, track: TRACKS.persona, stage: 'calm', at: at('2026-01-02') });
    await place(server, 'main', { customer: ada, track: segment, stage: IN_SEGMENT, at: at('2026-01-01') });
  });
  afterAll(() => server?.stop());

  it('counts the period’s interactions by step, each for the customer it belongs to, without what was sent', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect(body).toMatchObject({ customers: 3, interactions: 4 });
    expect(body.period).toEqual({ from: '2026-06-01T00:00:00.000Z', to: '2026-06-08T00:00:00.000Z' });
    expect(body.steps.map(({ customers, interactions }: Record<string, number>) => [customers, interactions])).toEqual([
      ...[
        [1, 1],
        [2, 2],
        [0, 0],
        [1, 1],
      ],
      ...[
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ]);
    expect((await ask({}, server.keys.other)).body).toMatchObject({ customers: 1, interactions: 1 });
  });

  it('looks only at the people of a persona or a segment, as they are now', async () => {
    expect(await totals({ persona: 'eager' })).toEqual([1, 2]);
    expect(await totals({ persona: 'calm' })).toEqual([1, 1]);
    expect(await totals({ segment: 'buyers' })).toEqual([1, 2]);
    expect(await totals({ segment: 'buyers', persona: 'calm' })).toEqual([0, 0]);
  });

  it('looks only at interactions whose properties hold', async () => {
    expect(await totals({ where: [{ property: 'price', gte: 20 }] })).toEqual([1, 1]);
    expect(await totals({ where: [{ property: 'price', exists: true }] })).toEqual([2, 3]);
    expect(
      await totals({
        where: [
          { property: 'shop.city', in: ['Lyon', 'Lille'] },
          { property: 'price', lt: 20 },
        ],
      }),
    ).toEqual([1, 1]);
    expect(await totals({ where: [] })).toEqual([3, 4]);
  });

  it('begins days, weeks and months in the zone of the workspace', async () => {
    await server.store.query(`update workspaces set timezone = 'America/New_York' where id = 'main'`);
    const { body } = await ask({ by: 'month', period: { from: '2026-05-31', to: '2026-06-02' } });
    expect(body.period).toEqual({ from: '2026-05-31T04:00:00.000Z', to: '2026-06-02T04:00:00.000Z' });
    expect(body.steps).toEqual([
      { at: '2026-05-31T04:00:00.000Z', customers: 1, interactions: 1 },
      { at: '2026-06-01T04:00:00.000Z', customers: 0, interactions: 0 },
    ]);
    await server.store.query(`update workspaces set timezone = 'UTC' where id = 'main'`);
  });

  it('refuses in words what cannot be asked', async () => {
    const cases: [object, number, string][] = [
      [{ persona: 'nobody' }, 404, 'persona.unknown'],
      [{ segment: 'nobody' }, 404, 'segment.unknown'],
      [{ period: { from: '2026-06-08', to: '2026-06-01' } }, 400, 'period.invalid'],
      [{ period: { from: '1990-01-01', to: '2026-06-01' } }, 400, 'period.long'],
      [{ period: { from: 'yesterday', to: '2026-06-01' } }, 400, 'invalid_request'],
      [{ period: { from: '2026-02-31', to: '2026-06-01' } }, 400, 'invalid_request'],
      [{ where: [{ property: 'price' }] }, 400, 'invalid_request'],
      [{ wher: [] }, 400, 'invalid_request'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await ask(body);
      expect([body, answer.status, answer.body.error.code]).toEqual([body, status, code]);
    }
    expect((await ask({ period: { from: '2026-06-02', to: '2026-06-02' } })).body).toMatchObject({ interactions: 0 });
  });

  it('[ACCESS-2] does not let those ask for personal data who see none', async () => {
    const key = await server.keyOf('main', 'analyst');
    const asked = { where: [{ property: 'customer.email', equals: 'ada@example.com' }] };
    expect((await ask(asked, key)).body.error.code).toBe('personal.where');
    expect((await ask(asked)).status).toBe(200);
  });

  it('says so when the question takes too much', async () => {
    const limited: typeof server.warehouse.query = (text, parameters) =>
      server.warehouse.query(text, parameters, text.includes('roundDown') ? { maxSeconds: 0.000_001 } : {});
    const warehouse = { ...server.warehouse, query: limited };
    const ports = { sql: server.store, warehouse, clock: { now: () => NOW } };
    const asked = measureActivity(ports, 'main', { period: JUNE, by: 'day' }, true);
    await expect(asked).rejects.toMatchObject({ code: 'analysis.costly', status: 422 });
  });
});
