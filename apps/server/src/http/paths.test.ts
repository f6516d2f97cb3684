import { PRESETS } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas, place, TRACKS } from '../testing/definitions.js';
import { addDoings, addMoves, addPerson, type Doing } from '../testing/people.js';
import { type ReadServer, readServer } from '../testing/readServer.js';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T00:00:00Z');
const JUNE = { from: '2026-06-01', to: '2026-07-01' };
const STAGES = PRESETS.find(({ id }) => id === 'aidar')?.stages.map(({ id }) => id) ?? [];

type Counted = { name: string; count: number };
const plain = (all: readonly Counted[]) => Object.fromEntries(all.map(({ name, count }) => [name, count]));

describe('paths', () => {
  let server: ReadServer;
  const query = (body: object, key?: string) => server.post('/api/paths/query', { period: JUNE, ...body }, key);
  const people = async (body: object, key?: string) =>
    (await server.post('/api/paths/people', { period: JUNE, ...body }, key)).body;
  const names = async (body: object) => (await people(body)).items.map(({ name }: { name: string }) => name).sort();

  /** What somebody did, and how many minutes after the start: "Product Viewed@3". */
  const person = async (userId: string, doings: readonly string[], workspace = 'main', properties = {}) => {
    const id = await addPerson(server, workspace, { userId, name: userId });
    const told = doings.map((doing, at): Doing => {
      const [event = '', minutes = '0'] = doing.split('@');
      const messageId = `${userId} ${String(at).padStart(5, '0')}`;
      return { profile: id, at: START + Number(minutes) * MINUTE, event, messageId, properties };
    });
    await addDoings(server, workspace, told);
    return id;
  };

  beforeAll(async () => {
    server = await readServer();
    const ann = await person('ann', ['a@1', 'b@2', 'c@4', 'a@200', 'd@201'], 'main', { channel: 'shop' });
    await person('ben', ['a@1', 'b@11', 'c@12'], 'main', { plan: 'pro' });
    // Three things at one instant: the order is that of their ids.
    await person('cleo', ['b@5', 'a@5', 'c@5']);
    await person('dan', ['c@7']);
    await person('elsewhere', ['a@1', 'z@2'], 'other');
    await addDoings(server, 'main', [{ profile: ann, at: START - 1, event: 'before', messageId: 'early' }]);
    await definePersonas(server, 'main', ['eager', 'calm']);
    await place(server, 'main', { customer: ann, track: TRACKS.persona, stage: 'eager', at: START });
    const move = (minutes: number, from: string | null, to: string, delta: number) => ({
      ...{ at: START + minutes * MINUTE, from, to, kind: 'advance' as const, delta },
      ...{ cause: { by: 'time' as const }, rule: { on: 'enter' as const } },
    });
    const moves = [
      move(1, null, 'visitor', 1),
      move(31, 'visitor', 'prospect', 1),
      move(91, 'prospect', 'visitor', -1),
    ];
    await addMoves(server, 'main', { customer: ann, model: 'aidar', stages: STAGES, moves });
  });
  afterAll(() => server?.stop());

  it('[PATH-1] [ORDER-1] tells what follows what, how often, how fast, where paths begin and end', async () => {
    const { status, body } = await query({});
    expect(status).toBe(200);
    expect(body.paths).toBe(4);
    expect(plain(body.nodes)).toEqual({ a: 4, b: 3, c: 4, d: 1 });
    expect(plain(body.start)).toEqual({ a: 2, b: 1, c: 1 });
    expect(plain(body.end)).toEqual({ c: 3, d: 1 });
    expect(body.edges.find(({ from, to }: { from: string; to: string }) => from === 'a' && to === 'b')).toEqual({
      ...{ from: 'a', to: 'b', count: 2, medianSeconds: (60 + 600) / 2 },
    });
    const tied = body.edges.filter(({ medianSeconds }: { medianSeconds: number }) => medianSeconds === 0);
    expect(tied.map(({ from, to }: { from: string; to: string }) => `${from}${to}`).sort()).toEqual(['ac', 'ba']);
  });

  it('ranks different paths, with their share and the time they took', async () => {
    const { body } = await query({ sessionGap: 'PT1H', variants: 2 });
    expect([body.paths, body.variantCount]).toEqual([5, 4]);
    expect(body.variants[0]).toEqual({ path: ['a', 'b', 'c'], count: 2, share: 0.4, customers: 2, medianSeconds: 420 });
    expect(body.variants).toHaveLength(2);
    expect((await query({ variants: 0 })).body.variants).toEqual([]);
  });

  it('[PATH-2] between two points, and around one', async () => {
    const between = (await query({ start: 'b', end: 'c' })).body;
    expect([between.paths, plain(between.start), plain(between.end)]).toEqual([3, { b: 3 }, { c: 3 }]);
    const around = (await query({ around: 'd', reach: 1 })).body;
    expect(around.variants.map(({ path }: { path: string[] }) => path)).toEqual([['a', 'd']]);
    expect((await query({ start: 'a', end: 'a' })).body.variants[0].path).toEqual(['a', 'b', 'c', 'a']);
    expect((await query({ start: 'nobody did that' })).body).toMatchObject({
      paths: 0,
      nodes: [],
      edges: [],
      variants: [],
    });
  });

  it('by touch point, and by stage', async () => {
    const touch = (await query({ by: 'touchpoint', persona: 'eager' })).body;
    expect(touch.nodes).toEqual([{ name: 'shop', count: 5 }]);
    const stage = (await query({ by: 'stage', model: 'aidar' })).body;
    expect(stage.variants.map(({ path }: { path: string[] }) => path)).toEqual([['visitor', 'prospect', 'visitor']]);
    expect(stage.edges.find(({ to }: { to: string }) => to === 'prospect')).toMatchObject({ medianSeconds: 1800 });
  });

  it('looks only at the people and the interactions asked for, and at this workspace', async () => {
    expect(plain((await query({ persona: 'eager' })).body.nodes)).toEqual({ a: 2, b: 1, c: 1, d: 1 });
    expect((await query({ where: [{ property: 'plan', equals: 'pro' }] })).body.paths).toBe(1);
    expect(plain((await query({}, server.keys.other)).body.nodes)).toEqual({ a: 1, z: 1 });
  });

  it('every number opens onto its people', async () => {
    expect(await names({ of: { node: 'd' } })).toEqual(['ann']);
    expect(await names({ of: { edge: { from: 'a', to: 'b' } } })).toEqual(['ann', 'ben']);
    expect(await names({ of: { edge: { from: 'b', to: 'a' } } })).toEqual(['cleo']);
    expect(await names({ of: { start: 'a' } })).toEqual(['ann', 'ben']);
    expect(await names({ of: { end: 'c' } })).toEqual(['ben', 'cleo', 'dan']);
    expect(await names({ of: { variant: ['a', 'b', 'c'] }, sessionGap: 'PT1H' })).toEqual(['ann', 'ben']);
    const first = await people({ of: { node: 'c' }, limit: 3 });
    const rest = await people({ of: { node: 'c' }, limit: 3, cursor: first.next });
    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 1, null]);
  });

  it('[ACCESS-2] without personal data people have no names, and nobody can be asked for by theirs', async () => {
    const key = await server.keyOf('main', 'analyst');
    const { items } = await people({ of: { node: 'd' } }, key);
    const [{ id }] = (await people({ of: { node: 'd' } })).items;
    expect(items).toEqual([{ id: expect.not.stringContaining(id), name: null }]);
    const asked = await query({ where: [{ property: 'email', exists: true }] }, key);
    expect([asked.status, asked.body.error.code]).toEqual([403, 'personal.where']);
  });

  it('[PATH-3] of very many different names the most frequent are told apart, all others together', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `n${at}@${at}`);
    await person('busy', ['x@0', ...many, 'x@9000', 'x@9001'], 'other');
    const { body } = await query({ top: 1 }, server.keys.other);
    expect(body.names).toBe(3_003);
    expect(plain(body.nodes)).toEqual({ '': 3_002, x: 3 });
    const edge = (from: string, to: string) =>
      body.edges.find((one: { from: string; to: string }) => one.from === from && one.to === to)?.count;
    expect([edge('x', ''), edge('', ''), edge('', 'x'), edge('x', 'x')]).toEqual([1, 3_000, 1, 1]);
    const { items } = (
      await server.post('/api/paths/people', { period: JUNE, top: 1, of: { start: '' } }, server.keys.other)
    ).body;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['elsewhere']);
  });

  it('nobody there: empty, not wrong', async () => {
    const { status, body } = await query({ period: { from: '2020-01-01', to: '2020-02-01' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ paths: 0, nodes: [], edges: [], start: [], end: [], variants: [], variantCount: 0 });
  });

  it('refuses what cannot be asked, in words', async () => {
    const code = async (body: object) => {
      const { status, body: answer } = await query(body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      return answer.error.code;
    };
    expect(await code({ sessionGap: 'P1M' })).toBe('duration.invalid');
    expect(await code({ sessionGap: 'PT0M' })).toBe('invalid_request');
    expect(await code({ by: 'stage', model: 'nowhere' })).toBe('model.unknown');
    expect(await code({ by: 'stage', where: [{ property: 'a', exists: true }] })).toBe('paths.where');
    expect(await code({ persona: 'nobody' })).toBe('persona.unknown');
    expect(await code({ period: { from: '2026-07-01', to: '2026-06-01' } })).toBe('period.invalid');
    for (const body of [
      { by: 'mood' },
      { top: 0 },
      { top: 101 },
      { start: '' },
      { start: 'a\0' },
      { end: '\ud800' },
      { unknown: 1 },
    ])
      expect(await code(body)).toBe('invalid_request');
    const cursor = await server.post('/api/paths/people', { period: JUNE, of: { node: 'a' }, cursor: 'x' });
    expect([cursor.status, cursor.body.error.code]).toEqual([400, 'cursor.invalid']);
    expect((await server.post('/api/paths/people', { period: JUNE, of: { node: 'a', start: 'b' } })).status).toBe(400);
  });
});
