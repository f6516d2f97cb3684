import type { Interaction } from '@parcours/core';
import {
  historyArbitrary,
  instantOfLook,
  lookArbitrary,
  PATIENCE,
  RUNS,
  ruleArbitrary,
  zoneArbitrary,
} from '@parcours/core/testing';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldedCustomers, queriedCustomers, type Scene, type Told, writeScenes } from './scene.testing.js';

/** Scenes asked in one query. */
const AT_ONCE = 12;

const by = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant('device' as const) },
);
const carriers = fc.array(fc.tuple(by, fc.boolean()), { minLength: 8, maxLength: 8 });

const toldOf = (
  histories: readonly (readonly Interaction[])[],
  carried: readonly (readonly ['device' | null, boolean])[],
): Told[] =>
  histories.flatMap((history, number) =>
    history.map((interaction, at): Told => {
      const [device, linked] = carried[at % carried.length] as readonly ['device' | null, boolean];
      return {
        by: device ?? number,
        linked,
        interaction: { ...interaction, messageId: `${interaction.messageId}-${number}` },
      };
    }),
  );

/** Some customers with a history each, some of it told by a linked profile and some by a device that all of them use. */
const sceneArbitrary: fc.Arbitrary<Scene> = fc
  .tuple(
    ruleArbitrary,
    fc.array(historyArbitrary({ most: 24 }), { minLength: 1, maxLength: 3 }),
    zoneArbitrary,
    lookArbitrary,
    carriers,
    fc.nat(1000),
  )
  .map(([rule, histories, zone, look, carried, cut]) => {
    const all = histories.flat();
    const newest = Math.max(...all.map(({ time }) => time));
    const first = (all[cut % all.length] as Interaction).time;
    return {
      rule,
      zone,
      now: Math.max(instantOfLook(look, all), newest),
      told: toldOf(histories, carried),
      cuts: histories.length > 1 ? [first, first + 86_400_000] : [],
    };
  });

describe('rules in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  it('[RULE-1] select the customers the fold finds', { timeout: PATIENCE.timeout * 4 }, async () => {
    const seen = { selected: 0, left: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(sceneArbitrary, { minLength: 1, maxLength: AT_ONCE, size: 'max' }), async (scenes) => {
        const names = await writeScenes(stores.warehouse, scenes);
        const selected = await queriedCustomers(stores.warehouse, names, scenes);
        for (const [at, scene] of scenes.entries()) {
          const name = names[at] as string;
          const { held, all } = foldedCustomers(name, scene);
          expect({ rule: scene.rule, customers: selected[at] }).toEqual({ rule: scene.rule, customers: held });
          seen.selected += held.length;
          seen.left += all.length - held.length;
        }
      }),
      { numRuns: Math.ceil(RUNS / AT_ONCE) },
    );
    // Neither everybody nor nobody: the rules tell customers apart.
    expect(Math.min(seen.selected, seen.left)).toBeGreaterThan(RUNS / 10);
  });
});
