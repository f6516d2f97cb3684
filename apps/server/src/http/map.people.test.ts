import { IN_SEGMENT, PRESETS } from '@parcours/core';
import { createWorkspace, measureMap } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMoments, defineMoments, definePersonas, defineSegment, place, TRACKS } from '../testing/definitions.js';
import { addDoings, addMoves, addPerson, type Doing, type Move, profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const ago = (days: number): number => NOW - days * DAY;
const move = (days: number, from: string | null, to: string, delta: number): Move => ({
  ...{ at: ago(days), from, to, delta, kind: from === null ? 'enter' : delta < 0 ? 'regress' : 'advance' },
  cause: { by: 'interaction', messageId: `${days}`, event: 'Product Viewed' },
  rule: { on: 'enter' },
});
const PERIOD = { from: new Date(ago(30)).toISOString(), to: new Date(NOW).toISOString() };
const SHOES = [{ property: 'category', equals: 'shoes' }];
/** Whom a map can be asked of, and which of the people below they are. */
const CASES: readonly (readonly [Record<string, string>, (person: Person) => boolean])[] = [
  [{ segment: 'loyal' }, ({ at }: Person) => at % 2 === 0],
  [{ persona: 'runner' }, ({ at }: Person) => at % 3 === 0],
  [{ where: JSON.stringify(SHOES) }, ({ shoes }: Person) => shoes],
  [{ segment: 'loyal', where: JSON.stringify(SHOES) }, ({ at, shoes }: Person) => shoes && at % 2 === 0],
  [
    { persona: 'runner', segment: 'loyal', where: JSON.stringify([...SHOES, { property: 'price', gte: 50 }]) },
    ({ at, shoes, dear }: Person) => shoes && dear && at % 6 === 0,
  ],
];

interface Person {
  at: number;
  /** Did something about shoes in the period; by a device of theirs, for some. */
  shoes: boolean;
  dear: boolean;
}
const PEOPLE: Person[] = Array.from({ length: 48 }, (_, at) => ({
  ...{ at, shoes: at % 4 < 2, dear: at % 12 === 0 || at % 12 === 6 || at % 5 === 0 },
}));

/** Without addresses, and without what the order of a sum leaves in a number. */
const told = (key: string, value: unknown): unknown => {
  if (key === 'query') return undefined;
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
};

const movesOf = (at: number): Move[] => {
  const came = move(80 - at / 4, null, 'visitor', 1);
  if (at % 7 === 6) return [];
  if (at % 7 < 2) return [came];
  const rose = move(50 - at, 'visitor', 'prospect', 1);
  return at % 7 < 5 ? [came, rose] : [came, { ...rose, at: ago(25) }, move(1 + (at % 4), 'prospect', 'visitor', -1)];
};

describe('[MAP-8] a map of some', () => {
  let server: ReadServer;
  const keyOf = new Map<string, string>();
  const ask = async (path: string, query: object, key?: string) =>
    server.get(`/api/models/aidar/${path}?${new URLSearchParams({ ...PERIOD, ...query })}`, key);
  const count = async (query: Record<string, string>): Promise<number> =>
    (await server.get(`/api/customers?${new URLSearchParams({ limit: '1', ...query })}`)).body.total;

  const add = async (workspace: string, people: readonly Person[]) => {
    const doings: Doing[] = [];
    for (const { at, shoes, dear } of people) {
      const customer = await addPerson(server, workspace, { userId: `p${at}`, name: `p${at}` });
      await addMoves(server, workspace, { customer, model: 'aidar', stages: STAGES, moves: movesOf(at) });
      const persona = at % 3 === 0 ? 'runner' : 'other';
      await place(server, workspace, { customer, track: TRACKS.persona, stage: persona, at: ago(90) });
      if (at % 2 === 0)
        await place(server, workspace, { customer, track: 'segment:loyal@1', stage: IN_SEGMENT, at: ago(20) });
      if (at % 5 === 0)
        await addMoments(server, workspace, { customer, happened: [['Thanked', ago(6), 'reinforce']], score: 20 });
      const device = profileId(workspace, 'anonymous', `device ${at}`);
      if (at % 8 === 1) {
        const span = { workspace_id: workspace, profile_id: device, until: NOW, customer_id: customer };
        await server.warehouse.insert(
          'profile_spans',
          [{ ...span, version: 1, deleted: 0 }],
          `span ${workspace} ${at}`,
        );
      }
      const about = { category: shoes ? 'shoes' : 'hats', price: dear ? 60 : 40 };
      const doing = (days: number, event: string, properties: Record<string, unknown>, profile = customer) =>
        doings.push({ profile, at: ago(days), event, messageId: `${at} ${event} ${days}`, properties });
      doing(4, 'Product Viewed', about, at % 8 === 1 ? device : customer);
      // What lies before the period makes nobody one of them.
      doing(40, 'Product Viewed', { category: 'shoes', price: 99 });
      doing(3, 'Email Opened', {});
      if (at % 3 === 1) doing(2, 'NPS Answered', { score: at % 11 });
      if (at % 5 === 1) doing(2, 'Order Refunded', {});
    }
    await addDoings(server, workspace, doings);
  };

  beforeAll(async () => {
    server = await readServer();
    for (const [at, [, isOne]] of CASES.entries()) {
      const workspace = `twin${at}`;
      await createWorkspace(
        { sql: server.store },
        { id: workspace, name: workspace, timezone: 'UTC', currency: 'EUR' },
      );
      keyOf.set(workspace, await server.keyOf(workspace, 'owner'));
      await defineMoments(server, workspace, [['Thanked', 'reinforce', 20]]);
      await add(workspace, PEOPLE.filter(isOne));
    }
    await definePersonas(server, 'main', ['runner', 'other']);
    await defineSegment(server, 'main', 'loyal');
    await defineMoments(server, 'main', [['Thanked', 'reinforce', 20]]);
    await add('main', PEOPLE);
  }, 60_000);
  afterAll(() => server?.stop());

  it.each(CASES.map(([query], at) => [JSON.stringify(query), query, `twin${at}`] as const))(
    'has the figures of a workspace that holds nobody else: %s',
    async (_, query, twin) => {
      for (const path of ['map', 'lanes/measured']) {
        const some = (await ask(path, query)).body;
        const alone = (await ask(path, {}, keyOf.get(twin))).body;
        const figures = ({ stages, flows, customers, frictions, strengths }: Record<string, unknown[]>) => ({
          ...{ flows, customers },
          // Who is stuck is told against everybody; addresses are of other people.
          stages: stages?.map((stage) => {
            const { stuck: _s, ...rest } = stage as Record<string, unknown>;
            return JSON.parse(JSON.stringify(rest, told));
          }),
          influences: [...(frictions ?? []), ...(strengths ?? [])].flatMap((one) => {
            const { query: _q, ...rest } = one as Record<string, unknown>;
            return rest.kind === 'stuck' ? [] : [rest];
          }),
        });
        expect(figures(some)).toEqual(figures(alone));
        const { persona = null, segment = null, where = '[]' } = query;
        expect(some).toMatchObject({ persona, segment, where: JSON.parse(where) });
      }
    },
  );

  it.each(CASES.map(([query]) => [JSON.stringify(query), query] as const))(
    'every number opens onto exactly the people behind it: %s',
    async (_, query) => {
      const { stages, worthDoing, customers } = (await ask('map', query)).body;
      const of = { model: 'aidar', ...query, ...PERIOD };
      let told = 0;
      for (const stage of stages) {
        const { id, customers: here, entered, forward, back, fellIn, stuck, directions } = stage;
        expect(await count({ ...of, stage: id })).toBe(here);
        for (const [moved, people] of Object.entries({ entered, forward, back, fellIn }) as [string, number][]) {
          expect(await count({ ...of, stage: id, moved })).toBe(people);
          told += people;
        }
        expect(await count({ ...of, stage: id, stuck: 'true' })).toBe(stuck);
        expect(await count({ ...of, stage: id, direction: 'advancing' })).toBe(directions.advancing);
      }
      expect(told).toBeGreaterThan(0);
      expect(await count({ ...of, stage: 'unplaced' })).toBe(customers.total - customers.placed);
      expect(await count(of)).toBe(customers.total);
      for (const worth of worthDoing) expect([worth, await count(worth.query)]).toEqual([worth, worth.customers]);
      const lanes = (await ask('lanes/measured', query)).body;
      const parts = lanes.stages.flatMap((stage: { moments: []; feedback: [] }) => [
        ...stage.moments,
        ...stage.feedback,
      ]);
      for (const one of [...parts, ...lanes.frictions, ...lanes.strengths]) {
        expect([one, await count(one.query)]).toEqual([one, one.people ?? one.customers]);
      }
    },
  );

  it.each(['in (select distinct customer', 'group by from_stage, to_stage, kind', 'touchpoint as name'])(
    'says so when the conditions take too much to look for: %s',
    async (part) => {
      const limited: typeof server.warehouse.query = (text, parameters, settings) =>
        server.warehouse.query(text, parameters, text.includes(part) ? { maxSeconds: 0.000_001 } : settings);
      const ports = {
        sql: server.store,
        warehouse: { ...server.warehouse, query: limited },
        clock: { now: () => NOW },
      };
      const asked = measureMap(ports, 'main', { model: 'aidar', where: SHOES, ...PERIOD });
      await expect(asked).rejects.toMatchObject({ code: 'analysis.costly', status: 422 });
    },
  );

  it('[ACCESS-2] refuses what it cannot be asked, and says why', async () => {
    const key = await server.keyOf('main', 'analyst');
    const email = { where: JSON.stringify([{ property: 'customer.email', equals: 'a@example.com' }]) };
    const answers = await Promise.all([
      ...['map', 'lanes/measured'].map((path) => ask(path, email, key)),
      server.get(`/api/customers?${new URLSearchParams(email)}`, key),
      ...['map', 'lanes/measured'].map((path) => ask(path, { segment: 'nothing' })),
      ...['map', 'lanes/measured'].map((path) => ask(path, { where: '[{"property":"price"}]' })),
      server.get('/api/customers?where=shoes'),
    ]);
    expect(answers.map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual([
      ...Array.from({ length: 3 }, () => '403 personal.where'),
      ...Array.from({ length: 2 }, () => '404 segment.unknown'),
      ...Array.from({ length: 3 }, () => '400 where.invalid'),
    ]);
    expect((await ask('map', { where: JSON.stringify(SHOES) }, key)).status).toBe(200);
    const nobody = (await ask('map', { where: JSON.stringify([{ property: 'category', equals: 'nothing' }]) })).body;
    expect([nobody.customers, nobody.flows]).toEqual([{ total: 0, placed: 0 }, []]);
  });
});
