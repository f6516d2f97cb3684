import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, place, TRACKS } from '../testing/definitions.js';
import { addDoings, addPerson, type Doing } from '../testing/people.js';
import { type ReadServer, readServer } from '../testing/readServer.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-06-01T00:00:00Z');
const JUNE = { from: '2026-06-01', to: '2026-07-01' };
const did = (event: string, where?: object[]) => ({ did: { event, ...(where ? { where } : {}) } });
const stepsOf = (...events: string[]) => events.map((event) => ({ name: event.toLowerCase(), rule: did(event) }));
const SHOP = stepsOf('Product Viewed', 'Product Added', 'Order Completed');

type Step = { name: string; customers: number; conversion: number; medianSeconds: number | null; left: number };

describe('funnels', () => {
  let server: ReadServer;
  const ids: Record<string, string> = {};
  const query = async (body: object, key?: string) =>
    server.post('/api/funnels/query', { steps: SHOP, window: 'P7D', period: JUNE, ...body }, key);
  const counts = async (body: object): Promise<number[]> =>
    (await query(body)).body.steps.map(({ customers }: Step) => customers);
  const post = async (what: 'left' | 'people', body: object, key?: string) =>
    (await server.post(`/api/funnels/${what}`, { steps: SHOP, window: 'P7D', period: JUNE, ...body }, key)).body;

  /** Who did what, and how many hours after the start: "Product Viewed@3". */
  const person = async (userId: string, doings: readonly string[], properties: object = {}, workspace = 'main') => {
    const id = await addPerson(server, workspace, { userId, name: userId });
    if (workspace === 'main') ids[userId] = id;
    const told = doings.map((doing, at): Doing => {
      const [event = '', hours = '0'] = doing.split('@');
      const messageId = `${userId} ${at}`;
      return { profile: id, at: START + Number(hours) * HOUR, event, messageId, properties: { ...properties } };
    });
    await addDoings(server, workspace, told);
  };

  beforeAll(async () => {
    server = await readServer();
    await person('buyer', ['Product Viewed@1', 'Product Added@3', 'Order Completed@4'], { channel: 'mail' });
    await person('slow', ['Product Viewed@1', 'Page Viewed@2', 'Product Added@7', 'Order Completed@17'], {
      channel: 'mail',
    });
    await person('late', ['Product Viewed@1', 'Product Added@2', 'Order Completed@200'], { channel: 'shop' });
    await person('backwards', ['Order Completed@1', 'Product Added@2', 'Product Viewed@3'], { channel: 7 });
    await person('gone', ['Product Viewed@5', 'Page Viewed@6', 'Email Opened@9'], {});
    await person('again', ['Product Viewed@1', 'Product Viewed@300', 'Product Added@302', 'Order Completed@303'], {});
    await person('elsewhere', ['Product Viewed@1', 'Product Added@2'], {}, 'other');
    await definePersonas(server, 'main', ['eager', 'calm']);
    for (const [name, stage] of [
      ['buyer', 'eager'],
      ['slow', 'calm'],
      ['gone', 'calm'],
    ] as const)
      await place(server, 'main', { customer: ids[name] as string, track: TRACKS.persona, stage, at: START });
  });
  afterAll(() => server?.stop());

  it('[FUNNEL-5] counts each customer by the attempt that came furthest, with the time each step took', async () => {
    const { status, body } = await query({});
    expect(status).toBe(200);
    expect(body.period).toEqual({ from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' });
    expect(body.steps.map(({ name, customers, left }: Step) => [name, customers, left])).toEqual([
      ['product viewed', 6, 2],
      ['product added', 4, 1],
      ['order completed', 3, 0],
    ]);
    expect(body.steps.map(({ conversion }: Step) => conversion)).toEqual([1, 4 / 6, 3 / 6]);
    // 2, 6, 1 and 2 hours to the second step; 1, 10 and 1 to the third.
    expect(body.steps.map(({ medianSeconds }: Step) => medianSeconds)).toEqual([null, 2 * 3600, 3600]);
    expect(body.breakdown).toBeNull();
  });

  it('[FUNNEL-3] [FUNNEL-4] takes the steps strictly after one another, or in any order', async () => {
    expect(await counts({ order: 'strict' })).toEqual([6, 3, 2]);
    expect(await counts({ order: 'any' })).toEqual([6, 5, 4]);
    expect(await counts({ order: 'any', window: 'PT2H' })).toEqual([6, 2, 0]);
  });

  it('[TIME-2] ends the window before its last instant, and in the zone of the workspace', async () => {
    expect(await counts({ window: 'PT3H' })).toEqual([6, 3, 0]);
    expect(await counts({ window: 'PT3H1S' })).toEqual([6, 3, 2]);
    expect(await counts({ window: 'P1M' })).toEqual([6, 4, 4]);
  });

  it('looks only at the period, the people and the interactions asked for', async () => {
    expect(await counts({ period: { from: '2026-06-01T02:30:00Z', to: JUNE.to } })).toEqual([3, 1, 1]);
    expect(await counts({ persona: 'calm' })).toEqual([2, 1, 1]);
    expect(await counts({ where: [{ property: 'channel', equals: 'mail' }] })).toEqual([2, 2, 2]);
  });

  it('answers when nobody, everybody or one customer converts', async () => {
    const none = await query({ steps: stepsOf('Product Viewed', 'Nothing Such') });
    expect(none.body.steps).toMatchObject([
      { customers: 6, conversion: 1, left: 6 },
      { customers: 0, conversion: 0, medianSeconds: null },
    ]);
    const nobody = await query({ steps: stepsOf('Nothing Such', 'Product Viewed') });
    expect(nobody.body.steps).toMatchObject([
      { customers: 0, conversion: 0, medianSeconds: null },
      { customers: 0, conversion: 0, medianSeconds: null },
    ]);
    const all = { where: [{ property: 'channel', equals: 'mail' }] };
    expect((await query(all)).body.steps.map(({ conversion }: Step) => conversion)).toEqual([1, 1, 1]);
    expect(await counts({ persona: 'eager' })).toEqual([1, 1, 1]);
    expect(await counts({ steps: stepsOf('Product Viewed') })).toEqual([6]);
  });

  it('[ORDER-1] orders what happened in the same millisecond, and takes no interaction for two steps', async () => {
    const at = START + 500 * HOUR;
    const id = await addPerson(server, 'main', { userId: 'tied' });
    const tied = (messageId: string, event: string) => ({ profile: id, at, event, messageId });
    await addDoings(server, 'main', [tied('b', 'Tied B'), tied('a', 'Tied A'), tied('c', 'Tied A')]);
    expect(await counts({ steps: stepsOf('Tied A', 'Tied B') })).toEqual([1, 1]);
    expect(await counts({ steps: stepsOf('Tied B', 'Tied A', 'Tied B') })).toEqual([1, 1, 0]);
    expect(await counts({ steps: stepsOf('Tied A', 'Tied A', 'Tied A') })).toEqual([1, 1, 0]);
    expect((await query({ steps: stepsOf('Tied A', 'Tied B') })).body.steps[1].medianSeconds).toBe(0);
  });

  it('matches steps by all and any of what is done, with conditions', async () => {
    const mail = did('Product Viewed', [{ property: 'channel', equals: 'mail' }]);
    const steps = (rule: object) => [{ name: 'one', rule }, ...stepsOf('Order Completed')];
    expect(await counts({ steps: steps(mail) })).toEqual([2, 2]);
    expect(await counts({ steps: steps({ any: [did('Page Viewed'), mail] }) })).toEqual([3, 2]);
    const both = { all: [did('Product Viewed', [{ property: 'channel', exists: true }]), mail] };
    expect(await counts({ steps: steps(both) })).toEqual([2, 2]);
  });

  it('is broken down by a property of the first step, or by persona', async () => {
    const { groups, rest } = (await query({ breakdown: { property: 'channel' } })).body.breakdown;
    const told = groups.map(({ value, steps }: { value: unknown; steps: Step[] }) => [
      value,
      steps.map(({ customers }) => customers),
    ]);
    expect(new Map(told)).toEqual(
      new Map<unknown, number[]>([
        [null, [2, 1, 1]],
        ['mail', [2, 2, 2]],
        ['shop', [1, 1, 0]],
        [7, [1, 0, 0]],
      ]),
    );
    expect(rest).toBeNull();
    expect((await query({ breakdown: 'channel' })).body.breakdown.groups).toEqual(groups);
    const byPersona = (await query({ breakdown: 'persona' })).body.breakdown.groups;
    expect(
      new Map(byPersona.map(({ value, steps }: { value: string; steps: Step[] }) => [value, steps[0]?.customers])),
    ).toEqual(
      new Map<unknown, number>([
        ['calm', 2],
        ['eager', 1],
        [null, 3],
      ]),
    );
  });

  it('shows ten of a million different values, and all others together', async () => {
    await server.warehouse.command(`
      insert into interactions (workspace_id, profile_id, time, rank, message_id, event, properties)
      select 'many', reinterpretAsUUID(toUInt128(number + 1)), fromUnixTimestamp64Milli(toInt64(${START})), 5, toString(number), 'A',
        concat('{"v":', toString(if(number < 30, number % 3, number)), '}')
      from numbers(1000000)`);
    await server.store.query(
      `insert into workspaces (id, name, timezone, currency) values ('many', 'many', 'UTC', 'EUR')`,
    );
    const { status, body } = await query(
      { steps: stepsOf('A', 'B'), breakdown: { property: 'v' } },
      await server.keyOf('many'),
    );
    expect(status).toBe(200);
    expect(body.breakdown.groups).toHaveLength(10);
    expect(body.breakdown.groups.slice(0, 3).map(({ value }: { value: number }) => value)).toEqual([0, 1, 2]);
    expect(body.breakdown.groups[0].steps[0]).toMatchObject({ customers: 10 });
    expect(body.breakdown.rest.values).toBe(999_963);
    expect(body.breakdown.rest.steps[0].customers).toBe(1_000_000 - 30 - 7);
  });

  it('says what those who left did instead, and lists them page by page', async () => {
    expect(await post('left', { step: 1 })).toEqual({
      customers: 2,
      next: [{ event: 'Page Viewed', customers: 1 }],
      others: 0,
      nothing: 1,
    });
    expect(await post('left', { step: 2 })).toEqual({
      customers: 1,
      next: [{ event: 'Order Completed', customers: 1 }],
      others: 0,
      nothing: 0,
    });
    const names = async (body: object) =>
      (await post('people', body)).items.map(({ name }: { name: string }) => name).sort();
    expect(await names({ step: 3 })).toEqual(['again', 'buyer', 'slow']);
    expect(await names({ step: 1, left: true })).toEqual(['backwards', 'gone']);
    const first = await post('people', { step: 1, limit: 4 });
    expect(first.items).toHaveLength(4);
    const second = await post('people', { step: 1, limit: 4, cursor: first.next });
    expect(second.next).toBeNull();
    const all = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect([all.length, new Set(all).size]).toEqual([6, 6]);
  });

  it('sees nothing of another workspace', async () => {
    const { body } = await query({}, server.keys.other);
    expect(body.steps.map(({ customers }: Step) => customers)).toEqual([1, 1, 0]);
  });

  it('says at the field what cannot be a step', async () => {
    const wrong: [unknown, (string | number)[]][] = [
      [null, ['steps', 1, 'rule']],
      [{ quiet: { for: 'P7D' } }, ['steps', 1, 'rule']],
      [{ persona: 'calm' }, ['steps', 1, 'rule']],
      [{ not: did('A') }, ['steps', 1, 'rule']],
      [{ did: { event: 'A', atLeast: 2 } }, ['steps', 1, 'rule', 'did']],
      [{ did: { event: 'A', within: 'P7D' } }, ['steps', 1, 'rule', 'did']],
      [{ any: [did('A'), { trait: { name: 'city', exists: true } }] }, ['steps', 1, 'rule', 'any', 1]],
      [{ all: [did('A'), did('B')] }, ['steps', 1, 'rule']],
      [did('A\u0000'), ['steps', 1, 'rule', 'did', 'event']],
    ];
    for (const [rule, path] of wrong) {
      const { status, body } = await query({ steps: [...stepsOf('A'), { name: 'wrong', rule }] });
      expect([rule, status, body.error?.code, body.error?.details?.[0]?.path]).toEqual([
        rule,
        422,
        'funnel.invalid',
        path,
      ]);
    }
    const alike = await query({ steps: stepsOf('A', 'A'), order: 'any' });
    expect(alike.body.error.details[0].path).toEqual(['steps', 1, 'rule']);
    expect((await query({ window: 'P99Y' })).body.error.details[0].path).toEqual(['window']);
    let deep: object = did('A');
    for (let level = 0; level < 1_000; level++) deep = { any: [deep] };
    expect((await query({ steps: [{ name: 'deep', rule: deep }] })).status).toBe(422);
  });

  it('refuses in words what else cannot be asked', async () => {
    const cases: [object, number, string][] = [
      [{ steps: [] }, 400, 'invalid_request'],
      [{ window: 'soon' }, 400, 'invalid_request'],
      [{ order: 'sideways' }, 400, 'invalid_request'],
      [{ period: { from: '2026-07-01', to: '2026-06-01' } }, 400, 'period.invalid'],
      [{ persona: 'nobody' }, 404, 'persona.unknown'],
      [{ breakdown: {} }, 400, 'invalid_request'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await query(body);
      expect([body, answer.status, answer.body.error.code]).toEqual([body, status, code]);
    }
    expect((await post('left', { step: 4 })).error.code).toBe('step.unknown');
    expect((await post('people', { step: 1, cursor: 'x' })).error.code).toBe('cursor.invalid');
  });

  it('[ACCESS-2] tells those who see no personal data nothing that finds somebody', async () => {
    const key = await server.keyOf('main', 'analyst');
    const { items } = await post('people', { step: 1, limit: 2 }, key);
    expect(items.map(({ name }: { name: string | null }) => name)).toEqual([null, null]);
    for (const { id } of items) expect(Object.values(ids)).not.toContain(id);
    const asked = { steps: [{ name: 'one', rule: did('A', [{ property: 'email', equals: 'a@b.c' }]) }] };
    expect((await query(asked, key)).body.error.code).toBe('personal.rule');
    expect((await query({ breakdown: { property: 'customer.email' } }, key)).body.error.code).toBe('personal.where');
    const { groups, rest } = (await query({ breakdown: { property: 'channel' } }, key)).body.breakdown;
    expect(groups).toEqual([]);
    expect(rest).toMatchObject({ values: 4, steps: [{ customers: 6 }, {}, {}] });
  });
});
