import { adjustedRand, type Rule } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineSegment, place } from '../testing/definitions.js';
import { profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const PERIOD = { from: new Date(NOW - 90 * DAY).toISOString(), to: new Date(NOW).toISOString() };
const PEOPLE = 360;

/** Lehmer's generator (Park & Miller 1988): the same people each time. */
const chances = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

interface Kind {
  events: readonly [event: string, share: number][];
  hour: number;
  category: string;
}
/** Who buys shoes in the morning, who reads in the evening, who looks around at noon. */
const KINDS: readonly Kind[] = [
  {
    events: [
      ['Order Completed', 0.5],
      ['Product Viewed', 0.4],
      ['Page Viewed', 0.1],
    ],
    hour: 8,
    category: 'shoes',
  },
  {
    events: [
      ['Guide Read', 0.6],
      ['Page Viewed', 0.35],
      ['Product Viewed', 0.05],
    ],
    hour: 20,
    category: 'books',
  },
  {
    events: [
      ['Product Viewed', 0.7],
      ['Product Added', 0.2],
      ['Page Viewed', 0.1],
    ],
    hour: 13,
    category: 'hats',
  },
];
const ALIKE: Kind = {
  events: [
    ['Page Viewed', 0.5],
    ['Product Viewed', 0.3],
    ['Guide Read', 0.2],
  ],
  ...{ hour: 12, category: 'hats' },
};

interface Group {
  name: { en: string; fr: string };
  description: { en: string; fr: string };
  people: number;
  stability: number;
  apart: { feature: number; inside: number; outside: number; effect: number }[];
  rule: {
    rule: Rule;
    words: { en: string; fr: string };
    held: { selected: number; inside: number; both: number };
  } | null;
  examples: { id: string; name: string | null }[];
}

describe('personas discovered', () => {
  let server: ReadServer;
  const rows: Record<string, unknown>[] = [];
  const planted = new Map<string, number>();
  const live = (workspace: string, who: string, kind: Kind, chance: () => number) => {
    const times = 6 + Math.floor(chance() * 14);
    for (let n = 0; n < times; n++) {
      let left = chance();
      const [event] =
        kind.events.find(([, share]) => {
          left -= share;
          return left < 0;
        }) ?? (kind.events[0] as [string, number]);
      const day = NOW - (1 + Math.floor(chance() * 80)) * DAY;
      const midnight = day - (day % DAY);
      const properties = {
        ...(event === 'Order Completed'
          ? { total: 40 + Math.floor(chance() * 40), discount: chance() < 0.5 ? 5 : 0 }
          : {}),
        ...(event === 'Product Viewed' ? { category: kind.category, product_id: `p${Math.floor(chance() * 9)}` } : {}),
        site: chance() < 0.9 ? 'shop' : 'blog',
      };
      rows.push({
        ...{ workspace_id: workspace, profile_id: profileId(workspace, 'user', who), rank: 5, log_id: 1 },
        ...{
          time: midnight + (kind.hour + chance() * 3) * 3_600_000,
          message_id: `${workspace} ${rows.length}`,
          event,
        },
        ...{ user_id: who, anonymous_id: '', group_id: '', properties: JSON.stringify(properties), context: '{}' },
        ...{ outbound: false, imported: false },
      });
    }
  };
  const discover = (body: object = {}, key?: string) =>
    server.post('/api/personas/discover', { period: PERIOD, ...body }, key);
  const peopleOf = async (body: object, key?: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const asked = { period: PERIOD, groups: 3, limit: 50, cursor, ...body };
      const answer = await server.post('/api/personas/discover/people', asked, key);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      found.push(...answer.body.items.map(({ id }: { id: string }) => id));
      if (!answer.body.next) return found;
      cursor = answer.body.next;
    }
  };

  beforeAll(async () => {
    server = await readServer();
    const chance = chances(11);
    for (let at = 0; at < PEOPLE; at++) {
      const kind = at % 6 < 3 ? 0 : at % 6 < 5 ? 1 : 2;
      planted.set(profileId('main', 'user', `p${at}`), kind);
      live('main', `p${at}`, KINDS[kind] as Kind, chance);
    }
    for (let at = 0; at < 200; at++) live('other', `o${at}`, ALIKE, chance);
    await server.warehouse.insert('interactions', rows, 'discover');
    const track = await defineSegment(server, 'main', 'buyers');
    for (const [customer, kind] of planted)
      if (kind === 0) await place(server, 'main', { customer, track, stage: 'in', at: NOW - 10 * DAY });
  }, 120_000);
  afterAll(() => server?.stop());

  it('[DISC-2] [DISC-3] finds the three planted groups, and who is in each', async () => {
    const { status, body } = await discover();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ people: PEOPLE, compared: PEOPLE, none: null });
    expect(body.groups).toHaveLength(3);
    const labels = new Map<string, number>();
    for (const [group, one] of (body.groups as Group[]).entries()) {
      const people = await peopleOf({ group });
      expect(people).toHaveLength(one.people);
      expect(people).toEqual(people.toSorted());
      for (const id of people) labels.set(id, group);
      expect(one.stability).toBeGreaterThan(0.9);
      for (const { id } of one.examples) expect(people).toContain(id);
    }
    const ids = [...planted.keys()];
    expect(
      adjustedRand(
        ids.map((id) => planted.get(id) as number),
        ids.map((id) => labels.get(id) as number),
      ),
    ).toBeGreaterThan(0.97);
  });

  it('[DISC-5] says what sets each apart, in both languages, with numbers', async () => {
    const { groups, features } = (await discover()).body as {
      groups: Group[];
      features: { kind: string; name: string }[];
    };
    expect(groups[0]?.name.en).toMatch(/buyers|spenders|morning|shoes|order/i);
    expect(groups[0]?.name.fr).not.toBe(groups[0]?.name.en);
    expect(new Set(groups.map(({ name }) => name.en)).size).toBe(3);
    expect(groups[0]?.description.en).toMatch(/\d/);
    expect(groups[0]?.description.fr).toMatch(/entre parenthèses les autres/);
    const orders = features.findIndex(({ kind, name }) => kind === 'amount' && name === 'orders');
    const apart = groups[0]?.apart.find(({ feature }) => feature === orders);
    const orders0 = new Map<unknown, number>();
    for (const [id, kind] of planted) if (kind === 0) orders0.set(id, 0);
    for (const { event, profile_id: id } of rows)
      if (event === 'Order Completed' && orders0.has(id)) orders0.set(id, (orders0.get(id) ?? 0) + 1);
    const sorted = [...orders0.values()].sort((a, b) => a - b);
    expect(Math.abs((apart?.inside ?? 0) - (sorted[sorted.length / 2] as number))).toBeLessThanOrEqual(0.5);
    expect(apart?.outside).toBe(0);
  });

  it('[DISC-4] each rule reproduces its group, as the preview of rules counts it, and its figures are of those held out', async () => {
    const { groups, held } = (await discover()).body as { groups: Group[]; held: number };
    expect(held).toBeGreaterThan(PEOPLE * 0.2);
    expect(groups.reduce((sum, { rule }) => sum + (rule?.held.inside ?? 0), 0)).toBe(held);
    for (const { rule, people } of groups) {
      if (!rule) throw new Error('no rule');
      const { selected, inside, both } = rule.held;
      expect(both / selected).toBeGreaterThan(0.9);
      expect(both / inside).toBeGreaterThan(0.9);
      const preview = await server.post('/api/rules/preview', { rule: rule.rule });
      expect(preview.status, JSON.stringify(preview.body)).toBe(200);
      expect(preview.body.words).toEqual(rule.words);
      expect(Math.abs(preview.body.customers - people)).toBeLessThan(PEOPLE * 0.08);
    }
  });

  it('[DISC-4] a rule is measured as it was when the period ended', async () => {
    const to = new Date(NOW - 30 * DAY).toISOString();
    const past = (await discover({ period: { from: PERIOD.from, to } })).body as { groups: Group[] };
    expect(past.groups.length).toBeGreaterThan(1);
    for (const { rule } of past.groups) {
      const { both, inside, selected } = rule?.held ?? { both: 0, inside: 1, selected: 1 };
      expect((2 * both) / (inside + selected)).toBeGreaterThan(0.8);
      expect(JSON.stringify(rule?.rule)).toMatch(/P60D|quiet/);
    }
  });

  it('[DISC-1] what is sent to customers, and what is only told of them, is nothing they did', async () => {
    const before = (await discover()).body;
    const untouched = [...planted.keys()].slice(0, 200).map((profile, at) => ({
      ...rows[0],
      ...{ profile_id: profile, user_id: `p${at}`, message_id: `sent ${at}`, time: NOW - 5 * DAY },
    }));
    const sent = untouched.map((row) => ({ ...row, event: 'Email Sent', outbound: true }));
    const told = untouched.map((row, at) => ({ ...row, event: '', rank: at % 3, message_id: `told ${at}` }));
    await server.warehouse.insert('interactions', [...sent, ...told], 'sent');
    expect((await discover()).body).toEqual(before);
  });

  it('[DISC-3] of people who are all alike it tells no groups, and of another workspace nothing', async () => {
    const { status, body } = await discover({}, server.keys.other);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ people: 200, none: expect.stringMatching(/chance|unstable/), groups: [] });
    expect(body.chance.sameForAll.p).toBeGreaterThan(0);
  });

  it('narrows to a segment and to what interactions had, and the rules ask for it, too', async () => {
    const within = await discover({ segment: 'buyers', groups: 2 });
    expect(within.body).toMatchObject({ people: PEOPLE / 2 });
    const shop = (await discover({ where: [{ property: 'site', equals: 'shop' }] })).body as { groups: Group[] };
    expect(shop.groups).toHaveLength(3);
    for (const { rule } of shop.groups) {
      const text = JSON.stringify(rule?.rule);
      expect(text).toContain('"property":"site"');
      expect(text).not.toContain('quiet');
      expect((rule?.held.both ?? 0) / (rule?.held.inside ?? 1)).toBeGreaterThan(0.85);
    }
  });

  it('says how much is lacking, and refuses in words what cannot be asked', async () => {
    const few = await discover({ period: { from: '2020-01-01', to: '2020-02-01' } });
    expect([few.status, few.body.error.details]).toEqual([422, { of: 'customers', needed: 100, found: 0 }]);
    const cases: [object, number, string][] = [
      [{ groups: 1 }, 400, 'invalid_request'],
      [{ groups: 9 }, 400, 'invalid_request'],
      [{ segment: 'nothing' }, 404, 'segment.unknown'],
      [{ persona: 'nothing' }, 404, 'persona.unknown'],
      [{ period: { from: '2026-04-01', to: '2026-01-01' } }, 400, 'period.invalid'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await discover(body);
      expect([body, answer.status, answer.body.error?.code]).toEqual([body, status, code]);
    }
    const none = await server.post('/api/personas/discover/people', { period: PERIOD, groups: 2, group: 2 });
    expect([none.status, none.body.error.code]).toEqual([422, 'group.unknown']);
  });

  it('[ID-5] what a device did counts for whose it is', async () => {
    const owners = Array.from({ length: 60 }, (_, at) => at);
    const devices = owners.map((at) => ({
      ...rows.find(({ user_id, workspace_id }) => workspace_id === 'main' && user_id === `p${at}`),
      ...{ profile_id: profileId('main', 'anonymous', `d${at}`), message_id: `device ${at}`, event: 'Banner Clicked' },
    }));
    const spans = owners.map((at) => ({
      ...{ workspace_id: 'main', profile_id: profileId('main', 'anonymous', `d${at}`), until: NOW, version: 1 },
      ...{ customer_id: profileId('main', 'user', `p${at}`), deleted: 0 },
    }));
    await server.warehouse.insert('interactions', devices, 'devices');
    await server.warehouse.insert('profile_spans', spans, 'spans');
    const { people, features, groups } = (await discover()).body;
    expect(people).toBe(PEOPLE);
    expect(features.map(({ name }: { name: string }) => name)).toContain('Banner Clicked');
    expect(groups).toHaveLength(3);
  });

  it('[ACCESS-2] tells those who see no personal data nothing that finds somebody', async () => {
    const key = await server.keyOf('main', 'analyst');
    const { groups } = (await discover({}, key)).body as { groups: Group[] };
    for (const { id, name } of groups.flatMap(({ examples }) => examples))
      expect([planted.has(id), name]).toEqual([false, null]);
    for (const id of await peopleOf({ group: 0 }, key)) expect(planted.has(id)).toBe(false);
    const finding = await discover({ where: [{ property: 'email', equals: 'p1@example.org' }] }, key);
    expect(finding.body.error.code).toBe('personal.where');
  });
});
