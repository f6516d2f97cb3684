import type { Interaction } from '@parcours/core';
import { PATIENCE, RUNS } from '@parcours/core/testing';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historiesOf, type Situation, type Told, writeScenes } from '../rules/scene.testing.js';
import { measurePaths, type Paths } from './measurePaths.js';
import type { PathsQuery } from './readPaths.js';
import { referencePaths } from './reference.testing.js';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const NAMES = ['a', 'b', 'c', 'd', 'é', 'Order Completed'];
const name = fc.constantFrom(...NAMES);

const interaction: fc.Arbitrary<Interaction> = fc
  .record({
    event: name,
    type: fc.constantFrom('page' as const, 'screen' as const, 'track' as const, 'track' as const),
    // Few minutes, so that many fall together.
    minute: fc.nat(40),
    id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text)),
  })
  .map(({ event, type, minute, id }) => ({
    ...{ messageId: id, type, event, time: START + minute * MINUTE, outbound: false, properties: {}, context: {} },
    ...{ userId: 'u', anonymousId: null, previousId: null, groupId: null },
  }));

const told: fc.Arbitrary<Told> = fc.record({
  by: fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant('device' as const) }),
  linked: fc.boolean(),
  interaction,
});

const scene: fc.Arbitrary<Situation> = fc
  .record({
    told: fc.uniqueArray(told, {
      minLength: 1,
      maxLength: 40,
      size: 'max',
      selector: (one) => one.interaction.messageId,
    }),
    cuts: fc.constantFrom([], [START + 10 * MINUTE], [START + 10 * MINUTE, START + 25 * MINUTE]),
  })
  .map(({ told, cuts }) => ({ told, cuts, now: START + 1000 * MINUTE, zone: 'UTC' }));

const asked = fc.record({
  start: fc.option(name, { nil: undefined, freq: 2 }),
  end: fc.option(name, { nil: undefined, freq: 2 }),
  around: fc.option(name, { nil: undefined, freq: 2 }),
  reach: fc.integer({ min: 1, max: 3 }),
  gap: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
  top: fc.integer({ min: 1, max: 7 }),
});

const counts = (all: Paths['nodes']) => new Map(all.map((one) => [one.name, one.count]));
const plain = (paths: Paths) => ({
  paths: paths.paths,
  names: paths.names,
  variantCount: paths.variantCount,
  nodes: counts(paths.nodes),
  start: counts(paths.start),
  end: counts(paths.end),
  variants: new Map(paths.variants.map(({ path, count }) => [path.join(' > '), count])),
  edges: new Map(
    paths.edges.map(({ from, to, count, medianSeconds }) => [`${from} -> ${to}`, { count, medianSeconds }]),
  ),
});

describe('paths in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  it('[PATH-1] [PATH-2] [PATH-3] [ORDER-1] [ID-5] are those of the histories, merged profiles and shared devices included', {
    timeout: PATIENCE.timeout * 4,
  }, async () => {
    const ports = () => ({ sql: stores.operational, warehouse: stores.warehouse, clock: { now: () => START + 1e9 } });
    const seen = { edges: 0, tied: 0, cut: 0 };
    await fc.assert(
      fc.asyncProperty(scene, asked, async (drawn, { gap, ...rest }) => {
        const [workspace] = (await writeScenes(stores.warehouse, [drawn])) as [string];
        const query: PathsQuery = {
          ...rest,
          by: 'event',
          period: { from: '2025-12-01', to: '2026-02-01' },
          variants: 100,
          ...(gap === null ? {} : { sessionGap: `PT${gap}M` }),
        };
        const measured = await measurePaths(ports(), { workspaceId: workspace, query, whole: true });
        const histories = historiesOf(workspace, drawn);
        const expected = referencePaths([...histories.values()], query, gap === null ? null : gap * MINUTE);
        expect(plain(measured)).toEqual(expected);
        seen.edges += expected.edges.size;
        seen.tied += [...expected.edges.values()].filter(({ medianSeconds }) => medianSeconds === 0).length;
        seen.cut += query.start !== undefined && expected.paths > 0 ? 1 : 0;
      }),
      { numRuns: Math.max(40, RUNS / 6) },
    );
    // Histories in which nothing follows anything would prove nothing.
    expect(Math.min(seen.edges, seen.tied, seen.cut)).toBeGreaterThan(0);
  });
});
