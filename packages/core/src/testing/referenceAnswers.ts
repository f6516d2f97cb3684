import type { Movement, Position } from '../position/types.js';
import { HALF_LIFE } from '../position/velocity.js';
import type { PositionRule, ReferenceRule, StrengthRule } from '../rule/schema.js';
import type { Standing } from './referenceStanding.js';

const DAY = 86_400_000;
const STEADY = 0.05;

/** Doubles cannot tell on which side of a bound a value is: the case is not one to compare. */
export class Undecided extends Error {}

/** Which of two is more, where doubles are exact enough to say: within a hundredth of a millisecond's decay they are not. */
const compare = (value: number, bound: number): number => {
  const difference = value - bound;
  if (difference !== 0 && Math.abs(difference) < 1e-13 * Math.max(Math.abs(bound), 0.01)) throw new Undecided();
  return difference;
};

/** The first whole millisecond, later than `after` or at it, from which on `holds` does. */
const firstInstant = (after: number, holds: (at: number) => boolean): number => {
  if (holds(after)) return after;
  let [low, high] = [after, after + 1];
  while (!holds(high)) [low, high] = [high, after + 2 * (high - after)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
};

const decayed = (value: number, halfLife: number, age: number): number => value * 2 ** (-age / halfLife);

/** [REF-5] */
export const steadyInstant = (velocity: number, at: number): number =>
  firstInstant(at, (now) => compare(decayed(Math.abs(velocity), HALF_LIFE, now - at), STEADY) <= 0);

/** Where a segment or the personas have led the customer: `stage` is null outside of a segment. */
export interface Held {
  readonly stage: string | null;
  readonly rank: number;
  readonly last: Movement | null;
}

/** The moments of truth that happened, with signed weights. */
export interface Past {
  readonly moments: readonly { readonly at: number; readonly weight: number }[];
  readonly broken: boolean;
  readonly last: Movement | null;
}

/** [STR-1] */
export const scoreAt = ({ moments }: Past, now: number): number =>
  moments.reduce((sum, { at, weight }) => sum + decayed(weight, 180 * DAY, now - at), 0);

/** [STR-3] A strength as a score: strength grows with it, so they compare alike. */
export const scoreOf = (strength: number): number => 100 * Math.atanh((strength - 50) / 50);

export const isStronger = (past: Past, now: number, than: number): boolean =>
  compare(scoreAt(past, now), scoreOf(than)) > 0;

/** [STR-3] The instants at which decay alone leads from the moments until `at` over these bounds. */
export const crossings = (past: Past, at: number, bounds: readonly number[]): number[] => {
  const score = scoreAt(past, at);
  const reached = bounds.map(scoreOf).filter((target) => target !== 0 && target / score > 0 && target / score <= 1);
  return reached.map((target) =>
    firstInstant(at + 1, (now) => compare(Math.abs(scoreAt(past, now)), Math.abs(target)) < 0),
  );
};

/** All that references ask about. */
export interface Situation {
  /** By model: the standings of the values that live. */
  readonly standings: ReadonlyMap<string, readonly Standing[]>;
  readonly stages: ReadonlyMap<string, readonly string[]>;
  readonly segments: ReadonlyMap<string, Held>;
  readonly persona: Held;
  /** Null where there are no moments of truth. */
  readonly past: Past | null;
}

/** [VEL-2] */
const directionAt = ({ velocity, last }: Standing, now: number): string => {
  const size = decayed(Math.abs(velocity), HALF_LIFE, now - (last?.at ?? now));
  if (compare(size, STEADY) <= 0) return 'steady';
  return velocity > 0 ? 'advancing' : 'receding';
};

const isThere = ({ standings, stages }: Situation, { model, stage, direction }: PositionRule, now: number): boolean =>
  (standings.get(model) ?? []).some((standing) => {
    const id = stages.get(model)?.[standing.rank - 1];
    if (id === undefined || (stage !== undefined && ![stage].flat().includes(id))) return false;
    return direction === undefined || directionAt(standing, now) === direction;
  });

const isStrong = (past: Past, { atLeast, atMost, broken }: StrengthRule, now: number): boolean => {
  const score = scoreAt(past, now);
  if (atLeast !== undefined && compare(score, scoreOf(atLeast)) < 0) return false;
  if (atMost !== undefined && compare(score, scoreOf(atMost)) > 0) return false;
  return broken === undefined || broken === past.broken;
};

/** [REF-1] */
export const isAsked = (situation: Situation, rule: ReferenceRule, now: number): boolean => {
  if ('position' in rule) return isThere(situation, rule.position, now);
  if ('segment' in rule) return situation.segments.get(rule.segment)?.stage === 'in';
  if ('persona' in rule) return situation.persona.stage === rule.persona;
  return situation.past !== null && isStrong(situation.past, rule.strength, now);
};

/** [SEG-1] [SEG-2] */
export const heldPosition = ({ stage, rank, last }: Held): Position[] =>
  stage !== null && last
    ? [{ model: last.model, value: '', stage, rank, since: last.at, velocity: 0, velocityAt: 0, last }]
    : [];

/** [STR-1] `velocity` is S as of the newest moment. */
export const relationshipPosition = (past: Past | null): Position[] => {
  if (!past?.last) return [];
  const { at } = past.last;
  const stage = past.broken ? 'broken' : 'whole';
  const velocity = scoreAt(past, at);
  return [{ model: 'moment:', value: '', stage, rank: 1, since: at, velocity, velocityAt: at, last: past.last }];
};
