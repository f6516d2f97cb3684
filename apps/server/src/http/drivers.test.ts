import { compareDrivers, PRESETS } from '@parcours/core';
import { type Compared, keepRecent, listDriverPeople, measureDrivers } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, TRACKS } from '../testing/definitions.js';
import { profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const PERIOD = { from: '2026-01-01', to: '2026-04-01' };
const ASKED = { period: PERIOD, model: 'aidar', stage: 'prospect' };
const PEOPLE = 1200;

/** Lehmer's generator (Park & Miller 1988): the same people each time. */
const chances = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

interface Row {
  kind: string;
  name: string;
  value: string | null;
  with: { of: number; events: number };
  without: { of: number; events: number };
  plain: { value: number; low: number; high: number };
  adjusted: { difference: { value: number; low: number; high: number }; p: number; q: number } | null;
}

describe('drivers', () => {
  let server: ReadServer;
  const interactions: Record<string, unknown>[] = [];
  const movements: Record<string, unknown>[] = [];
  const act = (who: string, event: string, time: number, told: Record<string, unknown> = {}, workspace = 'main') =>
    interactions.push({
      ...{ workspace_id: workspace, profile_id: profileId(workspace, 'user', who), time, rank: 5 },
      ...{ message_id: `${workspace} ${interactions.length}`, event, user_id: who, anonymous_id: '', group_id: '' },
      ...{ properties: '{}', context: '{}', outbound: false, imported: false, log_id: 1, ...told },
    });
  const move = (who: string, at: number, from: string, to: string, kind: string, told: object = {}) =>
    movements.push({
      ...{ workspace_id: 'main', customer_id: profileId('main', 'user', who), model: 'aidar', value: '', at },
      ...{ from_stage: from, to_stage: to, kind, delta: STAGES.indexOf(to) - STAGES.indexOf(from) },
      ...{ cause_message: 'm', cause_event: 'e', clause: -1, version: 1, deleted: 0, ...told },
    });
  const query = async (body: object = {}, key?: string) =>
    server.post('/api/drivers/query', { ...ASKED, ...body }, key);
  const rowOf = (rows: Row[], name: string, value: string | null = null): Row =>
    rows.find((row) => row.name === name && row.value === value) as Row;
  const people = async (body: object) => {
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const answer = await server.post('/api/drivers/people', { ...ASKED, limit: 200, cursor, ...body });
      found.push(...answer.body.items.map(({ id }: { id: string }) => id));
      if (!answer.body.next) return found;
      cursor = answer.body.next;
    }
  };

  beforeAll(async () => {
    server = await readServer();
    await definePersonas(server, 'main', ['runner', 'other']);
    const chance = chances(7);
    for (let at = 0; at < PEOPLE; at++) {
      const who = `p${at}`;
      const entered = Date.parse('2026-01-05') + Math.floor(chance() * 80) * DAY + 9 * 3_600_000;
      const keen = chance() < 0.5;
      const [guide, ticket] = [chance() < (keen ? 0.8 : 0.2), chance() < 0.3];
      const days = keen ? 8 + Math.floor(chance() * 10) : 2 + Math.floor(chance() * 4);
      for (let n = 0; n < days; n++) act(who, 'Page Viewed', entered - (n + 1) * DAY);
      // Who is keen reads the guide, and moves on: the guide has no part in it.
      if (guide) act(who, 'Guide Read', entered - 2 * DAY);
      if (ticket) act(who, 'Ticket Opened', entered - 2 * DAY);
      const goes = chance() < (keen ? 0.5 : 0.15) + (ticket ? 0.25 : 0);
      // What is met as one moves, and after, tells nothing of what went before.
      act(who, 'Product Added', entered);
      if (goes) act(who, 'Order Completed', entered + 5 * DAY);
      if (goes) act(who, 'Wish Listed', entered - DAY, { properties: '{"moved":true}' });
      if (at % 4 === 0) act(who, 'Too Long Ago', entered - 200 * DAY);
      const traits = { plan: ticket ? 'gold' : 'free', email: `${who}@example.org`, number: at, always: true };
      act(who, 'Identified', entered - 20 * DAY, { rank: 0, properties: JSON.stringify({ ...traits, plan: 'none' }) });
      act(who, 'Identified', entered - 10 * DAY, { rank: 0, properties: JSON.stringify(traits) });
      move(who, entered, 'visitor', 'prospect', 'advance');
      if (goes) move(who, entered + 5 * DAY, 'prospect', 'customer', 'advance');
      else if (at % 3 === 0) move(who, entered + 10 * DAY, 'prospect', 'visitor', at % 2 ? 'lapse' : 'regress');
      move(who, entered - 30 * DAY, '', keen ? 'runner' : 'other', 'change', { model: TRACKS.persona, delta: 0 });
    }
    // Entered too lately to know; one who came for a second time counts once; another workspace.
    move('late', NOW - 3 * DAY, 'visitor', 'prospect', 'advance');
    move('p0', Date.parse('2026-03-30'), 'visitor', 'prospect', 'return');
    move('elsewhere', Date.parse('2026-02-01'), 'visitor', 'prospect', 'advance', { workspace_id: 'other' });
    await server.warehouse.insert('interactions', interactions, 'drivers');
    await server.warehouse.insert('movements', movements, 'drivers');
  }, 120_000);
  afterAll(() => server?.stop());

  it('[DRIVE-3] [DRIVE-4] finds what is planted, and what only looks like it vanishes once activity is the same', async () => {
    const { status, body } = await query();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ people: PEOPLE, compared: PEOPLE, waiting: 0 });
    expect(body.held).toMatchObject({ activity: 'each', persona: 'each', month: 'each' });
    const ticket = rowOf(body.rows, 'Ticket Opened');
    expect(ticket.adjusted?.difference.low).toBeGreaterThan(0.12);
    expect(ticket.adjusted?.difference.low).toBeLessThan(0.25);
    expect(ticket.adjusted?.difference.high).toBeGreaterThan(0.25);
    expect(ticket.adjusted?.q).toBeLessThan(0.001);
    const guide = rowOf(body.rows, 'Guide Read');
    expect(guide.plain.low).toBeGreaterThan(0.1);
    expect(guide.adjusted?.difference.low).toBeLessThan(0);
    expect(guide.adjusted?.difference.high).toBeGreaterThan(0);
    expect(guide.adjusted?.q).toBeGreaterThan(0.05);
    expect(guide.with.of + guide.without.of).toBe(PEOPLE);
  });

  it('[DRIVE-3] looks at nothing that comes at the entry or after, or long before', async () => {
    const { rows, varied } = (await query()).body as { rows: Row[]; varied: { name: string; values: number }[] };
    const names = rows.map(({ name }) => name);
    for (const after of ['Product Added', 'Order Completed', 'Too Long Ago', 'bought'])
      expect(names).not.toContain(after);
    const later = (await query({ after: 'P1D', lookback: 'P365D' })).body.rows as Row[];
    expect(later.map(({ name }) => name)).toContain('Too Long Ago');
    // The newest value before; never what says who somebody is; nor what all have; too many values are told, not compared.
    expect(rowOf(rows, 'plan', 'gold').with.of).toBe(rowOf(rows, 'Ticket Opened').with.of);
    for (const name of ['email', 'always']) expect(names).not.toContain(name);
    expect(varied).toEqual([{ name: 'number', values: PEOPLE }]);
  });

  it('[DRIVE-2] tells moving forward, moving back and leaving apart, within the window', async () => {
    const told = Object.fromEntries(
      await Promise.all(
        (['forward', 'back', 'leave'] as const).map(async (outcome) => [
          outcome,
          (await query({ outcome })).body.events,
        ]),
      ),
    );
    const count = (kinds: string[]) =>
      movements.filter(({ kind, from_stage }) => from_stage === 'prospect' && kinds.includes(kind as string)).length;
    expect(told).toEqual({
      forward: count(['advance']),
      back: count(['lapse', 'regress']),
      leave: count(['lapse']),
    });
    const soon = await query({ window: 'P3D' });
    expect(soon.status).toBe(422);
    expect(soon.body.error).toMatchObject({ code: 'data.tooLittle', details: { of: 'moved', needed: 20, found: 0 } });
    // Whoever has moved on by then is not looked at any more; p0 came back and stayed.
    const later = (await query({ after: 'P7D', outcome: 'back' })).body;
    expect(later.people).toBe(PEOPLE - told.forward + 1);
    expect(later.events).toBe(told.back);
  });

  it('opens every number onto its people', async () => {
    const { rows } = (await query()).body as { rows: Row[] };
    const ticket = rowOf(rows, 'Ticket Opened');
    const variable = { kind: 'event', name: 'Ticket Opened', value: null };
    const having = await people({ variable });
    expect(having).toHaveLength(ticket.with.of);
    expect(new Set(having).size).toBe(having.length);
    expect(await people({ variable, happened: true })).toHaveLength(ticket.with.events);
    expect(await people({ variable, has: false, happened: false })).toHaveLength(
      ticket.without.of - ticket.without.events,
    );
    const unknown = await server.post('/api/drivers/people', { ...ASKED, variable: { ...variable, name: 'Nothing' } });
    expect([unknown.status, unknown.body.error.code]).toEqual([422, 'variable.unknown']);
  });

  it('keeps who was compared: opening people asks nothing heavy again, unless somebody was erased', async () => {
    let asked = 0;
    const query: typeof server.warehouse.query = (text, parameters, limits) => {
      if (text.includes('chosen')) asked++;
      return server.warehouse.query(text, parameters, limits);
    };
    const warehouse = { ...server.warehouse, query };
    const ports = { sql: server.store, warehouse, clock: { now: () => NOW }, recent: keepRecent<Compared>() };
    const question = { ...ASKED, outcome: 'forward' as const, window: 'P30D', lookback: 'P90D' };
    const given = { workspaceId: 'main', query: question, whole: true };
    const told = await measureDrivers(ports, async (task) => compareDrivers(task), given);
    const list = async (over: object = {}) => {
      const variable = { kind: 'event' as const, name: 'Ticket Opened', value: null };
      const of = { ...question, variable, has: true, limit: 200, ...over };
      return (await listDriverPeople(ports, { ...given, query: of })).items.length;
    };
    const ticket = told.rows.find(({ name }) => name === 'Ticket Opened');
    expect([await list({ limit: 1_000 }), asked]).toEqual([ticket?.with.of, 1]);
    expect([await list({ limit: 1_000, happened: true }), asked]).toEqual([ticket?.with.events, 1]);
    await list({ window: 'P31D' });
    expect(asked).toBe(2);
    await server.store.query(`insert into erasures (workspace_id) values ('main')`);
    expect([await list({ limit: 1_000 }), asked]).toEqual([ticket?.with.of, 3]);
  });

  it('narrows to a persona, and to what interactions had', async () => {
    const runner = (await query({ persona: 'runner' })).body;
    expect(runner.people).toBeLessThan(PEOPLE);
    expect(runner.held.persona).toBeNull();
    const gold = (await query({ where: [{ property: 'plan', equals: 'gold' }] })).body;
    expect(gold.people).toBe(rowOf((await query()).body.rows, 'Ticket Opened').with.of);
  });

  it('says how much is lacking: nobody, nobody who moved, everybody who did', async () => {
    const cases: [object, string, number][] = [
      [{ stage: 'ambassador' }, 'customers', 0],
      [{ period: { from: '2026-06-01', to: '2026-06-15' } }, 'customers', 0],
      [{ outcome: 'leave', window: 'P2D' }, 'moved', 0],
      // Whoever had something to go with an order has moved on.
      [{ where: [{ property: 'moved', equals: true }] }, 'stayed', 0],
    ];
    for (const [body, of, found] of cases) {
      const answer = await query(body);
      expect([answer.status, answer.body.error.details]).toEqual([422, expect.objectContaining({ of, found })]);
    }
    const one = await query({}, server.keys.other);
    expect(one.body.error).toMatchObject({ code: 'data.tooLittle', details: { of: 'customers', found: 1 } });
  });

  it('[ID-5] what a device did counts for whose it is', async () => {
    const owners = Array.from({ length: 40 }, (_, at) => at);
    const rows = owners.map((at) => ({
      ...interactions.find(({ user_id, event }) => user_id === `p${at}` && event === 'Page Viewed'),
      ...{ profile_id: profileId('main', 'anonymous', `d${at}`), message_id: `device ${at}`, event: 'Banner Clicked' },
    }));
    const spans = owners.map((at) => ({
      ...{ workspace_id: 'main', profile_id: profileId('main', 'anonymous', `d${at}`), until: NOW, version: 1 },
      ...{ customer_id: profileId('main', 'user', `p${at}`), deleted: 0 },
    }));
    await server.warehouse.insert('interactions', rows, 'devices');
    await server.warehouse.insert('profile_spans', spans, 'spans');
    expect(rowOf((await query()).body.rows, 'Banner Clicked').with.of).toBe(owners.length);
  });

  it('[ACCESS-2] tells those who see no personal data nothing that finds somebody', async () => {
    const key = await server.keyOf('main', 'analyst');
    const variable = { kind: 'event', name: 'Ticket Opened', value: null };
    const { items } = (await server.post('/api/drivers/people', { ...ASKED, variable }, key)).body;
    const known = new Set(Array.from({ length: PEOPLE }, (_, at) => profileId('main', 'user', `p${at}`)));
    expect(items.length).toBeGreaterThan(0);
    for (const { id, name } of items) expect([known.has(id), name]).toEqual([false, null]);
    const finding = await query({ where: [{ property: 'email', equals: 'p1@example.org' }] }, key);
    expect(finding.body.error.code).toBe('personal.where');
  });

  it('refuses in words what cannot be asked', async () => {
    const cases: [object, number, string][] = [
      [{ model: 'nothing' }, 404, 'model.unknown'],
      [{ stage: 'nothing' }, 404, 'stage.unknown'],
      [{ outcome: 'sideways' }, 400, 'invalid_request'],
      [{ window: 'P2M' }, 400, 'duration.invalid'],
      [{ window: 'soon' }, 400, 'invalid_request'],
      [{ segment: 'nothing' }, 404, 'segment.unknown'],
      [{ period: { from: '2026-04-01', to: '2026-01-01' } }, 400, 'period.invalid'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await query(body);
      expect([body, answer.status, answer.body.error?.code]).toEqual([body, status, code]);
    }
  });
});
