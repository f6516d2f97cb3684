import { PRESETS } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addMoves, addPerson, type Move, profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const move = (daysAgo: number, from: string | null, to: string, delta: number): Move => ({
  at: NOW - daysAgo * DAY,
  from,
  to,
  kind: delta < 0 ? 'lapse' : from === null ? 'enter' : 'advance',
  delta,
  cause: delta < 0 ? { by: 'time' } : { by: 'interaction', messageId: `${daysAgo}`, event: 'Product Viewed' },
  rule: delta < 0 ? { on: 'leave', clause: 0 } : { on: 'enter' },
});

/** Days before now: into visitor, into prospect. Stays of 10, 20, 30, 40, 50 days. */
const RISEN = [
  [70, 60],
  [70, 50],
  [70, 40],
  [70, 30],
  [70, 20],
] as const;

describe('the journey map', () => {
  let server: ReadServer;
  const map = async (query = '') => (await server.get(`/api/models/aidar/map?${query}`)).body;
  const stage = async (id: string, query = '') =>
    (await map(query)).stages.find((one: { id: string }) => one.id === id);

  beforeAll(async () => {
    server = await readServer();
    const person = async (userId: string, moves: Move[]) => {
      const customer = await addPerson(server, 'main', { userId, name: userId });
      await addMoves(server, 'main', { customer, model: 'aidar', stages: STAGES, moves });
      return customer;
    };
    for (const [index, [came, rose]] of RISEN.entries()) {
      await person(`risen${index}`, [move(came, null, 'visitor', 1), move(rose, 'visitor', 'prospect', 1)]);
    }
    // 40 days is the third quartile of the stays: the first is stuck, the second is not.
    await person('stuck', [move(41, null, 'visitor', 1)]);
    await person('recent', [move(39, null, 'visitor', 1)]);
    const fallen = await person('fallen', [move(25, null, 'prospect', 3), move(5, 'prospect', 'visitor', -1)]);
    await addPerson(server, 'main', { userId: 'unplaced' });
    await server.warehouse.insert(
      'profile_spans',
      [
        {
          workspace_id: 'main',
          profile_id: profileId('main', 'anonymous', 'phone'),
          until: NOW - 8 * DAY,
          customer_id: fallen,
          version: 1,
          deleted: 0,
        },
      ],
      'spans',
    );
    const at = (daysAgo: number) => NOW - daysAgo * DAY;
    const phone = profileId('main', 'anonymous', 'phone');
    await addDoings(server, 'main', [
      { profile: fallen, at: at(26), event: 'Page Viewed', messageId: 'before any stage' },
      { profile: fallen, at: at(25), event: 'Store Visited', messageId: 'at the instant of entry' },
      { profile: fallen, at: at(10), event: 'Email Opened', messageId: 'email 1' },
      { profile: phone, at: at(9), event: 'Email Opened', messageId: 'email 2, own device' },
      { profile: phone, at: at(7), event: 'Email Opened', messageId: 'email 3, no longer theirs' },
      { profile: fallen, at: at(2), event: 'Call Answered', messageId: 'call' },
      { profile: fallen, at: at(20), event: 'Whatever', messageId: 'declared', properties: { channel: 'Newsletter' } },
    ]);
    const elsewhere = await addPerson(server, 'other', { userId: 'risen0' });
    await addMoves(server, 'other', {
      customer: elsewhere,
      model: 'aidar',
      stages: STAGES,
      moves: [move(3, null, 'visitor', 1)],
    });
  });
  afterAll(() => server?.stop());

  it('counts who stands where, which way they go, and who is not placed', async () => {
    const whole = await map();
    expect(whole.customers).toEqual({ total: 9, placed: 8 });
    const standing = whole.stages.map(({ id, customers }: { id: string; customers: number }) => [id, customers]);
    expect(standing).toEqual([
      ['target', 0],
      ['visitor', 3],
      ['prospect', 5],
      ['customer', 0],
      ['ambassador', 0],
    ]);
    const visitor = await stage('visitor');
    // 41 and 39 days after one rank up; three ranks up 25 days ago less one 5 days ago.
    const decay = (ranks: number, days: number) => Math.LN2 * ranks * 2 ** (-days / 30);
    expect(visitor.velocity).toBeCloseTo((decay(1, 41) + decay(1, 39) + decay(3, 25) + decay(-1, 5)) / 3, 10);
    expect(visitor.directions).toEqual({ advancing: 3, steady: 0, receding: 0 });
  });

  it('counts the movements of the period, as people', async () => {
    const prospect = await stage('prospect');
    expect(prospect).toMatchObject({ entered: 3, forward: 0, back: 1, fellIn: 0 });
    expect(await stage('visitor')).toMatchObject({ entered: 0, forward: 2, back: 0, fellIn: 1 });
    const early = 'from=2026-03-01T00:00:00Z&to=2026-05-06T12:00:00.001Z';
    expect(await stage('visitor', early)).toMatchObject({ entered: 6, forward: 3, back: 0, fellIn: 0 });
    expect((await map()).flows).toEqual([
      { from: 'visitor', to: 'prospect', kind: 'advance', movements: 2, customers: 2 },
      { from: null, to: 'prospect', kind: 'enter', movements: 1, customers: 1 },
      { from: 'prospect', to: 'visitor', kind: 'lapse', movements: 1, customers: 1 },
    ]);
  });

  it('every number opens onto the people behind it', async () => {
    const { stages, worthDoing, period } = await map();
    const total = async (query: Record<string, string>) =>
      (await server.get(`/api/customers?${new URLSearchParams(query)}`)).body.total;
    for (const { id, customers, entered, forward, back, fellIn, stuck, directions } of stages) {
      const of = (query: Record<string, string>) => total({ model: 'aidar', stage: id, ...query });
      expect(await of({})).toBe(customers);
      expect(await of({ moved: 'entered', ...period })).toBe(entered);
      expect(await of({ moved: 'forward', ...period })).toBe(forward);
      expect(await of({ moved: 'back', ...period })).toBe(back);
      expect(await of({ moved: 'fellIn', ...period })).toBe(fellIn);
      expect(await of({ stuck: 'true' })).toBe(stuck);
      expect(await of({ direction: 'advancing' })).toBe(directions.advancing);
    }
    for (const { customers, query } of worthDoing) expect(await total(query)).toBe(customers);
  });

  it('says how long people stay before they rise, and who is stuck', async () => {
    expect(await stage('visitor')).toMatchObject({ medianDays: 30, stuck: 1 });
    expect(await stage('prospect')).toMatchObject({ medianDays: null, stuck: 0 });
    const { worthDoing } = await map();
    expect(
      worthDoing.map(({ kind, stage: at, customers }: { kind: string; stage: string; customers: number }) => [
        kind,
        at,
        customers,
      ]),
    ).toEqual([
      ['stuck', 'visitor', 1],
      ['fellBack', 'prospect', 1],
      ['unplaced', null, 1],
    ]);
  });

  it('[TOUCH-1] tells the touch points by the stage people stood in', async () => {
    expect((await stage('prospect')).touchpoints).toEqual([
      { name: 'email', interactions: 3, customers: 1 },
      { name: 'shop', interactions: 1, customers: 1 },
    ]);
    expect((await stage('visitor')).touchpoints).toEqual([{ name: 'call-centre', interactions: 1, customers: 1 }]);
  });

  it('knows models and workspaces apart', async () => {
    expect((await server.get('/api/models/nothing/map')).status).toBe(404);
    expect((await server.get('/api/models/journey/map')).body.customers).toEqual({ total: 9, placed: 0 });
    const elsewhere = (await server.get('/api/models/aidar/map', server.keys.other)).body;
    expect(elsewhere.customers).toEqual({ total: 1, placed: 1 });
    expect(elsewhere.stages[1].touchpoints).toEqual([]);
  });
});
