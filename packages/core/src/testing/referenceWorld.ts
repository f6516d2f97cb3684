import type { Interaction } from '../interaction/interaction.js';
import type { Movement } from '../position/types.js';
import type { ReferenceRule, Rule } from '../rule/schema.js';
import { type Held, isAsked, type Past, type Situation } from './referenceAnswers.js';
import type { Life } from './referenceLives.js';
import { holds } from './referenceRule.js';
import { causeAt, type Setting, type Standing } from './referenceStanding.js';
import { asksOf, type Track } from './referenceTracks.js';

/** Where one value of `per` has led the customer on a model. */
export interface Value {
  readonly setting: Setting;
  standing: Standing;
}

/** Whether a reference holds, and the instant at which it last turned true; -Infinity where it always held. */
export interface Answer {
  holds: boolean;
  turned: number;
}

/** One customer as they are at one instant; changed from instant to instant. */
export interface World {
  readonly history: readonly Interaction[];
  readonly identifies: readonly Interaction[];
  readonly zone: string;
  /** [REF-2] */
  readonly tracks: readonly Track[];
  readonly values: Map<string, Value[]>;
  readonly segments: Map<string, Held>;
  persona: Held;
  past: Past | null;
  readonly answers: Map<string, Answer>;
  /** [REF-3] The references that changed at the present instant. */
  changed: Set<string>;
  readonly durations: readonly string[];
  readonly bounds: readonly number[];
  /** Instants to look at. */
  readonly candidates: Set<number>;
  readonly movements: Movement[];
}

export const nowhere: Held = { stage: null, rank: 0, last: null };

export const isAlive = (life: Life, at: number, byTime: boolean): boolean => {
  const begins = (life.history[0] as Interaction).time;
  const begun = byTime ? begins < at : begins <= at;
  // evicted at an instant of interactions, it was there when time came [PER-2] [ORDER-4]
  return begun && (life.evictedAt === null || (byTime ? life.evictedAt >= at : life.evictedAt > at));
};

export const situationOf = (world: World, at: number, byTime: boolean): Situation => ({
  ...world,
  standings: new Map(
    [...world.values].map(([id, values]) => [
      id,
      values.filter(({ setting }) => isAlive(setting.life, at, byTime)).map(({ standing }) => standing),
    ]),
  ),
  stages: new Map(
    [...world.values].map(([id, values]) => [id, values[0]?.setting.model.stages.map((one) => one.id) ?? []]),
  ),
});

/** Asks again what asks this track. */
export const refresh = (world: World, { key }: Track, at: number, byTime: boolean): void => {
  const situation = situationOf(world, at, byTime);
  for (const rule of world.tracks.flatMap(({ references }) => references)) {
    if (asksOf(rule) !== key) continue;
    const text = JSON.stringify(rule);
    const answer = world.answers.get(text) as Answer;
    const now = isAsked(situation, rule, at);
    if (now === answer.holds) continue;
    world.changed.add(text);
    world.answers.set(text, { holds: now, turned: now ? at : answer.turned });
  }
};

/** [REF-4] */
export const answered = (world: World, rule: ReferenceRule, floor: number | null): boolean => {
  const answer = world.answers.get(JSON.stringify(rule));
  return answer?.holds === true && (floor === null || answer.turned > floor);
};

/** A rule without floor and entry: of a segment, a persona, a moment. */
export const isSo = (world: World, rule: Rule, at: number): boolean =>
  holds(rule, {
    history: world.history.filter(({ time }) => time <= at),
    identifies: world.identifies.filter(({ time }) => time <= at),
    now: at,
    floor: null,
    entry: null,
    zone: world.zone,
    answer: (asked) => answered(world, asked, null),
  });

const lifeOf = (history: Interaction[]): Life => ({ value: '', history, lastOwn: 0, evictedAt: null });

interface Change extends Pick<Movement, 'kind' | 'to' | 'rule'> {
  readonly track: Track;
  readonly from: string | null;
  readonly at: number;
  readonly byTime: boolean;
  /** The rule by which the cause is told. */
  readonly asked: Rule | null;
}

/** [MOVE-6] A movement outside of models. */
export const tell = (
  world: World,
  { track, kind, from, to, at, byTime, asked, rule }: Change,
  value = '',
): Movement => {
  const { history } = world;
  const cause = byTime ? ({ by: 'time' } as const) : causeAt({ history, life: lifeOf([...history]) }, at, asked);
  const movement: Movement = { model: track.key, value, at, from, to, kind, delta: 0, cause, rule };
  world.movements.push(movement);
  return movement;
};
