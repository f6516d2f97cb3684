import { PRESETS, strengthAt } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMoments, defineMoments } from '../testing/definitions.js';
import { addMoves, addPerson, type Move } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const ago = (days: number): number => NOW - days * DAY;
const move = (daysAgo: number, from: string | null, to: string, delta: number): Move => ({
  at: ago(daysAgo),
  from,
  to,
  kind: delta < 0 ? 'lapse' : from === null ? 'enter' : 'advance',
  delta,
  cause: { by: 'interaction', messageId: `${daysAgo}`, event: 'Product Viewed' },
  rule: { on: 'enter' },
});

describe('the relationship by moments of truth', () => {
  let server: ReadServer;
  const get = async (url: string) => (await server.get(url)).body;
  const totalOf = async (query: Record<string, string>) =>
    (await get(`/api/customers?${new URLSearchParams(query)}`)).total;

  beforeAll(async () => {
    server = await readServer();
    for (const workspace of ['main', 'other'])
      await defineMoments(server, workspace, [
        ['thanked', 'reinforce', 20],
        ['late', 'weaken', 10],
        ['lost', 'break', 60],
      ]);
    const person = async (userId: string, moves: Move[]) => {
      const customer = await addPerson(server, 'main', { userId, name: userId });
      await addMoves(server, 'main', { customer, model: 'aidar', stages: STAGES, moves });
      return customer;
    };
    const arrived = move(60, null, 'visitor', 1);
    const thanked = await person('thanked', [
      arrived,
      move(20, 'visitor', 'prospect', 1),
      move(5, 'prospect', 'visitor', -1),
    ]);
    // the first time counts: 25 days ago, the move forward follows it and the one at the same instant does not
    const happened = [
      ['thanked', ago(25), 'reinforce'],
      ['thanked', ago(10), 'reinforce'],
    ] as const;
    await addMoments(server, 'main', { customer: thanked, happened, score: 20 * 2 ** (-15 / 180) + 20 });
    const same = await person('same', [arrived, move(25, 'visitor', 'prospect', 1)]);
    await addMoments(server, 'main', { customer: same, happened: [['thanked', ago(25), 'reinforce']], score: 20 });
    // on no journey yet when it happened
    const stranger = await person('stranger', [move(2, null, 'visitor', 1)]);
    await addMoments(server, 'main', { customer: stranger, happened: [['thanked', ago(9), 'reinforce']], score: 20 });
    const broken = await person('broken', [arrived]);
    const loss = [
      ['late', ago(200), 'weaken'],
      ['lost', ago(3), 'break'],
    ] as const;
    await addMoments(server, 'main', {
      customer: broken,
      happened: loss,
      score: -60 - 10 * 2 ** (-197 / 180),
      broken: true,
    });
    await person('quiet', [arrived]);
    await person('risen', [arrived, move(1, 'visitor', 'prospect', 1)]);
    const elsewhere = await addPerson(server, 'other', { userId: 'thanked' });
    await addMoments(server, 'other', { customer: elsewhere, happened: [['thanked', ago(4), 'reinforce']], score: 20 });
  });
  afterAll(() => server?.stop());

  it('[STR-1] tells the strength now and over time, with each moment that made it', async () => {
    const { strength, broken, curve, moments } = await get('/api/customers/thanked/relationship');
    const score = 20 * 2 ** (-15 / 180) + 20;
    expect(strength).toBeCloseTo(strengthAt({ score, at: ago(10), broken: false }, NOW), 10);
    expect(broken).toBe(false);
    expect(curve.at(-1)).toEqual({ at: new Date(NOW).toISOString(), strength, broken: false });
    expect(curve[0]).toEqual({ at: new Date(ago(25)).toISOString(), strength: 50, broken: false });
    expect(moments.map(({ at, id, weight }: { at: string; id: string; weight: number }) => [at, id, weight])).toEqual([
      [new Date(ago(25)).toISOString(), 'thanked', 20],
      [new Date(ago(10)).toISOString(), 'thanked', 20],
    ]);
    expect(moments[0]).toMatchObject({
      name: { en: 'thanked', fr: 'thanked (fr)' },
      effect: 'reinforce',
      messageId: `thanked ${ago(25)}`,
      event: 'thanked',
    });
  });

  it('[STR-2] says since when a relationship is broken, and is empty where nothing happened', async () => {
    const { broken, curve, strength } = await get('/api/customers/broken/relationship');
    expect(broken).toBe(true);
    expect(strength).toBeLessThan(25);
    expect(curve.filter((point: { broken: boolean }) => point.broken)[0].at).toBe(new Date(ago(3)).toISOString());
    expect(await get('/api/customers/quiet/relationship')).toEqual({
      strength: null,
      broken: false,
      curve: [],
      moments: [],
    });
    expect((await server.get('/api/customers/nobody/relationship')).status).toBe(404);
  });

  it('[ACCESS-2] tells an analyst the curve and the moments, not by which messages', async () => {
    const analyst = await server.keyOf('main', 'analyst');
    const shown = await server.get('/api/customers?strength=50..', analyst);
    const { id } = shown.body.items[0];
    const { status, body } = await server.get(`/api/customers/${id}/relationship`, analyst);
    expect(status).toBe(200);
    expect(body.moments.length).toBeGreaterThan(0);
    for (const { messageId } of body.moments) expect(messageId).not.toMatch(/thanked/);
    expect((await server.get('/api/customers/thanked/relationship', analyst)).status).toBe(403);
  });

  it('counts whom the moments of a period touched, and how they moved after, beside those they did not touch', async () => {
    const { items, model } = await get('/api/moments/impact?model=aidar');
    expect(model).toBe('aidar');
    expect(
      items.map(({ id, customers, times, weight }: Record<string, unknown>) => [id, customers, times, weight]),
    ).toEqual([
      ['thanked', 3, 4, 80],
      ['lost', 1, 1, -60],
    ]);
    const [thanked, lost] = items;
    expect(thanked.followed).toEqual({ customers: 2, forward: 1, back: 1 });
    expect(lost.followed).toEqual({ customers: 1, forward: 0, back: 0 });
    // broken, quiet and risen, each looked at from the date of somebody thanked, 25 or 9 days ago
    expect(thanked.others).toEqual({ customers: 3, forward: 1, back: 0 });
    const early = await get(
      `/api/moments/impact?to=${new Date(ago(100)).toISOString()}&from=${new Date(ago(300)).toISOString()}`,
    );
    expect(early.items.map(({ id }: { id: string }) => id)).toEqual(['late']);
  });

  it('every number opens onto its people', async () => {
    const { items, period } = await get('/api/moments/impact?model=aidar');
    for (const { id, customers, followed } of items) {
      const of = (then?: string) => totalOf({ model: 'aidar', moment: id, ...period, ...(then ? { then } : {}) });
      expect(await of()).toBe(customers);
      expect(await of('followed')).toBe(followed.customers);
      expect(await of('forward')).toBe(followed.forward);
      expect(await of('back')).toBe(followed.back);
    }
  });

  it('[STR-3] filters customers by strength and by broken', async () => {
    expect(await totalOf({ broken: 'true' })).toBe(1);
    expect(await totalOf({ strength: '50..100' })).toBe(3);
    expect(await totalOf({ strength: '0..25' })).toBe(1);
    expect(await totalOf({ strength: '..25', broken: 'false' })).toBe(0);
    // with a condition on the position too, the count still counts what is listed
    for (const query of ['model=aidar&stage=visitor&strength=..25', 'model=aidar&stage=unplaced&strength=50..']) {
      const { items, total } = await get(`/api/customers?${query}`);
      expect([query, total]).toEqual([query, items.length]);
    }
    expect(await totalOf({ model: 'aidar', stage: 'visitor', strength: '..25' })).toBe(1);
    const { items } = await get('/api/customers?strength=50..');
    for (const { relationship } of items) expect(relationship.strength).toBeGreaterThanOrEqual(50);
    const exact: number = items[0].relationship.strength;
    expect(await totalOf({ strength: `${(exact - 1e-6).toFixed(9)}..${(exact + 1e-6).toFixed(9)}` })).toBeGreaterThan(
      0,
    );
    expect(await totalOf({ strength: `${(exact + 1e-6).toFixed(9)}..${(exact + 2e-6).toFixed(9)}` })).toBe(0);
  });

  it.each([
    ['/api/customers?moment=none', 404, 'moment.unknown'],
    ['/api/customers?strength=high', 400, 'invalid_request'],
    ['/api/customers?strength=80..20', 400, 'strength.invalid'],
    ['/api/customers?then=forward', 400, 'moment.missing'],
    ['/api/moments/impact?model=none', 404, 'model.unknown'],
    ['/api/moments/impact?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 400, 'period.invalid'],
  ])('refuses %s with words', async (url, status, code) => {
    const answer = await server.get(url);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).toMatch(/[a-z]{3}/);
  });
});
