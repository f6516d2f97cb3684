import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, placeAll, TRACKS } from '../testing/definitions.js';
import { addDoings, addPerson, type Doing } from '../testing/people.js';
import { type ReadServer, readServer } from '../testing/readServer.js';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T00:00:00Z');
const PEOPLE = 60;
const EVENTS = ['A', 'B', 'C', 'A', 'B'];
/** Fourteen values, so that some are told together; some people say none, and some say something else each time. */
const valueOf = (at: number, turn: number): unknown =>
  [undefined, `v${at % 14}`, at % 14, { is: 'no scalar' }, at % 2 === 0, turn][at % 6];

type Step = { customers: number; left: number };
type Group = { value: unknown; steps: Step[] };

describe('the people behind the cells of a funnel’s breakdown', () => {
  let server: ReadServer;
  const asked = {
    steps: ['A', 'B', 'C'].map((event) => ({ name: event, rule: { did: { event } } })),
    ...{ window: 'P1D', period: { from: '2026-06-01', to: '2026-07-01' } },
  };
  const query = async (body: object, key?: string) =>
    (await server.post('/api/funnels/query', { ...asked, ...body }, key)).body;
  const people = async (body: object, key?: string): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const at: object = cursor === null ? {} : { cursor };
      const { status, body: page } = await server.post(
        '/api/funnels/people',
        { ...asked, limit: 200, ...body, ...at },
        key,
      );
      expect([page.error, status]).toEqual([undefined, 200]);
      ids.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.next;
    } while (cursor !== null);
    return ids;
  };

  beforeAll(async () => {
    server = await readServer();
    const doings: Doing[] = [];
    await definePersonas(server, 'main', ['eager', 'calm']);
    const placed = [];
    for (let at = 0; at < PEOPLE; at++) {
      const profile = await addPerson(server, 'main', { userId: `p${at}`, name: `p${at}` });
      for (let turn = 0; turn < 9; turn++) {
        const event = EVENTS[(at * 7 + turn * (1 + (at % 4))) % EVENTS.length] as string;
        const v = valueOf(at, turn);
        // Two of three come at once: what tells them apart is their order.
        const time = START + at * MINUTE + Math.floor(turn / 2) * 20 * MINUTE;
        doings.push({ profile, at: time, event, messageId: `${at} ${turn}`, properties: v === undefined ? {} : { v } });
      }
      if (at % 3 > 0) {
        const stage = at % 3 === 1 ? 'eager' : 'calm';
        placed.push({ customer: profile, track: TRACKS.persona, stage, at: START });
      }
    }
    await addDoings(server, 'main', doings);
    await placeAll(server, 'main', placed);
  }, 60_000);
  afterAll(() => server?.stop());

  it.each(['ordered', 'strict', 'any'].flatMap((order) => [{ property: 'v' }, 'persona'].map((by) => [order, by])))(
    'are as many as each cell counts, and all of them once: %s, by %o',
    async (order, breakdown) => {
      const { steps, breakdown: told } = await query({ order, breakdown });
      const groups = [
        ...told.groups.map(({ value, steps: of }: Group) => ({ group: { value }, of })),
        ...(told.rest ? [{ group: { rest: true }, of: told.rest.steps }] : []),
      ];
      expect(groups.length).toBeGreaterThan(2);
      for (const [at, { customers, left }] of (steps as Step[]).entries()) {
        const everybody: string[] = [];
        for (const { group, of } of groups) {
          const ids = await people({ order, breakdown, group, step: at + 1 });
          expect([group, ids.length]).toEqual([group, of[at].customers]);
          everybody.push(...ids);
          if (at === 0 && group === groups[0]?.group)
            expect(await people({ order, breakdown, group, step: 1, left: true })).toHaveLength(of[0].left);
        }
        expect([new Set(everybody).size, everybody.length]).toEqual([customers, customers]);
        expect(everybody.sort()).toEqual((await people({ order, breakdown, step: at + 1, limit: 25 })).sort());
        expect(left).toBeGreaterThanOrEqual(0);
      }
    },
    60_000,
  );

  it('[ACCESS-2] who sees no personal data can ask for no value that few share', async () => {
    const key = await server.keyOf('main', 'analyst');
    const breakdown = { property: 'v' };
    const { groups, rest } = (await query({ breakdown }, key)).breakdown as {
      groups: Group[];
      rest: { steps: Step[] };
    };
    expect(groups.every(({ steps: [first] }) => (first as Step).customers >= 5)).toBe(true);
    expect(await people({ breakdown, group: { rest: true }, step: 1 }, key)).toHaveLength(
      rest.steps[0]?.customers ?? -1,
    );
    const rare = await server.post(
      '/api/funnels/people',
      { ...asked, breakdown, group: { value: 'v1' }, step: 1 },
      key,
    );
    expect([rare.status, rare.body.error.code]).toEqual([422, 'value.unknown']);
    const email = { ...asked, breakdown: { property: 'email' }, group: { value: 'a' }, step: 1 };
    expect((await server.post('/api/funnels/people', email, key)).body.error.code).toBe('personal.where');
  });

  it('says what cannot be asked', async () => {
    const cases: [object, number, string][] = [
      [{ group: { value: 'v1' } }, 400, 'breakdown.missing'],
      [{ breakdown: { property: 'v' }, group: { value: 'nothing' } }, 422, 'value.unknown'],
      [{ breakdown: { property: 'nothing' }, group: { value: 'v1' } }, 422, 'value.unknown'],
      [{ breakdown: { property: 'v' }, group: { value: {} } }, 400, 'invalid_request'],
      [{ breakdown: { property: 'v' }, group: { rest: false } }, 400, 'invalid_request'],
      [{ breakdown: { property: 'v' }, group: {} }, 400, 'invalid_request'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await server.post('/api/funnels/people', { ...asked, ...body, step: 1 });
      expect([body, answer.status, answer.body.error?.code]).toEqual([body, status, code]);
    }
    const none = { breakdown: { property: 'nothing' }, group: { rest: true }, step: 1 };
    expect(await people(none)).toEqual([]);
  });
});
