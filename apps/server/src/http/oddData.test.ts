import { PRESETS } from '@parcours/core';
import { createWorkspace } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addMoves, addPerson, type Doing, type Move } from '../testing/people.js';
import { DAY, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const PERIOD = { from: '2026-03-01', to: '2026-05-01' };
const START = Date.parse('2026-03-10T00:00:00Z');
const did = (event: string, where?: object[]) => ({ did: { event, ...(where ? { where } : {}) } });
const steps = (...events: string[]) => events.map((event) => ({ name: event, rule: did(event) }));
const move = (at: number, from: string | null, to: string): Move => ({
  ...{ at, from, to, kind: from === null ? 'enter' : 'advance', delta: 1 },
  ...{ cause: { by: 'interaction', messageId: 'm', event: 'e' }, rule: { on: 'enter' } },
});

/** The same analyses, each asked of data that is unlike what one hopes for. */
describe('odd data', () => {
  let server: ReadServer;
  const keys = new Map<string, string>();
  const make = async (id: string): Promise<void> => {
    await createWorkspace({ sql: server.store }, { id, name: id, timezone: 'UTC', currency: 'EUR' });
    keys.set(id, await server.keyOf(id));
  };
  const post = async (workspace: string, url: string, body: object) => {
    const answer = await server.post(url, { period: PERIOD, ...body }, keys.get(workspace));
    expect([url, answer.status, answer.body.error]).toEqual([url, 200, undefined]);
    return answer.body;
  };
  const get = (workspace: string, url: string) => server.get(url, keys.get(workspace));

  beforeAll(async () => {
    server = await readServer();
  }, 60_000);
  afterAll(() => server?.stop());

  describe('a million different literal values', () => {
    const MANY = 1_000_000;
    beforeAll(async () => {
      await make('many');
      const { warehouse } = server;
      // Ten things each of a hundred thousand people; no two have a value in common.
      await warehouse.command(`
        insert into interactions (workspace_id, profile_id, time, rank, message_id, event, properties, context)
        select 'many', reinterpretAsUUID(toUInt128(number % 100000 + 1)),
          fromUnixTimestamp64Milli(toInt64(${START} + intDiv(number, 100000) * ${DAY})), if(number < 100000, 0, 5), toString(number),
          if(number < 100000, 'Identified', if(number % 2 = 0, 'Page Viewed', 'Order Completed')),
          concat('{"v":"v', toString(number), '","total":', toString(number / 100), ',"product_id":"p', toString(number), '"}'),
          concat('{"campaign":{"name":"c', toString(number), '","source":"s', toString(number), '","medium":"email"}}')
        from numbers(${MANY})`);
      await warehouse.command(`
        insert into movements (workspace_id, customer_id, model, value, at, from_stage, to_stage, kind, delta, cause_message, cause_event, clause, version, deleted)
        select 'many', reinterpretAsUUID(toUInt128(intDiv(number, 2) + 1)), 'aidar', '',
          fromUnixTimestamp64Milli(toInt64(${START} + (5 + number % 2) * ${DAY} + intDiv(number, 2) % 1000)),
          if(number % 2 = 0, 'visitor', 'prospect'), if(number % 2 = 0, 'prospect', 'customer'), 'advance', 1, 'm', 'e', -1, 1, 0
        from numbers(200000) where number % 2 = 0 or intDiv(number, 2) % 3 = 0`);
    }, 120_000);

    it('funnels tell ten values apart, all others together, and each opens onto its people', async () => {
      const asked = { steps: steps('Order Completed', 'Page Viewed'), window: 'P30D', breakdown: { property: 'v' } };
      const { breakdown } = await post('many', '/api/funnels/query', asked);
      expect([breakdown.groups.length, breakdown.rest.values]).toEqual([10, 50_000 - 10]);
      const [{ value, steps: told }] = breakdown.groups;
      const of = { ...asked, step: 1, group: { value } };
      expect((await post('many', '/api/funnels/people', of)).items).toHaveLength(told[0].customers);
    }, 60_000);

    it('paths tell the most frequent of very many steps apart', async () => {
      await server.warehouse.command(`
        insert into interactions (workspace_id, profile_id, time, rank, message_id, event)
        select 'many', reinterpretAsUUID(toUInt128(200001 + number % 1000)), fromUnixTimestamp64Milli(toInt64(${START} + 40 * ${DAY} + number)), 5,
          concat('e', toString(number)), concat('Event ', toString(number)) from numbers(${MANY})`);
      const late = { from: '2026-04-15', to: '2026-05-01' };
      const { names, nodes, paths } = await post('many', '/api/paths/query', { period: late, top: 5 });
      expect([names, paths, nodes.length]).toEqual([MANY, 1_000, 6]);
    }, 60_000);

    it('cohorts can be of any of them', async () => {
      const where = [{ property: 'v', equals: 'v100001' }];
      const { cohorts } = await post('many', '/api/cohorts/query', { start: { rule: did('Order Completed', where) } });
      expect(cohorts.map(({ customers }: { customers: number }) => customers)).toEqual([1, 0]);
      const scoped = await post('many', '/api/cohorts/query', { start: { rule: did('Order Completed') }, where });
      expect(scoped.cohorts[0].customers).toBe(1);
    }, 60_000);

    it('origins are told by the campaigns with most touches, all others together', async () => {
      const asked = {
        conversion: { event: 'Order Completed' },
        by: 'campaign',
        top: 5,
        models: ['first', 'last', 'linear'],
      };
      const { names, rows, conversions } = await post('many', '/api/attribution/query', asked);
      expect(names).toBe(MANY);
      expect(rows).toHaveLength(6);
      expect(conversions).toBe(450_000);
    }, 60_000);

    it('drivers name a trait nobody shares, and compare the rest', async () => {
      const asked = { model: 'aidar', stage: 'prospect', window: 'P7D' };
      const { compared, people, varied, rows } = await post('many', '/api/drivers/query', asked);
      expect([people, compared]).toEqual([100_000, 10_000]);
      expect(varied.map(({ name, values }: { name: string; values: number }) => [name, values])).toEqual(
        expect.arrayContaining([['v', 10_000]]),
      );
      expect(rows.length).toBeGreaterThan(0);
    }, 60_000);

    it('value is modelled from amounts that are all different', async () => {
      const { status, body } = await get('many', '/api/value/model');
      expect([status, body.customers]).toEqual([200, 50_000]);
    }, 120_000);

    it('what next says that no product has buyers enough', async () => {
      const { status, body } = await get('many', '/api/recommendations/model');
      expect([status, body.error.code, body.error.details.products]).toEqual([422, 'data.tooLittle', 0]);
    }, 60_000);

    it('the map opens onto who did any of them', async () => {
      const where = JSON.stringify([{ property: 'v', equals: 'v100001' }]);
      const period = { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' };
      const { body } = await get('many', `/api/models/aidar/map?${new URLSearchParams({ where, ...period })}`);
      const forward = body.stages.map((stage: { forward: number }) => stage.forward);
      expect(forward).toEqual([0, 1, 0, 0, 0]);
    }, 60_000);
  });

  describe('ties in time', () => {
    beforeAll(async () => {
      await make('ties');
      const doings: Doing[] = [];
      for (let at = 0; at < 60; at++) {
        const profile = await addPerson(server, 'ties', { userId: `p${at}` });
        const moves = [move(START, null, 'prospect'), ...(at % 2 ? [move(START + DAY, 'prospect', 'customer')] : [])];
        await addMoves(server, 'ties', { customer: profile, model: 'aidar', stages: STAGES, moves });
        const act = (event: string, messageId: string, time: number, properties = {}) =>
          doings.push({ profile, at: time, event, messageId: `${at} ${messageId}`, properties });
        // All at one instant: their order is that of their ids; half of the people the other way round.
        const [one, two] = at % 2 ? ['1', '2'] : ['2', '1'];
        act('Ad Clicked', one, START, { channel: 'ad' });
        act('Email Clicked', two, START, { channel: 'email' });
        act('Order Completed', '3', START, { total: 10, products: [{ product_id: `a${at % 12}` }] });
        act('Order Completed', '4', START, { total: 10, products: [{ product_id: `b${at % 12}` }] });
        act('Page Viewed', '5', START - DAY);
        if (at % 3 === 0) act('Ad Clicked', '6', START - DAY);
      }
      await addDoings(server, 'ties', doings);
    }, 60_000);

    it('retention begins once for what happens at one instant, and the first instant of a month is its own', async () => {
      const start = { rule: did('Order Completed') };
      const { cohorts } = await post('ties', '/api/cohorts/query', { start });
      expect(cohorts.map(({ customers }: { customers: number }) => customers)).toEqual([60, 0]);
      const edge = { from: '2026-03-10T00:00:00Z', to: '2026-04-01' };
      const { steps: states } = await post('ties', '/api/cohorts/lifecycle', { period: edge, by: 'month' });
      expect(states[0]).toMatchObject({ new: 60, returning: 0, resurrected: 0 });
    });

    it('flows between stages put a movement at the very instant after it', async () => {
      const period = { from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z' };
      const { flows } = await post('ties', '/api/cohorts/flows', { model: 'aidar', period });
      // Who comes at the first instant is not there yet; who leaves at the last has not left.
      expect(flows).toEqual([{ mark: 0, from: null, to: 'prospect', customers: 60 }]);
    });

    it('touches of one instant stand in the order of their ids', async () => {
      const asked = { conversion: { event: 'Order Completed' }, models: ['first', 'last'] };
      const { rows } = await post('ties', '/api/attribution/query', { ...asked, by: 'channel' });
      const creditOf = (name: string, model: string): number =>
        rows.find((row: { name: string }) => row.name === name)?.credits[model].conversions ?? 0;
      const shared = ['ad', 'email'].map((name) => creditOf(name, 'last'));
      expect(shared[0]).toBeGreaterThan(0);
      expect(shared[0]).toBe(shared[1]);
    });

    it('what is done at the instant somebody is looked at tells nothing', async () => {
      const { rows, people } = await post('ties', '/api/drivers/query', { model: 'aidar', stage: 'prospect' });
      expect(people).toBe(60);
      const ad = rows.find(
        ({ kind, name }: { kind: string; name: string }) => kind === 'event' && name === 'Ad Clicked',
      );
      expect(ad.with.of).toBe(20);
      const names = rows.map(({ name }: { name: string }) => name);
      for (const tied of ['Email Clicked', 'Order Completed', 'bought']) expect(names).not.toContain(tied);
      // The window ends before its last instant.
      const day = await server.post(
        '/api/drivers/query',
        { period: PERIOD, model: 'aidar', stage: 'prospect', window: 'P1D' },
        keys.get('ties'),
      );
      expect(day.body.error.details).toMatchObject({ of: 'moved', found: 0 });
    });

    it('two purchases of one instant are two in amount and one in number, and their products go together', async () => {
      const { body } = await get('ties', '/api/value/customers?sort=spent&limit=1');
      expect(body.items[0]).toMatchObject({ purchases: 1, spent: 20 });
      const next = await get('ties', '/api/recommendations/model');
      expect([next.status, next.body.error.details.returning]).toEqual([422, 0]);
    });
  });

  describe('constant columns, one customer, none and all', () => {
    beforeAll(async () => {
      for (const [id, people] of [
        ['constant', 50],
        ['one', 1],
      ] as const) {
        await make(id);
        const doings: Doing[] = [];
        for (let at = 0; at < people; at++) {
          const profile = await addPerson(server, id, { userId: `p${at}` });
          const moves = [move(START, null, 'prospect'), move(START + DAY, 'prospect', 'customer')];
          await addMoves(server, id, { customer: profile, model: 'aidar', stages: STAGES, moves });
          for (const [turn, event] of ['Page Viewed', 'Page Viewed', 'Order Completed'].entries()) {
            const properties = { channel: 'shop', total: 5, v: 'same' };
            doings.push({ profile, at: START - DAY + turn * 60_000, event, messageId: `${at} ${turn}`, properties });
          }
        }
        await addDoings(server, id, doings);
      }
    }, 60_000);

    it.each([
      ['constant', 50],
      ['one', 1],
    ])('every analysis has an answer: %s', async (id, people) => {
      const funnel = await post(id, '/api/funnels/query', {
        ...{ steps: steps('Page Viewed', 'Order Completed'), window: 'P1D', breakdown: { property: 'v' } },
      });
      expect(funnel.breakdown).toMatchObject({ groups: [{ value: 'same' }], rest: null });
      expect(funnel.steps.map(({ customers }: { customers: number }) => customers)).toEqual([people, people]);
      const start = { rule: did('Page Viewed') };
      const { cohorts } = await post(id, '/api/cohorts/query', { start, by: 'month' });
      expect(cohorts[0]).toMatchObject({ customers: people, retained: [people, 0] });
      const nobody = await post(id, '/api/cohorts/query', { start: { rule: did('Never') } });
      expect(nobody.cohorts[0]).toMatchObject({ customers: 0, retained: [0, 0] });
      const life = await post(id, '/api/cohorts/lifecycle', { by: 'month' });
      expect(life.steps).toMatchObject([{ new: people }, { new: 0, dormant: people }]);
      const paths = await post(id, '/api/paths/query', {});
      expect(paths).toMatchObject({ paths: people, variantCount: 1 });
      const toNowhere = await post(id, '/api/paths/query', { start: 'Page Viewed', end: 'Never' });
      expect(toNowhere).toMatchObject({ paths: 0, nodes: [] });
      const toAll = await post(id, '/api/paths/query', { start: 'Page Viewed', end: 'Order Completed' });
      expect(toAll.paths).toBe(people);
      const origin = await post(id, '/api/attribution/query', {
        conversion: { event: 'Order Completed' },
        models: ['markov1', 'last'],
      });
      expect(origin).toMatchObject({
        journeys: people,
        conversions: people,
        rows: [{ credits: { last: { conversions: people } } }],
      });
      const drivers = await server.post(
        '/api/drivers/query',
        { period: PERIOD, model: 'aidar', stage: 'prospect' },
        keys.get(id),
      );
      expect([drivers.status, drivers.body.error.details]).toMatchObject([
        422,
        { of: id === 'one' ? 'customers' : 'stayed' },
      ]);
      for (const url of ['/api/value/model', '/api/recommendations/model'])
        expect([url, (await get(id, url)).body.error?.code]).toEqual([url, 'data.tooLittle']);
      const map = (await get(id, '/api/models/aidar/map?from=2026-03-01T00:00:00Z&to=2026-05-01T00:00:00Z')).body;
      expect(map.customers).toEqual({ total: people, placed: people });
    });
  });
});
