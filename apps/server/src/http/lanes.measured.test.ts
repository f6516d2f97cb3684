import { PRESETS } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMoments, defineMoments, definePersonas, place, TRACKS } from '../testing/definitions.js';
import { addDoings, addMoves, addPerson, type Move, profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const ago = (days: number): number => NOW - days * DAY;
const move = (daysAgo: number, from: string | null, to: string, delta: number, kind?: Move['kind']): Move => ({
  at: ago(daysAgo),
  from,
  to,
  kind: kind ?? (delta < 0 ? 'regress' : from === null ? 'enter' : 'advance'),
  delta,
  cause: { by: 'interaction', messageId: `${daysAgo}`, event: 'Product Viewed' },
  rule: { on: 'enter' },
});
const URL = '/api/models/aidar/lanes';
interface Influence {
  kind: string;
  stage: string;
  subject: string;
  people: number;
  of: number;
  query: Record<string, string>;
}

describe('the measured lanes of a journey map', () => {
  let server: ReadServer;
  const measured = async (query = '') => (await server.get(`${URL}/measured?${query}`)).body;
  const stage = async (id: string) => (await measured()).stages.find((one: { id: string }) => one.id === id);
  const totalOf = async (query: Record<string, string>) =>
    (await server.get(`/api/customers?${new URLSearchParams(query)}`)).body.total;

  beforeAll(async () => {
    server = await readServer();
    await definePersonas(server, 'main', ['runner', 'other']);
    await defineMoments(server, 'main', [
      ['Thanked', 'reinforce', 20],
      ['Order Cancelled', 'weaken', 10],
    ]);
    const person = async (userId: string, moves: Move[], workspace = 'main') => {
      const customer = await addPerson(server, workspace, { userId, name: userId });
      await addMoves(server, workspace, { customer, model: 'aidar', stages: STAGES, moves });
      return customer;
    };
    const came = move(60, null, 'visitor', 1);
    const emailed = await person('emailed and risen', [came, move(5, 'visitor', 'prospect', 1)]);
    const tooLate = await person('emailed once risen before', [
      came,
      move(20, 'visitor', 'prospect', 1),
      move(15, 'prospect', 'visitor', -1),
    ]);
    const still = await person('emailed and still there', [came]);
    await person('risen without', [came, move(9, 'visitor', 'prospect', 1)]);
    await person('there without', [came]);
    const silent = await person('silent', [came, move(3, 'visitor', 'target', -1, 'lapse')]);
    await person('looped', [
      move(60, null, 'prospect', 2),
      move(20, 'prospect', 'visitor', -1),
      move(10, 'visitor', 'prospect', 1),
    ]);
    await person('gone before', [move(90, null, 'visitor', 1), move(50, 'visitor', 'prospect', 1)]);
    await place(server, 'main', { customer: still, track: TRACKS.persona, stage: 'runner', at: ago(70) });
    await addMoments(server, 'main', { customer: still, happened: [['Thanked', ago(6), 'reinforce']], score: 20 });
    const cancelled = [['Order Cancelled', ago(4), 'weaken']] as const;
    await addMoments(server, 'main', { customer: silent, happened: cancelled, score: -10 });
    const phone = profileId('main', 'anonymous', 'phone');
    const span = { workspace_id: 'main', profile_id: phone, until: NOW, customer_id: still, version: 1, deleted: 0 };
    await server.warehouse.insert('profile_spans', [span], 'spans');
    const email = (profile: string, daysAgo: number) => ({
      ...{ profile, at: ago(daysAgo), event: 'Email Opened', messageId: `email ${profile} ${daysAgo}` },
    });
    const say = (profile: string, daysAgo: number, event: string, properties: object) => ({
      ...{ profile, at: ago(daysAgo), event, messageId: `say ${profile} ${daysAgo} ${event}` },
      properties: properties as Record<string, unknown>,
    });
    await addDoings(server, 'main', [
      ...[email(emailed, 10), email(emailed, 8), email(tooLate, 12), email(phone, 7)],
      say(emailed, 7, 'NPS Answered', { score: 10 }),
      say(still, 7, 'NPS Answered', { score: '3' }),
      say(tooLate, 7, 'NPS Answered', { score: 9, comment: 'Parfait' }),
      say(still, 6, 'Product Reviewed', { rating: 4, review_body: ' ' }),
      say(silent, 6, 'Product Reviewed', { review_body: 'Trop raides' }),
      say(still, 5, 'Product Reviewed', { rating: 'nan' }),
      say(still, 5, 'Product Viewed', { rating: 1 }),
      say(phone, 3, 'Order Refunded', {}),
      say(silent, 4, 'Order Cancelled', {}),
    ]);
    const elsewhere = await person('emailed', [came, move(5, 'visitor', 'prospect', 1)], 'other');
    await addDoings(server, 'other', [email(elsewhere, 7), say(elsewhere, 7, 'Order Refunded', { csat: 1 })]);
  });
  afterAll(() => server?.stop());

  it('tells what a stage is for, who was there, and how they moved', async () => {
    const { objective, action } = PRESETS.find(({ id }) => id === 'aidar')?.stages[1] ?? {};
    expect(await stage('visitor')).toMatchObject({
      ...{ objective, action, customers: 3, present: 7, entered: 0, forward: 4, back: 1 },
    });
  });

  it('[MAP-2] sets those who met a touch point and then moved forward beside those who did not', async () => {
    const { touchpoints } = await stage('visitor');
    expect(touchpoints.find(({ name }: { name: string }) => name === 'email')).toEqual({
      ...{ name: 'email', interactions: 4, customers: 3, forward: 1 },
      others: { customers: 4, forward: 2 },
    });
  });

  it('[MAP-3] [MAP-4] ranks where people are lost and won, and each opens onto its people', async () => {
    const { frictions, strengths } = await measured();
    const told = (all: Influence[]) => all.map(({ kind, stage: at, subject, people }) => [kind, at, subject, people]);
    expect(told(frictions)).toEqual(
      expect.arrayContaining([
        ['regressed', 'prospect', '', 2],
        ['looped', 'prospect', '', 1],
        ['lapsed', 'visitor', '', 1],
        ['complaint', 'visitor', 'Order Refunded', 1],
        ['moment', 'visitor', 'Order Cancelled', 1],
      ]),
    );
    expect(told(frictions).filter(([, , subject]) => subject === 'Order Cancelled')).toHaveLength(1);
    expect(told(strengths)).toEqual(
      expect.arrayContaining([
        ['forward', 'visitor', '', 4],
        ['moment', 'visitor', 'Thanked', 1],
      ]),
    );
    for (const all of [frictions, strengths] as Influence[][]) {
      expect(all.map(({ people }) => people)).toEqual(all.map(({ people }) => people).sort((a, b) => b - a));
      for (const { people, of, query } of all) {
        expect([query, await totalOf(query)]).toEqual([query, people]);
        expect(of).toBeGreaterThanOrEqual(people);
      }
    }
  });

  it('[MAP-5] tells what people say where they were asked, and nothing else', async () => {
    const { feedback, moments } = await stage('visitor');
    expect(feedback).toMatchObject([
      { event: 'NPS Answered', customers: 3, scores: 3, mean: 22 / 3, comments: 1 },
      { event: 'Product Reviewed', customers: 2, scores: 1, mean: 4, nps: null, comments: 1 },
    ]);
    expect(feedback[0].nps).toBeCloseTo(100 / 3, 10);
    for (const { customers, query } of [...feedback, ...moments]) expect(await totalOf(query)).toBe(customers);
  });

  it('looks at one persona, one period and one workspace', async () => {
    const runners = await measured('persona=runner');
    expect(runners.persona).toBe('runner');
    const visitor = runners.stages.find(({ id }: { id: string }) => id === 'visitor');
    expect(visitor).toMatchObject({ customers: 1, present: 1, forward: 0 });
    const email = visitor.touchpoints.find(({ name }: { name: string }) => name === 'email');
    expect(email).toMatchObject({ interactions: 1, customers: 1, others: { customers: 0, forward: 0 } });
    for (const { people, query } of runners.frictions) expect(await totalOf(query)).toBe(people);
    const early = await measured('from=1999-01-01T00:00:00Z&to=1999-02-01T00:00:00Z');
    const lost = early.frictions.filter(({ kind }: Influence) => kind !== 'stuck' && kind !== 'stalled');
    expect([lost, early.stages.flatMap(({ touchpoints }: { touchpoints: [] }) => touchpoints)]).toEqual([[], []]);
    const elsewhere = (await server.get(`${URL}/measured`, server.keys.other)).body;
    expect(elsewhere.frictions.map(({ people }: Influence) => people)).toEqual([1]);
    expect(elsewhere.stages[1].feedback).toMatchObject([{ event: 'Order Refunded', mean: 1, customers: 1 }]);
  });

  it('[MAP-6] follows a problem, with its measure when it was found and now', async () => {
    const period = { from: new Date(ago(25)).toISOString(), to: new Date(ago(12)).toISOString() };
    const asked = (over: object) => ({
      ...{ stage: 'prospect', lane: 'problems', text: 'They fall back' },
      friction: { kind: 'regressed', ...period },
      ...over,
    });
    const followed = await server.post(URL, asked({}));
    expect(followed.status).toBe(201);
    expect(followed.body.follows).toEqual({
      ...{ kind: 'regressed', subject: '', before: { people: 2, of: followed.body.follows.before.of, period } },
    });
    const { items } = (await server.get(`${URL}/problems`)).body;
    expect(items).toMatchObject([
      {
        note: followed.body.id,
        before: { people: 2 },
        now: { people: 0, period: { to: new Date(NOW).toISOString() } },
      },
    ]);
    expect(await totalOf(items[0].query)).toBe(0);
    const url = `${URL}/${followed.body.id}`;
    const moved = { stage: 'visitor', lane: 'problems', text: 'Moved', version: 1 };
    const refused = [
      await server.post(URL, asked({ stage: 'target' })),
      await server.post(URL, asked({ lane: 'actions' })),
      await server.post(URL, asked({ friction: { kind: 'smells' } })),
      await server.post(URL, asked({ friction: { kind: 'lapsed', from: period.to, to: period.from } })),
      await server.http.inject({
        ...{ method: 'PUT', url, payload: moved, headers: { authorization: `Bearer ${server.keys.main}` } },
      }),
    ];
    expect(refused.map((answer) => ('statusCode' in answer ? answer.statusCode : answer.status))).toEqual([
      409, 400, 400, 400, 400,
    ]);
    expect((await server.get(`${URL}/problems`, server.keys.other)).body.items).toEqual([]);
  });

  it('refuses filters that ask nothing', async () => {
    for (const query of [
      'within=visitor',
      'did=X&within=nowhere&model=aidar',
      'moment=Thanked&then=back&within=visitor',
    ])
      expect((await server.get(`/api/customers?model=aidar&${query}`)).status).toBe(400);
    expect((await server.get(`${URL}/measured?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z`)).status).toBe(400);
    expect((await server.get('/api/models/nothing/lanes/measured')).status).toBe(404);
    expect((await server.get(`${URL}/measured?persona=nobody`)).status).toBe(404);
  });
});
