import { PRESETS, startOfDay } from '@parcours/core';
import { type KeptAsked, keepAnswers, measureLanes, measureMap, movedTo } from '@parcours/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMoves, addPerson } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];
const iso = (time: number): string => new Date(time).toISOString();
/** Thirty days up to the end of today. */
const TODAY = Math.floor(NOW / DAY) * DAY;
const month: KeptAsked = { model: 'aidar', from: iso(TODAY - 29 * DAY), to: iso(TODAY + DAY) };

describe('[MAP-7] answers kept of large workspaces', () => {
  let server: ReadServer;
  let now = NOW;
  let asked = 0;
  const failures: unknown[] = [];
  const keeping = (large: number) => {
    const { store: sql, warehouse } = server;
    const counted: typeof warehouse = {
      ...warehouse,
      query: (text, parameters) => {
        asked++;
        return warehouse.query(text, parameters);
      },
    };
    const ports = { sql, warehouse: counted, clock: { now: () => now } };
    return { kept: keepAnswers({ ...ports, onError: (_, error) => failures.push(error) }, { large }), ports };
  };
  const person = async (userId: string, workspace = 'main') => {
    const customer = await addPerson(server, workspace, { userId, name: userId });
    const moves = [
      {
        ...{ at: NOW - 3 * DAY, from: null, to: 'visitor', kind: 'enter' as const, delta: 1 },
        ...{ cause: { by: 'time' as const }, rule: { on: 'enter' as const } },
      },
    ];
    await addMoves(server, workspace, { customer, model: 'aidar', stages: STAGES, moves });
  };
  const rows = async () =>
    server.store.query<{ period_from: number; period_to: number }>(
      'select workspace_id, question, period_from::float8, period_to::float8 from kept_answers order by 1, 2, 3',
    );

  beforeAll(async () => {
    server = await readServer();
    for (const id of ['a', 'b', 'c']) await person(id);
    await person('d', 'other');
  });
  beforeEach(async () => {
    await server.store.query('delete from kept_answers');
    now = NOW;
  });
  afterAll(async () => {
    await server.stop();
    expect(failures).toEqual([]);
  });

  it('measures a small workspace each time and keeps nothing of it', async () => {
    const { kept } = keeping(1_000);
    const before = await kept.get('map', 'main', month);
    await person(`small ${Math.random()}`);
    const after = await kept.get('map', 'main', month);
    expect(after.customers.total).toBe(before.customers.total + 1);
    expect([after.refreshing, await rows()]).toEqual([false, []]);
  });

  it.each(['map', 'lanes'] as const)('gives the %s kept, says of when, and measures it again behind', async (name) => {
    const { kept, ports } = keeping(2);
    const measure = () => (name === 'map' ? measureMap : measureLanes)(ports, 'main', month);
    const first = await kept.get(name, 'main', month);
    expect(first).toEqual({ ...(await measure()), measuredAt: iso(NOW), refreshing: false });
    await person(`large ${name}`);
    now += 59_000;
    expect(await kept.get(name, 'main', month)).toEqual(first);
    now += 2_000;
    expect(await kept.get(name, 'main', month)).toEqual({ ...first, refreshing: true });
    await kept.idle();
    const newer = await kept.get(name, 'main', month);
    expect(newer).toEqual({ ...(await measure()), measuredAt: iso(now), refreshing: false });
    expect(newer.stages).not.toEqual(first.stages);
  });

  it('tells workspaces, periods and questions apart, and keeps no period that ends just now', async () => {
    const { kept } = keeping(0);
    const own = await kept.get('map', 'main', month);
    const other = await kept.get('map', 'other', month);
    expect([own.customers.total > 1, other.customers.total]).toEqual([true, 1]);
    const week = await kept.get('map', 'main', { ...month, from: iso(TODAY) });
    expect(week.flows).toEqual([]);
    expect(own.flows).toHaveLength(1);
    await kept.get('map', 'main', { model: 'aidar' });
    await kept.get('map', 'main', { ...month, to: iso(NOW + 1) });
    expect(await rows()).toHaveLength(3);
  });

  it('measures once for all who ask at the same time', async () => {
    const { kept } = keeping(2);
    asked = 0;
    await kept.get('map', 'main', month);
    const once = asked;
    await server.store.query('delete from kept_answers');
    asked = 0;
    const all = await Promise.all(Array.from({ length: 10 }, () => kept.get('map', 'main', month)));
    expect(asked).toBe(once);
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('gives nothing of earlier definitions, and has the answer of the new ones ready', async () => {
    const { kept } = keeping(2);
    await kept.get('map', 'main', month);
    await server.store.query(`update workspaces set generation = generation + 1 where id = 'main'`);
    now += 1_000;
    await kept.warm();
    asked = 0;
    const ready = await kept.get('map', 'main', month);
    expect([asked, ready.measuredAt, ready.refreshing]).toEqual([0, iso(now), false]);
    await server.store.query(`update workspaces set generation = generation + 1 where id = 'main'`);
    await kept.get('map', 'main', month);
    expect(asked).toBeGreaterThan(0);
  });

  it('measures nothing ahead while somebody waits for a replay', async () => {
    const { kept } = keeping(2);
    await kept.get('map', 'main', month);
    await server.store.query(`update workspaces set generation = generation + 1 where id = 'main'`);
    await server.store.query(
      `insert into replays (workspace_id, state, changes, generation, now, log_id) values ('other', 'running', '[]', 9, $1, -1)`,
      [NOW],
    );
    asked = 0;
    await kept.warm();
    expect(asked).toBe(0);
    await server.store.query(`update replays set state = 'done'`);
    await kept.warm();
    expect(asked).toBeGreaterThan(0);
  });

  it('has the answer of another day ready, and drops what nobody reads', async () => {
    const { kept } = keeping(2);
    await kept.get('map', 'main', month);
    await kept.get('map', 'main', { ...month, to: iso(TODAY) });
    now += DAY;
    await kept.warm();
    asked = 0;
    const { from, to } = { from: iso(TODAY - 28 * DAY), to: iso(TODAY + 2 * DAY) };
    expect((await kept.get('map', 'main', { ...month, from, to })).period).toEqual({ from, to });
    expect(asked).toBe(0);
    // The period that had ended stays as it was asked for; the one of today has moved on.
    expect((await rows()).map(({ period_to }) => period_to).sort()).toEqual([TODAY, TODAY + 2 * DAY]);
    now += 8 * DAY;
    await kept.warm();
    expect(await rows()).toEqual([]);
  });

  it('says what does not exist, and forgets a model that is no more', async () => {
    const { kept } = keeping(2);
    await expect(kept.get('map', 'main', { ...month, model: 'gone' })).rejects.toThrow(/gone/);
    await server.store.query(
      `insert into kept_answers select 'main', '["map","gone",null]', $1, $2, -1, $3, $3, '{}'`,
      [TODAY - DAY, TODAY + DAY, NOW],
    );
    await kept.warm();
    expect(await rows()).toEqual([]);
  });

  it('a period of days moved to the present is as many days of the zone, today the last of them', () => {
    const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 18_000, max: 21_000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 40 * DAY }),
        (zone, last, days, passed) => {
          const start = (index: number) => startOfDay(day(index * DAY), zone);
          const period = { from: start(last - days), to: start(last) };
          const at = period.to + passed;
          const moved = movedTo(period, at, zone);
          const by = Array.from({ length: 42 }, (_, n) => n).find((n) => start(last + n) > at) as number;
          expect(moved).toEqual({ from: start(last - days + by), to: start(last + by) });
        },
      ),
    );
  });
});
