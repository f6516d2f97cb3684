import fc from 'fast-check';
import { compileModels } from '../definitions/compile.js';
import type { Program } from '../definitions/program.js';
import { toFact } from '../interaction/fact.js';
import type { Interaction } from '../interaction/interaction.js';
import { compareBytes } from '../interaction/order.js';
import type { Model } from '../lifecycle/schema.js';
import { foldHistory, positionsOf } from '../position/customer.js';
import type { Movement } from '../position/types.js';
import { deliveryArbitrary, type LiveStep, stepsOf } from './arbitraryDeliveries.js';
import { fewArbitrary, historyArbitrary, instantOfLook, lookArbitrary, zoneArbitrary } from './arbitraryHistories.js';
import { modelArbitrary } from './arbitraryModels.js';
import { follow } from './live.js';
import { byTime, type Reference, referencePositions } from './reference.js';

/** Runs per property: PARCOURS_RUNS raises it. */
export const RUNS = Number(process.env.PARCOURS_RUNS ?? 300);
/** How long (ms) a property may take, on a busy machine too. */
export const PATIENCE = { timeout: Math.max(60_000, RUNS * 200) };

/** One customer on one model, looked at from `now` (ms). */
export interface Scene {
  readonly model: Model;
  readonly history: readonly Interaction[];
  readonly zone: string;
  readonly now: number;
  /** Up to how many tracks all are looked at: both ways of folding are to be tried. */
  readonly few?: number | undefined;
}
export interface LiveScene extends Scene {
  readonly steps: readonly LiveStep[];
}

export interface Size {
  readonly per?: string;
  readonly most?: number;
  readonly least?: number;
}

export const sceneArbitrary = (size: Size = {}): fc.Arbitrary<Scene> =>
  fc
    .tuple(modelArbitrary(size), historyArbitrary(size), zoneArbitrary, lookArbitrary, fewArbitrary)
    .map(([model, history, zone, look, few]) => ({ model, history, zone, now: instantOfLook(look, history), few }));

export const liveSceneArbitrary = (size: Size = {}): fc.Arbitrary<LiveScene> =>
  fc
    .tuple(sceneArbitrary(size), deliveryArbitrary)
    .map(([scene, delivery]) => ({ ...scene, steps: stepsOf(delivery, scene.history, scene.now) }));

/** The scene's model compiled. */
export const programOf = ({ model, zone, few }: Pick<Scene, 'model' | 'zone' | 'few'>): Program =>
  compileModels([model], zone, { few });

/** Positions by value, movements by time and value: comparable. */
export const sortedResult = (positions: Reference['positions'], movements: Iterable<Movement>): Reference => ({
  positions: [...positions].sort((a, b) => compareBytes(a.value, b.value)),
  movements: [...movements].sort(byTime),
});

/** What the fold makes of the whole history at once. */
export const folded = ({ history, now, ...scene }: Scene): Reference => {
  const program = programOf(scene);
  const accepted = new Map([...history].reverse().map((one) => [one.messageId, one]));
  const { customer, movements } = foldHistory(
    program,
    [...accepted.values()].map((one) => toFact(program.needs, one)),
    now,
  );
  return sortedResult(positionsOf(program, customer), movements);
};

/** What is reached live, and what was told on the way. */
export const lived = ({ now, steps, ...scene }: LiveScene): Reference => {
  const program = programOf(scene);
  const { customer, movements } = follow(program, [...steps, { do: 'advance', now }]);
  return sortedResult(positionsOf(program, customer), movements.values());
};

export const referred = ({ model, history, now, zone }: Scene): Reference =>
  referencePositions(model, history, now, zone);
