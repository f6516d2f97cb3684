import { type Json, type JsonObject, noDefinitions, type Rule } from '@parcours/core';
import { interactionOf, PATIENCE } from '@parcours/core/testing';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileRuleQuery } from './compileRule.sql.js';
import { foldedCustomers, queriedCustomers, type Scene, type Told, writeScenes } from './scene.testing.js';

interface Doing {
  readonly at: string;
  readonly event?: string;
  readonly properties?: JsonObject;
}

const told = (by: number, doings: readonly Doing[]): Told[] =>
  doings.map(({ at, event = 'A', properties = {} }, index) => ({
    by,
    linked: false,
    interaction: interactionOf({ time: Date.parse(at), event, properties, messageId: `${by}-${index}` }),
  }));

/** Customers by number, each with what they did. */
const sceneOf = (rule: Rule, now: string, zone: string, customers: readonly (readonly Doing[])[]): Scene => ({
  rule,
  zone,
  now: Date.parse(now),
  told: customers.flatMap((doings, by) => told(by, doings)),
  cuts: [],
});

describe('rules in SQL, by example', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  /** How many customers each query selects, which must be those the fold finds. */
  const countOf = async (scenes: readonly Scene[]): Promise<number[]> => {
    const names = await writeScenes(stores.warehouse, scenes);
    const selected = await queriedCustomers(stores.warehouse, names, scenes);
    const folded = scenes.map((scene, at) => foldedCustomers(names[at] as string, scene).held);
    for (const [at, { rule }] of scenes.entries())
      expect({ rule, who: selected[at] }).toEqual({ rule, who: folded[at] });
    return selected.map((customers) => customers.length);
  };
  /** Whether a rule holds for somebody who did one thing with these properties. */
  const holdsFor = async (
    cases: readonly (readonly [properties: JsonObject, rule: Rule, ...rest: unknown[]])[],
  ): Promise<boolean[]> => {
    const scenes = cases.map(([properties, rule]) =>
      sceneOf(rule, '2024-06-01T00:00Z', 'UTC', [[{ at: '2024-05-01T00:00Z', properties }]]),
    );
    return (await countOf(scenes)).map((count) => count === 1);
  };
  const where = (property: string, comparison: object): Rule => ({
    did: { event: 'A', where: [{ property, ...comparison }] },
  });

  it('[TIME-3] a day is as long as the calendar says when clocks change', async () => {
    const rule: Rule = { did: { event: 'A', within: 'P1D' } };
    const hours: Rule = { did: { event: 'A', within: 'PT24H' } };
    const spring = [[{ at: '2024-03-30T12:00:00.000+01:00' }]];
    const autumn = [[{ at: '2024-10-26T12:00:00.000+02:00' }]];
    const asked: [Rule, string, Doing[][], number][] = [
      [rule, '2024-03-31T11:59:59.999+02:00', spring, 1],
      [rule, '2024-03-31T12:00:00.000+02:00', spring, 0],
      [hours, '2024-03-31T12:00:00.000+02:00', spring, 1],
      [hours, '2024-03-31T13:00:00.000+02:00', spring, 0],
      [rule, '2024-10-27T11:59:59.999+01:00', autumn, 1],
      [rule, '2024-10-27T12:00:00.000+01:00', autumn, 0],
      [hours, '2024-10-27T11:00:00.000+01:00', autumn, 0],
    ];
    const counts = await countOf(asked.map(([one, now, customers]) => sceneOf(one, now, 'Europe/Paris', customers)));
    expect(counts).toEqual(asked.map(([, , , count]) => count));
  });

  it('[TIME-3] a local time that is skipped moves forward, of two the earlier counts', async () => {
    const rule: Rule = { not: { quiet: { for: 'P1D' } } };
    const skipped = [[{ at: '2024-03-30T02:30:00.000+01:00' }]];
    const twice = [[{ at: '2024-10-26T02:30:00.000+02:00' }]];
    const asked: [string, Doing[][], number][] = [
      ['2024-03-31T03:29:59.999+02:00', skipped, 1],
      ['2024-03-31T03:30:00.000+02:00', skipped, 0],
      ['2024-10-27T02:29:59.999+02:00', twice, 1],
      ['2024-10-27T02:30:00.000+02:00', twice, 0],
    ];
    const counts = await countOf(asked.map(([now, customers]) => sceneOf(rule, now, 'Europe/Paris', customers)));
    expect(counts).toEqual(asked.map(([, , count]) => count));
  });

  it('[TIME-4] a month from the last days of January ends on the last of February', async () => {
    const rule: Rule = { did: { event: 'A', within: 'P1M' } };
    const days = ['2023-01-29T23:00Z', '2023-01-30T12:00Z', '2023-01-31T01:00Z', '2023-02-01T00:00Z'];
    const customers = days.map((at) => [{ at }]);
    const asked: [string, number][] = [
      ['2023-02-28T00:59:59.999Z', 4],
      ['2023-02-28T01:00:00.000Z', 3],
      ['2023-02-28T12:00:00.000Z', 2],
      ['2023-02-28T23:00:00.000Z', 1],
      ['2023-03-01T00:00:00.000Z', 0],
    ];
    const counts = await countOf(asked.map(([now]) => sceneOf(rule, now, 'UTC', customers)));
    expect(counts).toEqual(asked.map(([, count]) => count));
  });

  it('[RULE-10] the span of a sequence follows the calendar of the zone at any time in history', async () => {
    const rule: Rule = { sequence: { steps: [{ event: 'A' }, { event: 'B' }], within: 'P1M1D' } };
    const pairs: [string, string, boolean][] = [
      ['2024-01-30T02:30:00.000+01:00', '2024-03-01T02:29:59.999+01:00', true],
      ['2024-01-30T02:30:00.000+01:00', '2024-03-01T02:30:00.000+01:00', false],
      ['2024-02-29T02:30:00.000+01:00', '2024-03-30T02:30:00.000+01:00', false],
      ['2021-02-27T02:30:00.000+01:00', '2021-03-28T03:29:59.999+02:00', true],
      ['2021-02-27T02:30:00.000+01:00', '2021-03-28T03:30:00.000+02:00', false],
      ['1999-09-30T02:30:00.000+02:00', '1999-10-31T02:29:59.999+02:00', true],
      ['1999-09-30T02:30:00.000+02:00', '1999-10-31T02:30:00.000+02:00', false],
    ];
    const scenes = pairs.map(([first, second]) =>
      sceneOf(rule, '2025-01-01T00:00Z', 'Europe/Paris', [[{ at: first }, { at: second, event: 'B' }]]),
    );
    expect(await countOf(scenes)).toEqual(pairs.map(([, , holds]) => (holds ? 1 : 0)));
  });

  it('[RULE-2] finds properties of any name, the whole key before the path, never in a list', async () => {
    const names = [
      'a.b',
      'a..b',
      '.',
      'é😀.ü',
      `it's "quoted"`,
      '\\',
      `\\'; drop table interactions; --`,
      '{x:String}',
    ];
    const more = ['constructor', 'toString', '0', ' ', '`tick`', 'a\nb', '$1', '%s', 'a/b'];
    const keyed = [...names, ...more].map((name) => [{ [name]: name }, where(name, { equals: name })] as const);
    expect(await holdsFor(keyed)).toEqual(keyed.map(() => true));
    const cases: [JsonObject, Rule, boolean][] = [
      [{ a: { b: 1 } }, where('a.b', { equals: 1 }), true],
      [{ a: { b: 1 }, 'a.b': 2 }, where('a.b', { equals: 1 }), false],
      [{ a: { b: 1 }, 'a.b': null }, where('a.b', { exists: true }), false],
      [{ a: [{ b: 1 }] }, where('a.0.b', { exists: true }), false],
      [{ a: [1] }, where('a.0', { exists: true }), false],
      [{ a: 'text' }, where('a.length', { exists: true }), false],
      [{ '': { '': 3 } }, where('.', { equals: 3 }), true],
      [{ a: { 'b.c': 1 } }, where('a.b.c', { exists: true }), false],
      [{}, where('constructor', { exists: true }), false],
    ];
    expect(await holdsFor(cases)).toEqual(cases.map(([, , holds]) => holds));
  });

  it('[RULE-3] tells texts, numbers and booleans apart', async () => {
    const values: Json[] = ['1', 1, true, 'true', 'x', '', null, [], ['x', 1], {}, 0, false, 0.1, 'é"\\\n/'];
    const scalars = values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value));
    const cases = values.flatMap((value) =>
      [...scalars, 'null', '{}', '[]'].flatMap((other) => [
        [{ p: value }, where('p', { equals: other })] as const,
        [{ p: value }, where('p', { notEquals: other })] as const,
        [{ p: value }, where('p', { in: [other, 'nothing else'] })] as const,
      ]),
    );
    // One customer for each value; the fold says for whom each rule holds.
    const rules = [...new Map(cases.map(([, rule]) => [JSON.stringify(rule), rule])).values()];
    const customers = values.map((value) => [{ at: '2024-05-01T00:00Z', properties: { p: value } }]);
    const scenes = rules.map((rule) => sceneOf(rule, '2024-06-01T00:00Z', 'UTC', customers));
    for (let at = 0; at < scenes.length; at += 14) await countOf(scenes.slice(at, at + 14));
    expect(await holdsFor([[{ p: '1' }, where('p', { equals: 1 })]])).toEqual([false]);
  });

  it('[RULE-3] looks at the first 256 scalars of a list', async () => {
    const long = Array.from({ length: 255 }, (_, n) => `v${n}`);
    const cases: [JsonObject, Rule, boolean][] = [
      [{ p: [...long, 'x'] }, where('p', { contains: 'x' }), true],
      [{ p: [...long, 'y', 'x'] }, where('p', { contains: 'x' }), false],
      [{ p: [null, {}, [], ...long, 'x'] }, where('p', { contains: 'x' }), true],
      [{ p: ['xy'] }, where('p', { contains: 'x' }), false],
      [{ p: 'xy' }, where('p', { contains: 'x' }), true],
      [{ p: ['"', 'é\n'] }, where('p', { contains: 'é\n' }), true],
      [{ p: 'a"b' }, where('p', { contains: '"b' }), true],
      [{ p: [1] }, where('p', { contains: '1' }), false],
    ];
    expect(await holdsFor(cases)).toEqual(cases.map(([, , holds]) => holds));
  });

  it('[RULE-7] adds numbers up exactly, cut toward zero after six places', {
    timeout: 2 * PATIENCE.timeout,
  }, async () => {
    const numbers = [
      ...[0, 1, -1, 0.1, 0.2, 0.3, 1e-6, 9.99e-7, -9.99e-7, 0.1234567, -0.0000019, 1e9, 999999999.999999],
      ...[123456789.1234567, 1e15, 9007199254740991, 9007199254740992, 4611686018427388000, -9300000000000000000],
      ...[12345678901234567000, 1e20, 123456789012345680000, 1e21, 1.2345e30, -1e20, 1e59, 5e-324],
      ...[9.999999999999999e59, 1e60, -1.5e61, 1.234567890123456e89, 1e90, -1e90, 1e299, -1.7976931348623157e308],
    ];
    const customers = numbers.flatMap((n) =>
      [[], [0.1], [0.2, -n], [1e60, -1e60, -0.3], [-1e90]].map((others) =>
        [n, ...others].map((p) => ({ at: '2024-05-01T00:00Z', properties: { p } })),
      ),
    );
    const bounds = [...numbers, 0.4, 1e20 + 1e5, 2e20, 2e59, 1e300, -1e300];
    // Every bound by a sum and an average, half of them from above.
    const rules = bounds.flatMap((bound, at): Rule[] => {
      const side = at % 2 === 0 ? { atLeast: bound } : { atMost: bound };
      return [{ sum: { event: 'A', property: 'p', ...side } }, { average: { event: 'A', property: 'p', ...side } }];
    });
    const all = rules.map((rule) => sceneOf(rule, '2024-06-01T00:00Z', 'UTC', customers));
    for (let at = 0; at < all.length; at += 12) await countOf(all.slice(at, at + 12));
    const huge: [JsonObject, Rule, boolean][] = [
      [{ p: 1e20, q: { r: 'x' } }, where('q.r', { equals: 'x' }), true],
      [{ p: 1e20, q: ':10000000000000000000000,' }, where('q', { equals: ':10000000000000000000000,' }), true],
      [{ p: 1e20 }, where('p', { equals: 1e20 }), true],
      [{ p: -9300000000000000000 }, where('p', { lt: -9200000000000000000 }), true],
      [{ p: 1e20 }, where('p', { in: [1, 100000000000000000000] }), true],
      [{ p: 1e21 }, where('p', { equals: 1e21 }), true],
    ];
    expect(await holdsFor(huge)).toEqual(huge.map(([, , holds]) => holds));
  });

  it('[RULE-11] takes the last trait given, and none where null took it away', async () => {
    const identify = (at: string, properties: JsonObject): Told['interaction'] =>
      interactionOf({ time: Date.parse(at), type: 'identify', messageId: at, properties });
    const scene = (rule: Rule, traits: readonly JsonObject[]): Scene => ({
      ...sceneOf(rule, '2024-06-01T00:00Z', 'UTC', []),
      told: traits.map((one, n) => ({ by: 0, linked: false, interaction: identify(`2024-05-0${n + 1}T00:00Z`, one) })),
    });
    const french: Rule = { trait: { name: 'country', equals: 'FR' } };
    const unknown: Rule = { trait: { name: 'country', exists: false } };
    expect(
      await countOf([
        scene(french, [{ country: 'FR' }, { city: 'Paris' }]),
        scene(french, [{ country: 'FR' }, { country: null }]),
        scene(unknown, [{ country: 'FR' }, { country: null }]),
        scene(unknown, [{ city: 'Paris' }]),
        scene(french, [{ country: 'BE' }, { country: 'FR' }]),
      ]),
    ).toEqual([1, 0, 1, 1, 1]);
  });

  it('[DISC-4] asked as it was at an instant, a rule sees nothing of what came then or later', async () => {
    const rule: Rule = { did: { event: 'A', atMost: 1, within: 'P30D' } };
    const doings = ['2024-05-20T00:00Z', '2024-06-01T00:00Z', '2024-06-02T00:00Z'].map((at) => ({ at }));
    const [workspaceId = ''] = await writeScenes(stores.warehouse, [
      sceneOf(rule, '2024-06-01T00:00Z', 'UTC', [doings]),
    ]);
    const now = Date.parse('2024-06-01T00:00Z');
    const asked = { workspaceId, rule, definitions: noDefinitions, now, zone: 'UTC' };
    const countWhen = async (more: { until?: number }): Promise<number> => {
      const { text, parameters } = compileRuleQuery({ ...asked, ...more });
      return (await stores.warehouse.query(text, parameters)).length;
    };
    expect(await countWhen({})).toBe(0);
    expect(await countWhen({ until: now })).toBe(1);
    expect(await countWhen({ until: now + 1 })).toBe(0);
  });
});
