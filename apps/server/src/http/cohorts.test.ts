import { IN_SEGMENT, PRESETS } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineSegment, place } from '../testing/definitions.js';
import { addDoings, addMoves, addPerson, type Move } from '../testing/people.js';
import { type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const YEAR = { from: '2026-01-01', to: '2026-05-01' };
const BUYING = { did: { event: 'Order Completed' } };
const at = (text: string) => Date.parse(text);
const move = (when: string, from: string | null, to: string, delta: number): Move => ({
  ...{ at: at(when), from, to, delta, kind: delta < 0 ? 'lapse' : 'enter' },
  cause: { by: 'time' },
  rule: { on: 'enter' },
});

type Cohort = { at: string; customers: number; retained: number[] };

describe('cohorts', () => {
  let server: ReadServer;
  const ids: Record<string, string> = {};
  const query = async (body: object, key?: string) =>
    server.post('/api/cohorts/query', { period: YEAR, by: 'month', start: { rule: BUYING }, ...body }, key);
  const told = async (body: object) =>
    (await query(body)).body.cohorts.map(({ customers, retained }: Cohort) => [customers, retained]);
  const lifecycle = async (body: object) =>
    (await server.post('/api/cohorts/lifecycle', { period: YEAR, by: 'month', ...body })).body.steps.map(
      (step: Record<string, number>) => [step.new, step.returning, step.resurrected, step.dormant],
    );
  const names = async (where: string, body: object) => {
    const asked = { period: YEAR, by: 'month', ...body };
    const { items } = (await server.post(`/api/cohorts/${where}`, asked)).body;
    return items.map(({ name }: { name: string }) => name).sort();
  };

  beforeAll(async () => {
    server = await readServer();
    const person = async (userId: string, bought: readonly string[], seen: readonly string[] = []) => {
      const profile = await addPerson(server, 'main', { userId, name: userId });
      ids[userId] = profile;
      await addDoings(server, 'main', [
        ...bought.map((when, n) => ({ profile, at: at(when), event: 'Order Completed', messageId: `${userId} b${n}` })),
        ...seen.map((when, n) => ({ profile, at: at(when), event: 'Page Viewed', messageId: `${userId} s${n}` })),
      ]);
    };
    await person('loyal', ['2026-01-10', '2026-01-20', '2026-02-10', '2026-03-10', '2026-04-10']);
    await person('back', ['2026-01-31T23:30Z', '2026-03-05'], ['2026-02-02']);
    await person('once', ['2026-02-14']);
    await person('old', ['2025-11-11', '2026-01-02', '2026-04-02']);
    await person('looker', [], ['2026-04-03']);
    const segment = await defineSegment(server, 'main', 'vip');
    await place(server, 'main', {
      customer: ids.once as string,
      track: segment,
      stage: IN_SEGMENT,
      at: at('2026-03-01'),
    });
    const moved: [string, Move[]][] = [
      ['loyal', [move('2025-12-01', null, 'visitor', 1), move('2026-02-15', 'visitor', 'customer', 2)]],
      ['back', [move('2026-02-02', null, 'visitor', 1), move('2026-04-20', 'visitor', 'customer', 2)]],
      ['old', [move('2025-11-11', null, 'customer', 3), move('2026-03-20', 'customer', 'visitor', -2)]],
    ];
    for (const [name, moves] of moved)
      await addMoves(server, 'main', { customer: ids[name] as string, model: 'aidar', stages: STAGES, moves });
    const elsewhere = await addPerson(server, 'other', { userId: 'zoe' });
    await addDoings(server, 'other', [
      { profile: elsewhere, at: at('2026-01-05'), event: 'Order Completed', messageId: 'z' },
    ]);
  });
  afterAll(() => server?.stop());

  it('[COHORT-1] puts each customer in the month of their first purchase ever, and says who was active later', async () => {
    const { status, body } = await query({});
    expect(status).toBe(200);
    expect(body.cohorts.map(({ at: when }: Cohort) => when.slice(0, 10))).toEqual([
      ...['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'],
    ]);
    expect(await told({})).toEqual([
      [2, [2, 2, 2, 1]],
      [1, [1, 0, 0]],
      [0, [0, 0]],
      [0, [0]],
    ]);
    expect((await told({ returns: BUYING }))[0]).toEqual([2, [2, 1, 2, 1]]);
    expect((await query({}, server.keys.other)).body.cohorts[0]).toMatchObject({ customers: 1 });
  });

  it('[COHORT-1] begins months and weeks in the zone of the workspace, whole ones', async () => {
    await server.store.query(`update workspaces set timezone = 'Europe/Paris' where id = 'main'`);
    const { body } = await query({ period: { from: '2026-01-15', to: '2026-03-01' } });
    expect(body.cohorts).toEqual([
      { at: '2025-12-31T23:00:00.000Z', customers: 1, retained: [1, 1] },
      { at: '2026-01-31T23:00:00.000Z', customers: 2, retained: [2] },
    ]);
    await server.store.query(`update workspaces set timezone = 'UTC' where id = 'main'`);
    const weeks = (await query({ by: 'week', period: { from: '2026-02-09', to: '2026-02-23' } })).body.cohorts;
    expect(weeks.map(({ at: when, customers }: Cohort) => [when.slice(0, 10), customers])).toEqual([
      ['2026-02-09', 1],
      ['2026-02-16', 0],
    ]);
  });

  it('[COHORT-1] begins cohorts with entry into a stage, or a segment', async () => {
    const stage = { start: { stage: { model: 'aidar', stage: 'customer' } } };
    expect((await told(stage)).map(([customers]: [number]) => customers)).toEqual([0, 1, 0, 1]);
    expect((await told(stage))[1]).toEqual([1, [1, 1, 1]]);
    expect((await told({ start: { segment: 'vip' } })).map(([customers]: [number]) => customers)).toEqual([0, 0, 1, 0]);
    expect((await told({ segment: 'vip' })).map(([customers]: [number]) => customers)).toEqual([0, 1, 0, 0]);
  });

  it('[COHORT-2] tells who is new, returning, resurrected and dormant in each month', async () => {
    expect(await lifecycle({})).toEqual([
      // loyal, back; old, who was active in November, not in December.
      [2, 0, 1, 0],
      // once; loyal, back; old is gone.
      [1, 2, 0, 1],
      // loyal, back; once is gone.
      [0, 2, 0, 1],
      // looker; loyal; old again; back is gone.
      [1, 1, 1, 1],
    ]);
    expect(await lifecycle({ active: BUYING })).toEqual([
      [2, 0, 1, 0],
      [1, 1, 0, 2],
      [0, 1, 1, 1],
      [0, 1, 1, 1],
    ]);
    // Somebody active in the month before the first is returning in it.
    expect(await lifecycle({ period: { from: '2026-02-01', to: '2026-03-01' } })).toEqual([[1, 2, 0, 1]]);
  });

  it('[COHORT-3] tells where people stood over the period, and from where to where they went', async () => {
    const { body } = await server.post('/api/cohorts/flows', {
      model: 'aidar',
      period: { from: '2026-01-01', to: '2026-01-11' },
    });
    expect(body.marks[0]).toBe('2026-01-01T00:00:00.000Z');
    expect(body.marks.at(-1)).toBe('2026-01-11T00:00:00.000Z');
    expect(body.marks).toHaveLength(5);
    const year = (await server.post('/api/cohorts/flows', { model: 'aidar', period: YEAR })).body;
    const ends = year.marks.map((mark: string) => mark.slice(0, 10));
    expect(ends).toEqual(['2026-01-01', ...ends.slice(1, -1), '2026-05-01']);
    const last = year.flows.filter(({ mark }: { mark: number }) => mark === ends.length - 2);
    const arrived = last.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0);
    expect(arrived).toBe(3);
    const first = year.flows.filter(({ mark }: { mark: number }) => mark === 0);
    expect(first).toContainEqual({ mark: 0, from: 'customer', to: 'customer', customers: 1 });
    const nobody = await server.post('/api/cohorts/flows', { model: 'aidar', period: YEAR, segment: 'vip' });
    expect(nobody.body.flows).toEqual([]);
  });

  it('[COHORT-3] every flow opens onto as many people as it counts', async () => {
    for (const scope of [{}, { segment: 'vip' }]) {
      const asked = { model: 'aidar', period: YEAR, ...scope };
      const { flows } = (await server.post('/api/cohorts/flows', asked)).body;
      expect(flows.length).toBeGreaterThan('segment' in scope ? -1 : 3);
      for (const { mark, from, to, customers } of flows) {
        const { body } = await server.post('/api/cohorts/flows/people', { ...asked, mark, from, to });
        expect([mark, from, to, body.items?.length]).toEqual([mark, from, to, customers]);
      }
    }
    const asked = { model: 'aidar', period: YEAR, mark: 0, from: 'customer', to: 'customer' };
    const people = async (body: object, key?: string) =>
      (await server.post('/api/cohorts/flows/people', { ...asked, ...body }, key)).body;
    const [one] = (await people({})).items;
    expect(one.name).not.toBeNull();
    const [hidden] = (await people({}, await server.keyOf('main', 'analyst'))).items;
    expect([hidden.name, hidden.id === one.id]).toEqual([null, false]);
    expect((await people({}, server.keys.other)).items).toEqual([]);
    expect((await people({ from: null, to: null })).items).toEqual([]);
    expect((await people({ mark: 99 })).error.code).toBe('mark.unknown');
    expect((await people({ to: 'nothing' })).error.code).toBe('stage.unknown');
    expect((await people({ mark: -1 })).error.code).toBe('invalid_request');
  });

  it('opens every number onto its people', async () => {
    const cohort = { start: { rule: BUYING }, at: '2026-01-01T00:00:00.000Z' };
    expect(await names('people', cohort)).toEqual(['back', 'loyal']);
    expect(await names('people', { ...cohort, later: 3 })).toEqual(['loyal']);
    const april = { at: '2026-04-01T00:00:00.000Z' };
    expect(await names('lifecycle/people', { ...april, state: 'resurrected' })).toEqual(['old']);
    expect(await names('lifecycle/people', { ...april, state: 'dormant' })).toEqual(['back']);
    const first = await server.post('/api/cohorts/people', { period: YEAR, by: 'month', ...cohort, limit: 1 });
    const next = await server.post('/api/cohorts/people', {
      period: YEAR,
      by: 'month',
      ...cohort,
      limit: 1,
      cursor: first.body.next,
    });
    expect(first.body.items).not.toEqual(next.body.items);
    expect(next.body.next).toBeNull();
  });

  it('refuses in words what cannot be asked', async () => {
    const cases: [object, number, string][] = [
      [{ start: {} }, 400, 'invalid_request'],
      [{ start: { rule: { quiet: { for: 'P7D' } } } }, 422, 'cohorts.invalid'],
      [{ returns: { did: { event: 'A', atLeast: 3 } } }, 422, 'cohorts.invalid'],
      [{ start: { stage: { model: 'nothing', stage: 'customer' } } }, 404, 'model.unknown'],
      [{ start: { stage: { model: 'aidar', stage: 'nothing' } } }, 404, 'stage.unknown'],
      [{ start: { segment: 'nothing' } }, 404, 'segment.unknown'],
      [{ by: 'fortnight' }, 400, 'invalid_request'],
      [{ by: 'week', period: { from: '1990-01-01', to: '2026-01-01' } }, 400, 'period.long'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await query(body);
      expect([body, answer.status, answer.body.error?.code]).toEqual([body, status, code]);
    }
    const odd = { period: YEAR, start: { rule: BUYING }, at: '2026-01-02T00:00:00.000Z' };
    expect((await server.post('/api/cohorts/people', odd)).body.error.code).toBe('step.unknown');
    const none = await query({ period: { from: '2020-01-01', to: '2020-02-01' } });
    expect(none.body.cohorts).toEqual([{ at: '2020-01-01T00:00:00.000Z', customers: 0, retained: [0] }]);
  });

  it('[ACCESS-2] tells those who see no personal data nothing that finds somebody', async () => {
    const key = await server.keyOf('main', 'analyst');
    const asked = { period: YEAR, start: { rule: BUYING }, at: '2026-01-01T00:00:00.000Z' };
    const { items } = (await server.post('/api/cohorts/people', asked, key)).body;
    expect(items.map(({ name }: { name: string | null }) => name)).toEqual([null, null]);
    for (const { id } of items) expect(Object.values(ids)).not.toContain(id);
    const finding = { did: { event: 'A', where: [{ property: 'email', equals: 'a@b.c' }] } };
    expect((await query({ start: { rule: finding } }, key)).body.error.code).toBe('personal.rule');
  });
});
