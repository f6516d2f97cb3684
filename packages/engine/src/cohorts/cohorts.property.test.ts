import { calendarStarts, type Interaction, noDefinitions } from '@parcours/core';
import { EVENTS, historyArbitrary, PATIENCE, RUNS, zoneArbitrary } from '@parcours/core/testing';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Live } from '../definitions/loadDefinitions.js';
import { historiesOf, type Situation, type Told, writeScenes } from '../rules/scene.testing.js';
import type { Scoped } from '../understand/scope.js';
import { countRetained, countStates } from './cohorts.sql.js';

const DAY = 86_400_000;

interface Scene extends Situation {
  readonly start: string;
  readonly returns: string | null;
  readonly from: number;
  readonly to: number;
}

const sceneArbitrary: fc.Arbitrary<Scene> = fc
  .record({
    start: fc.constantFrom(...EVENTS),
    returns: fc.constantFrom(null, ...EVENTS),
    zone: zoneArbitrary,
    histories: fc.array(historyArbitrary({ most: 12 }), { minLength: 1, maxLength: 4 }),
    spread: fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }),
    days: fc.tuple(fc.nat(30), fc.nat(40)),
  })
  .map(({ histories, spread, days: [skipped, length], ...asked }) => {
    // Spread over weeks: the histories alone last a fortnight.
    const told = histories.flatMap((history, by) =>
      history.map((interaction, at): Told => {
        const time = interaction.time + (spread[at % spread.length] as number) * 7 * DAY;
        return { by, linked: at % 4 === 0, interaction: { ...interaction, time, messageId: `${at}-${by}` } };
      }),
    );
    const from = Math.min(...told.map(({ interaction }) => interaction.time)) + skipped * DAY;
    return { ...asked, told, cuts: [], now: from, from, to: from + length * DAY };
  });

/** The steps of a customer's interactions of one event, or of all; those before the first are at or below 0. */
const stepsIn = (history: readonly Interaction[], event: string | null, starts: readonly number[], to: number) =>
  history
    .filter((one) => !one.outbound && one.time < to && (event === null || one.event === event))
    .map(({ time }) => starts.findLastIndex((start) => start <= time) + 1);

const live = { definitions: noDefinitions, keyOf: (track: string) => track } as Live;
const steppedOf = (workspaceId: string, { zone, now, from: asked, to }: Scene) => {
  const starts = calendarStarts('week', { from: asked, to }, zone);
  const from = starts[0] as number;
  const nobody = { linked: true, persona: null, segment: null, where: [] };
  const scoped: Scoped = { ...{ workspaceId, live, now, zone, from, to }, ...nobody };
  return { scoped, starts };
};

/** [COHORT-1] By cohort and steps later, told one customer after another. */
const retainedOf = (histories: Iterable<Interaction[]>, { start, returns, to }: Scene, starts: readonly number[]) => {
  const counts = new Map<string, number>();
  for (const history of histories) {
    const cohort = Math.min(...stepsIn(history, start, starts, to));
    if (cohort < 1 || cohort === Number.POSITIVE_INFINITY) continue;
    const later = stepsIn(history, returns, starts, to).filter((step) => step > cohort);
    for (const one of new Set([cohort, ...later])) {
      const key = `${cohort} ${one - cohort}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
};

/** [COHORT-2] By step and state; `earlier` are all weeks that begin before the first. */
const statesOf = (histories: Iterable<Interaction[]>, { returns, zone, to }: Scene, starts: readonly number[]) => {
  const first = starts[0] as number;
  const earlier = calendarStarts('week', { from: 0, to: first }, zone);
  const counts = new Map<string, number>();
  for (const history of histories) {
    const active = new Set(stepsIn(history, returns, [...earlier, ...starts], to).map((step) => step - earlier.length));
    for (const step of starts.map((_, at) => at + 1)) {
      const [now, then] = [active.has(step), active.has(step - 1)];
      const before = [...active].some((other) => other < step);
      const told = now ? (then ? 'returning' : before ? 'resurrected' : 'new') : then ? 'dormant' : null;
      if (told) counts.set(`${step} ${told}`, (counts.get(`${step} ${told}`) ?? 0) + 1);
    }
  }
  return counts;
};

describe('cohorts in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  const byHand = { retained: 0, states: 0 };
  const check = async (name: string, scene: Scene): Promise<void> => {
    const stepped = steppedOf(name, scene);
    const histories = [...historiesOf(name, scene).values()];
    const rule = scene.returns === null ? null : { event: scene.returns, where: undefined };
    const retention = countRetained(stepped, { rule: { event: scene.start, where: undefined } }, rule);
    const rows = await stores.warehouse.query<{ cohort: number; later: number; customers: number }>(
      ...([retention.text, retention.parameters] as const),
    );
    const retained = retainedOf(histories, scene, stepped.starts);
    expect(new Map(rows.map(({ cohort, later, customers }) => [`${cohort} ${later}`, customers]))).toEqual(retained);
    const first = stepped.scoped.from;
    const [before = 0] = calendarStarts('week', { from: first - 1, to: first }, scene.zone);
    const lifecycle = countStates(stepped, rule, before);
    const found = await stores.warehouse.query<{ step: number; state: string; customers: number }>(
      ...([lifecycle.text, lifecycle.parameters] as const),
    );
    const states = statesOf(histories, scene, stepped.starts);
    expect(new Map(found.map(({ step, state, customers }) => [`${step} ${state}`, customers]))).toEqual(states);
    byHand.retained += [...retained.keys()].filter((key) => !key.endsWith(' 0')).length;
    byHand.states += [...states.keys()].filter((key) => key.endsWith('resurrected')).length;
  };

  it('[COHORT-1] [COHORT-2] count what counting one after another does', {
    timeout: PATIENCE.timeout * 4,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sceneArbitrary, { minLength: 1, maxLength: 10, size: 'max' }), async (scenes) => {
        const names = await writeScenes(stores.warehouse, scenes);
        for (const [at, scene] of scenes.entries()) await check(names[at] as string, scene);
      }),
      { numRuns: Math.ceil(RUNS / 20) },
    );
    expect(Math.min(byHand.retained, byHand.states)).toBeGreaterThan(0);
  });
});
