import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../interaction/interaction.js';
import type { Model, Stage } from '../lifecycle/schema.js';
import { historyArbitrary, interactionOf } from '../testing/arbitraryHistories.js';
import { folded, PATIENCE, RUNS, type Scene, sceneArbitrary } from '../testing/scenes.js';
import type { Movement } from './types.js';
import { HALF_LIFE } from './velocity.js';

const HOUR = 3_600_000;
const rankOf = ({ stages }: Model, id: string | null): number => stages.findIndex((stage) => stage.id === id) + 1;

const every = (scenes: fc.Arbitrary<Scene>, holds: (movements: readonly Movement[], scene: Scene) => void): void =>
  fc.assert(
    fc.property(scenes, (scene) => {
      holds(folded(scene).movements, scene);
    }),
    { numRuns: RUNS },
  );

/** Every stage above the first asks for an A, besides what it asks. */
const askingForA = (model: Model): Model => ({
  ...model,
  stages: model.stages.map((stage, index) =>
    index === 0 ? stage : { ...stage, enter: { all: [{ did: { event: 'A' } }, stage.enter] } },
  ),
});

const both = (text: string) => ({ en: text, fr: text });
const stage = (id: string, event: string, leave: Stage['leave']): Stage => ({
  id,
  name: both(id),
  objective: both(id),
  action: 'action',
  enter: { did: { event } },
  leave,
});
const silenceArbitrary: fc.Arbitrary<Model> = fc
  .tuple(
    fc.constantFrom('PT12H', 'P1D', 'P2D', 'P3D'),
    fc.constantFrom('P1D', 'P2D', 'P1W'),
    fc.constantFrom('s1', 's2'),
  )
  .map(([second, third, to]) => ({
    id: 'm',
    name: both('m'),
    description: both('m'),
    stages: [
      stage('s1', 'A', []),
      stage('s2', 'B', [{ when: { quiet: { for: second } }, to: 's1' }]),
      stage('s3', 'C', [{ when: { quiet: { for: third } }, to }]),
    ],
  }));

describe('stages', PATIENCE, () => {
  it('[STAGE-1] one movement at one instant, each from where the one before led', () => {
    every(sceneArbitrary(), (movements) => {
      movements.forEach((movement, index) => {
        const before = movements[index - 1];
        expect(movement.from).toBe(before?.to ?? null);
        expect(movement.at).toBeGreaterThan(before?.at ?? Number.NEGATIVE_INFINITY);
        expect(movement.to).not.toBe(movement.from);
      });
    });
  });

  it('[STAGE-2] [MOVE-1] [MOVE-2] a jump is one movement that counts its ranks', () => {
    every(sceneArbitrary(), (movements, { model }) => {
      for (const { kind, from, to, delta, rule } of movements) {
        const ranks = rankOf(model, to) - rankOf(model, from);
        if (kind === 'cycle') continue;
        expect(delta).toBe(ranks);
        if (kind === 'skip') expect(delta).toBeGreaterThan(1);
        if (kind === 'advance' || kind === 'enter') expect(delta).toBe(1);
        if (kind === 'regress' || kind === 'lapse') expect(delta).toBeLessThan(0);
        if (rule.on === 'enter') expect(delta).toBeGreaterThan(0);
      }
    });
  });

  it('[STAGE-3] nobody climbs back above a fall or a cycle on what came before it', () => {
    every(
      sceneArbitrary().map((scene) => ({ ...scene, model: askingForA(scene.model) })),
      (movements, { model, history }) => {
        const floors = new Map<number, number>();
        for (const { at, from, to, kind, rule, cause } of movements) {
          const rank = rankOf(model, to);
          const floor = floors.get(rank);
          if (floor !== undefined && rule.on === 'enter' && rank > 1) {
            const until = cause.by === 'time' ? at - 1 : at;
            expect(history.some(({ event, time }) => event === 'A' && time > floor && time <= until)).toBe(true);
          }
          if (kind !== 'cycle' && rank > rankOf(model, from)) continue;
          for (let above = rank + 1; above <= model.stages.length; above++) floors.set(above, at);
        }
      },
    );
  });

  it('[STAGE-4] a cycle counts as one stage forward, and is no fall to return from', () => {
    every(sceneArbitrary(), (movements) => {
      for (const { kind, delta } of movements) if (kind === 'cycle') expect(delta).toBe(1);
      const firstFall = movements.findIndex(({ kind }) => kind === 'regress' || kind === 'lapse');
      const firstReturn = movements.findIndex(({ kind }) => kind === 'return');
      if (firstReturn >= 0) expect(firstFall).toBeGreaterThanOrEqual(0);
      if (firstReturn >= 0) expect(firstFall).toBeLessThan(firstReturn);
    });
  });

  it('[STAGE-5] messages sent change nothing about silence', () => {
    const sent = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(silenceArbitrary, historyArbitrary({ most: 20 }), sent, (model, history, hours) => {
        const [first, last] = [
          Math.min(...history.map(({ time }) => time)),
          Math.max(...history.map(({ time }) => time)),
        ];
        const messages = hours.map(
          (hour, index): Interaction =>
            // half an hour past, so that none falls on the millisecond of a lapse and gives it a cause
            interactionOf({
              time: first + (hour + 0.5) * HOUR,
              event: 'Sent',
              outbound: true,
              messageId: `sent ${index}`,
            }),
        );
        const scene = { model, history, zone: 'UTC', now: last + 1000 * HOUR };
        expect(folded({ ...scene, history: [...history, ...messages] })).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[VEL-1] velocity is the sum of the ranks moved, each halved every thirty days', () => {
    fc.assert(
      fc.property(sceneArbitrary(), (scene) => {
        const { positions, movements } = folded(scene);
        for (const { velocity, velocityAt } of positions) {
          const sum = movements.reduce(
            (total, { at, delta }) => total + delta * 2 ** (-(velocityAt - at) / HALF_LIFE),
            0,
          );
          expect(velocity).toBeCloseTo(Math.LN2 * sum, 9);
          expect(velocityAt).toBe(movements.at(-1)?.at);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
