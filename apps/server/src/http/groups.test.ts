import { chanceFrom } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const PERIOD = { from: dayOf(NOW - 90 * DAY), to: dayOf(NOW + DAY) };
const PEOPLE = 360;

/** Three ways of being a customer, one person in three each: events and about how often each, and how long they have been silent. */
const WAYS = [
  { events: { 'Order Completed': 12, 'Product Viewed': 3 }, total: 80, silent: 2 },
  { events: { 'Product Viewed': 30, 'Email Opened': 10 }, total: 0, silent: 5 },
  { events: { 'Order Completed': 1, 'Product Viewed': 2 }, total: 20, silent: 60 },
] as const;

interface Group {
  size: number;
  stability: number;
  traits: { kind: string; event: string | null; here: number; others: number }[];
  rule: object | null;
  precision: number;
  recall: number;
}

describe('groups of people who do alike', () => {
  let server: ReadServer;
  const wayOf = new Map<string, number>();
  const query = (body: object = {}) => server.post('/api/groups/query', { period: PERIOD, ...body });
  const people = async (group: number, body: object = {}): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const answer = await server.post('/api/groups/people', { period: PERIOD, group, limit: 100, cursor, ...body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      found.push(...answer.body.items.map(({ id }: { id: string }) => id));
      if (!answer.body.next) return found;
      cursor = answer.body.next;
    }
  };

  beforeAll(async () => {
    server = await readServer();
    const chance = chanceFrom(3);
    const rows: Record<string, unknown>[] = [];
    const act = (who: string, event: string, time: number, told: object = {}, workspace = 'main'): void => {
      const profile_id = profileId(workspace, 'user', who);
      rows.push({
        ...{ workspace_id: workspace, profile_id, time, rank: 5, message_id: `${workspace} ${rows.length}`, event },
        ...{ user_id: who, anonymous_id: '', group_id: '', properties: JSON.stringify(told), context: '{}' },
        ...{ outbound: false, imported: false, log_id: 1 },
      });
    };
    for (let at = 0; at < PEOPLE; at++) {
      const who = `g${at}`;
      wayOf.set(profileId('main', 'user', who), at % 3);
      const way = WAYS[at % 3] as (typeof WAYS)[number];
      for (const [event, about] of Object.entries(way.events))
        for (let n = 0; n < Math.max(1, Math.round(about * (0.7 + 0.6 * chance()))); n++)
          act(who, event, NOW - way.silent * DAY - Math.floor((1 + chance() * 20) * DAY), { total: way.total });
      act(who, 'Page Viewed', NOW - way.silent * DAY - Math.floor(chance() * DAY));
    }
    // What anybody does by chance: no groups.
    for (let at = 0; at < 300; at++)
      for (const event of ['A', 'B', 'C', 'D', 'E'])
        for (let n = 0; n < 1 + Math.floor(chance() * 12); n++)
          act(`n${at}`, event, NOW - Math.floor(chance() * 80 * DAY), {}, 'other');
    await server.warehouse.insert('interactions', rows, 'groups');
  }, 120_000);
  afterAll(() => server?.stop());

  it('[GROUP-2] [GROUP-4] finds those that are planted, stable, and says what sets each apart', async () => {
    const { status, body } = await query();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ people: PEOPLE, compared: PEOPLE, clear: true });
    expect(body.silhouette).toBeGreaterThan(body.byChance);
    expect(body.groups.map(({ size }: Group) => size)).toEqual([120, 120, 120]);
    for (const [place, group] of (body.groups as Group[]).entries()) {
      expect(group.stability).toBeGreaterThan(0.95);
      const found = await people(place);
      expect(found).toHaveLength(group.size);
      const ways = new Set(found.map((id) => wayOf.get(id)));
      expect(ways.size).toBe(1);
      const [first] = group.traits;
      expect(first).toBeDefined();
      const viewed = group.traits.find(({ event }) => event === 'Product Viewed');
      if (ways.has(1)) expect(viewed?.here).toBeGreaterThan(20);
    }
  });

  it('[GROUP-5] the rule of each finds the same people in the rule engine', async () => {
    const { body } = await query();
    for (const [place, group] of (body.groups as Group[]).entries()) {
      expect(group.precision).toBeGreaterThan(0.95);
      expect(group.recall).toBeGreaterThan(0.95);
      const preview = await server.post('/api/rules/preview', { rule: group.rule });
      expect(preview.status, JSON.stringify(preview.body)).toBe(200);
      expect(Math.abs(preview.body.customers - group.size)).toBeLessThanOrEqual(6);
      const members = new Set(await people(place));
      for (const { id } of preview.body.examples) expect(members).toContain(id);
    }
  });

  it('[GROUP-3] where people do anything by chance, it says that there are no groups', async () => {
    const { status, body } = await server.post('/api/groups/query', { period: PERIOD }, server.keys.other);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ people: 300, clear: false, groups: [] });
  });

  it('[GROUP-1] as many groups as are asked for, of a segment of time, of what holds', async () => {
    expect((await query({ count: 2 })).body.groups).toHaveLength(2);
    const few = await query({ where: [{ property: 'total', gte: 80 }] });
    expect(few.status).toBe(200);
    expect(few.body.people).toBe(120);
    const past = await query({ period: { from: PERIOD.from, to: dayOf(NOW - DAY) } });
    for (const { rule } of past.body.groups as Group[]) expect(rule).toBeNull();
  });

  it('[GROUP-1] says how much is lacking, and refuses what cannot be asked', async () => {
    const early = await query({ period: { from: '2020-01-01', to: '2020-02-01' } });
    expect(early.status).toBe(422);
    expect(early.body.error).toMatchObject({
      code: 'data.tooLittle',
      details: { of: 'customers', needed: 60, found: 0 },
    });
    expect((await query({ count: 1 })).status).toBe(400);
    expect((await query({ segment: 'nowhere' })).status).toBe(404);
    const nobody = await server.post('/api/groups/people', { period: PERIOD, count: 2, group: 7 });
    expect(nobody.status).toBe(404);
    expect(nobody.body.error.code).toBe('group.unknown');
  });
});
