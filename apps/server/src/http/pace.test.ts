import { type Pace, PRESETS } from '@parcours/core';
import { isMeasureDue, measureDue, measurePace } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, place, TRACKS } from '../testing/definitions.js';
import { addMoves, addPerson, type Move } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const move = (daysAgo: number, from: string | null, to: string, delta: number): Move => ({
  at: NOW - daysAgo * DAY,
  from,
  to,
  kind: delta < 0 ? 'lapse' : from === null ? 'enter' : 'advance',
  delta,
  cause: { by: 'interaction', messageId: `${daysAgo}`, event: 'Product Viewed' },
  rule: { on: 'enter' },
});
const clock = { now: () => NOW };

describe('pace', () => {
  let server: ReadServer;
  const get = async (url: string) => (await server.get(url)).body;
  const total = async (query: string): Promise<number> => (await get(`/api/customers?model=aidar&${query}`)).total;
  const stageOf = async (id: string, query = '') =>
    (await get(`/api/models/aidar/pace?${query}`)).stages.find((stage: { id: string }) => stage.id === id);
  const person = async (userId: string, persona: string, moves: Move[]) => {
    const customer = await addPerson(server, 'main', { userId, name: userId });
    await addMoves(server, 'main', { customer, model: 'aidar', stages: STAGES, moves });
    await place(server, 'main', { customer, track: TRACKS.persona, stage: persona, at: NOW - 200 * DAY });
  };

  beforeAll(async () => {
    server = await readServer();
    await definePersonas(server, 'main', ['eager', 'patient', 'rare']);
    // ten eager ones rise after 1 to 10 days, ten patient ones after 11 to 20
    for (let days = 1; days <= 20; days++)
      await person(`risen ${days}`, days <= 10 ? 'eager' : 'patient', [
        move(150, null, 'visitor', 1),
        move(150 - days, 'visitor', 'prospect', 1),
      ]);
    // who falls out of a stage is seen in it for as long as that took
    await person('fallen', 'rare', [move(100, null, 'prospect', 3), move(60, 'prospect', 'visitor', -1)]);
    for (const [name, persona, days] of [
      ['new', 'eager', 0.5],
      ['eager 6', 'eager', 6],
      ['patient 6', 'patient', 6],
      ['rare 12', 'rare', 12],
      ['rare 19', 'rare', 19],
    ] as const)
      await person(name, persona, [move(days, null, 'visitor', 1)]);
    const elsewhere = await addPerson(server, 'other', { userId: 'alone' });
    await addMoves(server, 'other', {
      customer: elsewhere,
      model: 'aidar',
      stages: STAGES,
      moves: [move(300, null, 'visitor', 1)],
    });
  });
  afterAll(() => server?.stop());

  it('says nothing before anything was measured', async () => {
    const { measuredAt, stages } = await get('/api/models/aidar/pace');
    expect(measuredAt).toBeNull();
    expect(stages.every(({ limits, now }: { limits: unknown; now: unknown }) => limits === null && now === null)).toBe(
      true,
    );
    expect(await total('pace=stalled')).toBe(0);
    expect((await get('/api/customers/new')).positions[0].pace).toBeNull();
  });

  it('[PACE-1] [PACE-2] measures stays from movements, for everybody and each persona', async () => {
    const ports = { operational: server.store, warehouse: server.warehouse, clock };
    expect(await measureDue(ports)).toEqual(['main', 'other']);
    expect(await measureDue(ports)).toEqual([]);
    const visitor = await stageOf('visitor');
    // 20 risen, and six who still stand there: four of them seen only as long as 0.5 to 19 days
    expect(visitor).toMatchObject({ persona: null, stays: 26, left: 20 });
    expect(visitor.curve[0]).toMatchObject({ days: 0.5, survival: 1, atRisk: 26 });
    expect(visitor.curve[1]).toMatchObject({ days: 1, survival: 24 / 25, atRisk: 25 });
    const last = visitor.curve.at(-1);
    expect(last.days).toBe(60);
    const eager = await stageOf('visitor', 'persona=eager');
    expect(eager).toMatchObject({ persona: 'eager', stays: 12, left: 10 });
    // 10/11 … 5/11 are left after days 1 to 6; then one is seen no longer, and the last four leave in steps of 5/44
    expect(eager.limits).toEqual({ quarter: 3, half: 6, threeQuarters: 8, nineTenths: 10 });
    // too few of it rose: the curve of all stands in
    const rare = await stageOf('visitor', 'persona=rare');
    expect(rare).toMatchObject({ persona: null, limits: visitor.limits });
  });

  it('[PACE-3] keeps silent where too few rose', async () => {
    const prospect = await stageOf('prospect');
    expect(prospect).toMatchObject({ stays: 21, left: 0, limits: null, now: null });
    const other = (await server.get('/api/models/aidar/pace', server.keys.other)).body;
    expect(other.stages[1]).toMatchObject({ stays: 1, left: 0, limits: null });
  });

  it('[PACE-4] tells each customer their pace by their persona, and everybody at a pace by a filter and a count', async () => {
    const paceOf = async (id: string) => (await get(`/api/customers/${encodeURIComponent(id)}`)).positions[0].pace;
    expect(await paceOf('new')).toBe('faster');
    expect(await paceOf('eager 6')).toBe('typical');
    expect(await paceOf('patient 6')).toBe('faster');
    expect(await paceOf('rare 12')).toBe('typical');
    expect(await paceOf('fallen')).toBe('stalled');
    expect(await paceOf('risen 3')).toBeNull();
    const { now } = await stageOf('visitor');
    expect(now.faster + now.typical + now.slower + now.stalled).toBe(6);
    for (const pace of ['faster', 'typical', 'slower', 'stalled'] as const satisfies readonly Pace[]) {
      const { items, total: found } = await get(`/api/customers?model=aidar&stage=visitor&pace=${pace}`);
      expect(found).toBe(now[pace]);
      for (const { positions } of items) expect(positions[0].pace).toBe(pace);
    }
    expect(now.stalled).toBeGreaterThan(0);
  });

  it('the map counts who is stalled, for everybody and by persona, and each number opens onto its people', async () => {
    const { stages, worthDoing } = await get('/api/models/aidar/map');
    expect(stages[1].stalled).toBe(await total('stage=visitor&pace=stalled'));
    expect(stages[2].stalled).toBeNull();
    expect(worthDoing.map(({ kind }: { kind: string }) => kind)).toContain('stalled');
    const rare = await get('/api/models/aidar/map?persona=rare');
    expect(rare).toMatchObject({ persona: 'rare', customers: { total: 3, placed: 3 } });
    expect(rare.stages[1]).toMatchObject({ customers: 3, entered: 2, fellIn: 0 });
    const period = 'from=2026-01-01T00:00:00Z&to=2026-06-15T12:00:00Z';
    for (const persona of ['eager', 'patient', 'rare']) {
      const map = await get(`/api/models/aidar/map?persona=${persona}&${period}`);
      for (const { id, customers, forward, back, stalled, stuck } of map.stages) {
        const of = (query: string) => total(`persona=${persona}&stage=${id}&${query}`);
        expect(await of('')).toBe(customers);
        expect(await of(`moved=forward&${period}`)).toBe(forward);
        expect(await of(`moved=back&${period}`)).toBe(back);
        expect(await of('pace=stalled')).toBe(stalled ?? 0);
        expect(await of('stuck=true')).toBe(stuck);
      }
      for (const { customers, query } of map.worthDoing)
        expect((await get(`/api/customers?${new URLSearchParams(query)}`)).total).toBe(customers);
    }
    const eager = await get(`/api/models/aidar/map?persona=eager&${period}`);
    expect(eager.stages[1]).toMatchObject({ forward: 10, medianDays: 6 });
  });

  it('is measured again on demand', async () => {
    const ports = { operational: server.store, warehouse: server.warehouse, clock };
    const { version } = await measurePace(ports, 'main');
    const answer = await server.http.inject({
      method: 'POST',
      url: '/api/pace/measure',
      headers: { authorization: `Bearer ${server.keys.main}` },
    });
    expect(answer.json()).toEqual({ version: version + 1, measuredAt: new Date(NOW).toISOString() });
  });

  it('is due each night of the workspace, for changed definitions, and for far more movements', () => {
    const row = {
      workspace: 'w',
      timezone: 'Europe/Paris',
      version: 1,
      measured_at: Date.parse('2026-06-15T00:59:00Z'),
      movements: 1000,
      tracks: ['aidar'],
      live: ['aidar'],
    };
    expect(isMeasureDue(row, 1000, Date.parse('2026-06-15T00:59:59Z'))).toBe(false);
    expect(isMeasureDue(row, 1000, Date.parse('2026-06-15T01:00:00Z'))).toBe(true);
    const soon = row.measured_at + 1;
    expect(isMeasureDue(row, 1250, soon)).toBe(false);
    expect(isMeasureDue(row, 1251, soon)).toBe(true);
    expect(isMeasureDue({ ...row, live: ['aidar@2'] }, 1000, soon)).toBe(true);
    expect(isMeasureDue({ ...row, measured_at: null }, 0, soon)).toBe(false);
    expect(isMeasureDue({ ...row, measured_at: null }, 1, soon)).toBe(true);
  });

  it.each([
    ['/api/customers?pace=quick', 400, 'invalid_request'],
    ['/api/models/none/pace', 404, 'model.unknown'],
    ['/api/models/aidar/pace?persona=none', 404, 'persona.unknown'],
    ['/api/models/aidar/map?persona=none', 404, 'persona.unknown'],
  ])('refuses %s with words', async (url, status, code) => {
    const answer = await server.get(url);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});
