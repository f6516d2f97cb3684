import type { Rule } from '@parcours/core';
import { createKey, previewRule } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addPerson, type Doing } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const nested = (depth: number): unknown => (depth === 0 ? { did: { event: 'A' } } : { not: nested(depth - 1) });

describe('rules', () => {
  let server: ReadServer;
  const ids: Record<string, string> = {};
  const preview = async (body: unknown, key = server.keys.main) => {
    const answer = await server.http.inject({
      method: 'POST',
      url: '/api/rules/preview',
      headers: { authorization: `Bearer ${key}` },
      payload: body as object,
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  beforeAll(async () => {
    server = await readServer();
    const orders: Doing[] = [];
    for (const [number, name] of ['Ada', 'Ben', 'Chloé', null].entries()) {
      const id = await addPerson(server, 'main', { userId: `u${number}`, name });
      ids[`u${number}`] = id;
      for (let n = 0; n <= number; n++) {
        orders.push({
          profile: id,
          at: NOW - (n + 1) * 10 * DAY,
          event: 'Order Completed',
          messageId: `${number}-${n}`,
          properties: {
            total: 20.1,
            currency: 'EUR',
            tags: ['new', 'sale'],
            shop: { city: number < 2 ? 'Lyon' : 'Lille' },
          },
        });
      }
    }
    const other = await addPerson(server, 'other', { userId: 'u9', name: 'Zoé' });
    const elsewhere = { profile: other, at: NOW - DAY, event: 'Secret Event', messageId: 'x' };
    await addDoings(server, 'main', orders);
    await addDoings(server, 'other', [elsewhere]);
  });
  afterAll(() => server?.stop());

  it('says whom a rule holds for, of how many, in words of both languages', async () => {
    const rule = { sum: { event: 'Order Completed', property: 'total', atLeast: 60.3, within: 'P90D' } };
    const { status, body } = await preview({ rule });
    expect(status).toBe(200);
    expect(body).toMatchObject({ customers: 2, of: 4 });
    expect(new Map(body.examples.map(({ id, name }: { id: string; name: string }) => [id, name]))).toEqual(
      new Map([
        [ids['u2'], 'Chloé'],
        [ids['u3'], null],
      ]),
    );
    expect(body.words.en).toContain('60.3');
    expect(body.words.fr).not.toBe(body.words.en);
    const nobody = await preview({ rule: { did: { event: 'Order Completed', within: 'P9D' } } });
    expect(nobody.body).toMatchObject({ customers: 0, of: 4, examples: [] });
  });

  it('sees nothing of another workspace', async () => {
    const rule: Rule = { not: { did: { event: 'Order Completed' } } };
    expect((await preview({ rule })).body).toMatchObject({ customers: 0, of: 4 });
    expect((await preview({ rule }, server.keys.other)).body).toMatchObject({
      customers: 1,
      of: 1,
      examples: [{ name: 'Zoé' }],
    });
    const { body } = await server.get('/api/rules/vocabulary');
    expect(JSON.stringify(body)).not.toContain('Secret Event');
  });

  it('names what is wrong and where', async () => {
    const cases: [unknown, (string | number)[]][] = [
      [{ rule: { did: { event: 'A', within: '3 days' } } }, ['rule', 'did', 'within']],
      [{ rule: { all: [{ did: { event: 'A' } }, { did: {} }] } }, ['rule', 'all', 1, 'did', 'event']],
      [{ rule: { segment: 'nobody' } }, ['rule', 'segment']],
      [{ rule: { any: [{ position: { model: 'aidar', stage: 'moon' } }] } }, ['rule', 'any', 0, 'position', 'stage']],
      [{ rule: { did: { event: 'A', atLeast: 3, atMost: 2 } } }, ['rule', 'did', 'atMost']],
      [{ rule: { did: { event: 'A\ud800' } } }, ['rule', 'did', 'event']],
      [{ rule: { not: { did: { event: 'A', atLeast: 0 } } } }, ['rule']],
      [{ rule: { any: Array(32).fill({ all: Array(32).fill({ did: { event: 'A' } }) }) } }, ['rule']],
      [{ rule: nested(8) }, ['rule', ...Array(8).fill('not')]],
      [{}, ['rule']],
      [{ rule: nested(1000) }, []],
    ];
    for (const [body, path] of cases) {
      const answer = await preview(body);
      expect([answer.status, answer.body.error?.code]).toEqual([422, 'rule.invalid']);
      const [problem] = answer.body.error.details;
      expect(problem.path).toEqual(path);
      expect(problem.message.fr).not.toBe(problem.message.en);
    }
    const anonymous = await server.http.inject({ method: 'POST', url: '/api/rules/preview', payload: {} });
    expect(anonymous.statusCode).toBe(401);
  });

  it('answers rules of every form, with up to 100 conditions', async () => {
    const step = { event: 'Order Completed', where: [{ property: 'shop.city', startsWith: 'L', notEquals: 'Lyon' }] };
    const parts: Rule[] = [
      { did: step },
      { average: { event: 'Order Completed', property: 'total', atMost: 20.1 } },
      { distinct: { event: 'Order Completed', property: 'total', atLeast: 1 } },
      { first: { event: 'Order Completed', property: 'currency', in: ['EUR'] } },
      { last: { event: 'Order Completed', property: 'total', gt: 20, within: 'P1M' } },
      { sequence: { steps: [step, step], within: 'P1M' } },
      { not: { trait: { name: 'country', equals: 'FR' } } },
      { not: { quiet: { for: 'P1M' } } },
      { not: { position: { model: 'aidar', direction: 'advancing' } } },
    ];
    expect((await preview({ rule: { all: parts } })).body).toMatchObject({ customers: 2 });
    const many = Array.from({ length: 10 }, () => ({ any: parts }));
    expect((await preview({ rule: { all: many } })).body).toMatchObject({ customers: 4 });
  });

  it('[ACCESS-2] tells who sees no personal data nothing of who customers are', async () => {
    const { key } = await createKey(
      { sql: server.store },
      { workspaceId: 'main', kind: 'api', name: 'a', role: 'analyst' },
    );
    const rule = { did: { event: 'Order Completed' } };
    const { body } = await preview({ rule }, key);
    expect(body).toMatchObject({ customers: 4, of: 4 });
    for (const example of body.examples) {
      expect(example.name).toBeNull();
      expect(Object.values(ids)).not.toContain(example.id);
    }
    const asking: Rule[] = [
      { trait: { name: 'email', equals: 'ada@example.com' } },
      { all: [{ did: { event: 'Order Completed', where: [{ property: 'customer.email', equals: 'a@b.c' }] } }] },
      { not: { last: { event: 'Identified', property: 'name', equals: 'Ada' } } },
    ];
    for (const asked of asking) {
      expect((await preview({ rule: asked }, key)).body.error).toMatchObject({ code: 'personal.rule' });
      expect((await preview({ rule: asked })).status).toBe(200);
    }
    const vocabulary = (await server.get('/api/rules/vocabulary', key)).body;
    expect(vocabulary.events[0].properties.flatMap(({ values }: { values: unknown[] }) => values)).toEqual([]);
  });

  it('says so when a rule takes too long', async () => {
    const ports = { sql: server.store, warehouse: server.warehouse, clock: { now: () => NOW } };
    const draft = { rule: { did: { event: 'Order Completed' } } };
    const asked = previewRule(ports, { workspaceId: 'main', draft, maxSeconds: 0.000_001 });
    await expect(asked).rejects.toMatchObject({ code: 'rule.costly', status: 422 });
  });

  it('lists the events, their properties with types and most frequent values, and the definitions', async () => {
    const { status, body } = await server.get('/api/rules/vocabulary');
    expect(status).toBe(200);
    const [event] = body.events;
    expect(event).toMatchObject({ event: 'Order Completed', interactions: 10 });
    const property = (name: string) => event.properties.find((one: { name: string }) => one.name === name);
    expect(property('total')).toEqual({ name: 'total', types: ['number'], values: [20.1] });
    expect(property('tags')).toEqual({ name: 'tags', types: ['list'], values: ['new', 'sale'] });
    expect(property('shop')).toEqual({ name: 'shop', types: ['object'], values: [] });
    expect(property('shop.city')).toEqual({ name: 'shop.city', types: ['text'], values: ['Lille', 'Lyon'] });
    expect(body.models.find(({ id }: { id: string }) => id === 'aidar').stages.length).toBeGreaterThan(3);
    expect(body.traits).toEqual([]);
  });
});
