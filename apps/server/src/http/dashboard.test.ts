import type { Alerts, Dashboard, Sentence } from '@parcours/core';
import { isJudgingDue, judgeDue, judgeWorkspace } from '@parcours/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definePersonas } from '../testing/definitions.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { FIRST_STAGE, SECOND_STAGE, seedWeeks, USUAL_DAY } from '../testing/weeks.js';

let server: ReadServer;
const now = { value: NOW };
const clock = { now: () => now.value };
const ports = () => ({ operational: server.store, warehouse: server.warehouse, clock });
const story = async (query = '', key = server.keys.main): Promise<Dashboard> => {
  const answer = await server.get(`/api/dashboard?model=ecommerce&${query}`, key);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const alerts = async (): Promise<Alerts> => (await server.get('/api/alerts')).body;
const of = (told: Dashboard, kind: Sentence['kind']): Sentence | undefined =>
  told.sentences.find((sentence) => sentence.kind === kind);
const judge = () => judgeWorkspace(ports(), 'main');

const open = async () => {
  server = await readServer({ clock });
  now.value = NOW;
};

describe('[STORY-1] the story of the week', () => {
  beforeAll(async () => {
    await open();
    // Twice as many fall silent in the week told; on the day that is not over, everything stops.
    await seedWeeks(server, 'main', 120, (ago, usual) => {
      const day = USUAL_DAY(ago, usual);
      return ago <= 7 ? { ...day, lapsed: day.lapsed * 3 + 2 } : day;
    });
  });
  afterAll(() => server.stop());

  it('tells seven whole days, not the one that goes on, what moved most first', async () => {
    const told = await story();
    expect(told.days).toEqual({ from: '2026-06-08', to: '2026-06-14' });
    expect(told.period).toEqual({ from: '2026-06-08T00:00:00.000Z', to: '2026-06-15T00:00:00.000Z' });
    expect(told.tooLittle).toBeNull();
    const [first, ...others] = told.sentences;
    expect(['lapsed', 'fallsBack']).toContain(first?.kind);
    expect(first?.departure).toBe('above');
    expect(first?.count).toBeGreaterThan(first?.usual?.high ?? Number.POSITIVE_INFINITY);
    expect(others.filter(({ kind, departure }) => departure && !['lapsed', 'fallsBack'].includes(kind))).toEqual([]);
    expect(of(told, 'orders')?.amount).toBeCloseTo((of(told, 'orders')?.count ?? 0) * 20.5, 6);
    expect(told.chart?.days).toHaveLength(28);
    expect(told.chart?.days.at(-1)).toMatchObject({ date: '2026-06-14' });
  });

  it('every number opens onto as many people', async () => {
    const told = await story();
    const moves = told.sentences.filter(({ open: { view } }) => view === 'customers');
    expect(moves.length).toBeGreaterThanOrEqual(4);
    for (const { kind, count, open: place } of moves) {
      const { from, to, ...query } = place.query;
      const until = new Date(Date.parse(`${to}T00:00:00Z`) + DAY).toISOString();
      const asked = new URLSearchParams({ ...query, from: `${from}T00:00:00.000Z`, to: until, limit: '1' });
      // people of the seed have movements and no row of their own: the moves themselves are counted
      const { body } = await server.get(`/api/models/ecommerce/map?from=${from}T00:00:00.000Z&to=${until}`);
      expect((await server.get(`/api/customers?${asked}`)).status, kind).toBe(200);
      const moved = (body.flows as { from: string | null; to: string; kind: string; customers: number }[])
        .filter((flow) =>
          kind === 'arrived'
            ? flow.from === null
            : kind === 'onward' || kind === 'flow'
              ? flow.kind === 'advance'
              : flow.kind === 'lapse',
        )
        .reduce((sum, { customers }) => sum + customers, 0);
      expect(moved, kind).toBe(count);
    }
    const activity = await server.post('/api/activity/query', { period: { from: '2026-06-08', to: '2026-06-15' } });
    expect(activity.body.customers).toBe(of(told, 'active')?.count);
  });

  it('tells an earlier week, and of nobody where a persona has nobody', async () => {
    const earlier = await story('until=2026-06-07');
    expect(earlier.sentences.filter(({ departure }) => departure)).toEqual([]);
    expect(of(earlier, 'active')?.count).toBe(of(await story(), 'active')?.before);
    await definePersonas(server, 'main', ['buyer']);
    const none = await story('persona=buyer');
    expect(none).toMatchObject({ persona: 'buyer', sentences: [], chart: null });
  });

  it('a workspace without anything tells so, and how much is needed', async () => {
    const empty = await story('', server.keys.other);
    expect(empty).toMatchObject({ sentences: [], lastInteraction: null, silentDays: 0 });
    expect(empty.tooLittle).toEqual({ needed: { days: 28, events: 10 }, found: { days: 7, events: 0 } });
  });

  it.each([
    ['until=2026-06-15', 400, 'until.invalid'],
    ['until=soon', 400, 'invalid_request'],
    ['segment=none', 404, 'segment.unknown'],
    ['persona=none', 404, 'persona.unknown'],
  ])('refuses %s with words', async (query, status, code) => {
    const answer = await server.get(`/api/dashboard?model=ecommerce&${query}`);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message.length).toBeGreaterThan(20);
  });

  it('[ACCESS-3] another workspace’s key sees nothing of it', async () => {
    const { status } = await server.get('/api/dashboard?workspace=main', server.keys.other);
    expect(status).toBe(403);
  });
});

describe('[ALERT-1] alerts', () => {
  beforeEach(open);
  const end = () => server.stop();

  it('nothing is told of usual weeks; too little is said', async () => {
    await seedWeeks(server, 'main', 120);
    await judge();
    const told = await alerts();
    expect(told).toMatchObject({
      judgedUntil: '2026-06-14',
      items: [],
      falseEvery: 90,
      needed: { days: 28, events: 10 },
    });
    expect(told.watched).toBeGreaterThan(told.tooLittle);
    expect(told.tooLittle).toBeGreaterThan(0);
    await end();
  });

  it('[ALERT-2] a flow that stops is told once, with what departs with it, and is over when it is back', async () => {
    const stops = (from: number, until: number) => (ago: number, usual: number) => {
      const day = USUAL_DAY(ago, usual);
      return ago <= from && ago > until ? { ...day, onward: 0, come: usual * 4 } : day;
    };
    await seedWeeks(server, 'main', 120, stops(16, 10));
    // As it goes on for the third day.
    now.value = NOW - 13 * DAY;
    await judge();
    const [first, ...none] = (await alerts()).items;
    expect(none).toEqual([]);
    expect(first).toMatchObject({ closedOn: null, openedOn: '2026-05-30' });
    const flows = [first, ...(first?.also ?? [])].filter((part) => part?.kind === 'flow');
    expect(flows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ stage: FIRST_STAGE, to: SECOND_STAGE, direction: 'below', observed: 0 }),
        expect.objectContaining({ stage: null, to: FIRST_STAGE, direction: 'above' }),
      ]),
    );
    expect(first?.days.at(-1)).toMatchObject({ date: '2026-06-01' });
    // Judged again, and day after day: the same is never told twice.
    for (let ago = 12; ago >= 0; ago--) {
      now.value = NOW - ago * DAY;
      await judge();
      await judge();
    }
    const { items } = await alerts();
    expect(
      items.map(({ id }) => id),
      JSON.stringify(items.map(({ days: _, ...item }) => item)),
    ).toEqual([first?.id]);
    now.value = NOW;
    expect(items[0]).toMatchObject({ closedOn: expect.stringMatching(/^2026-06-(0[8-9]|1\d)$/), reason: 'returned' });
    await end();
  });

  it('[ALERT-3] where nothing arrives at all, that alone is told', async () => {
    await seedWeeks(server, 'main', 120, (ago, usual) =>
      ago <= 2 ? { come: 0, onward: 0, lapsed: 30, orders: 0 } : USUAL_DAY(ago, usual),
    );
    await judge();
    const { items } = await alerts();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'activity',
      direction: 'below',
      observed: 0,
      also: [],
      open: { view: 'activity' },
    });
    const told = await story();
    expect(told.silentDays).toBe(2);
    await end();
  });

  it('two that judge at once judge each day once', async () => {
    await seedWeeks(server, 'main', 120, (ago, usual) =>
      ago === 4 ? { ...USUAL_DAY(ago, usual), come: 150 } : USUAL_DAY(ago, usual),
    );
    await Promise.all([judge(), judge(), server.post('/api/alerts/judge', {})]);
    const { items } = await alerts();
    expect(items).toHaveLength(1);
    expect(items[0]?.openedOn).toBe('2026-06-11');
    await end();
  });

  it('a model that was changed leaves no alert open', async () => {
    await seedWeeks(server, 'main', 120, (ago, usual) =>
      ago === 2 ? { ...USUAL_DAY(ago, usual), onward: 70 } : USUAL_DAY(ago, usual),
    );
    now.value = NOW - DAY;
    await judge();
    expect((await alerts()).items[0]).toMatchObject({ closedOn: null, kind: 'flow' });
    await server.store.query(
      "update definitions set track = 'ecommerce@2' where workspace_id = 'main' and id = 'ecommerce'",
    );
    now.value = NOW;
    await judge();
    expect((await alerts()).items[0]).toMatchObject({ reason: 'changed' });
    await end();
  });

  it('is judged each night, and the first time once history has come in', async () => {
    await seedWeeks(server, 'main', 40);
    const before = new Map<string, number>();
    expect(await judgeDue(ports(), before)).toEqual([]);
    expect(await judgeDue(ports(), before)).toEqual(['main']);
    expect(await judgeDue(ports(), before)).toEqual([]);
    const row = { timezone: 'Europe/Paris', ran_at: Date.parse('2026-06-15T00:59:00Z') };
    expect(isJudgingDue(row, Date.parse('2026-06-15T00:59:59Z'))).toBe(false);
    expect(isJudgingDue(row, Date.parse('2026-06-15T01:00:00Z'))).toBe(true);
    await end();
  });
});
