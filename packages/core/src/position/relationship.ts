import type { Effect } from '../definitions/schema.js';

const DAY = 86_400_000;
/** Half-life of what a moment of truth leaves behind, in ms: 180 days. */
export const RELATIONSHIP_HALF_LIFE = 180 * DAY;
/** A broken relationship is mended by a reinforcing moment that leaves its strength above this. */
const MENDED_ABOVE = 25;

/** [STR-1] `score` is S, valid at `at` (ms), decaying from there. */
export interface Relationship {
  readonly score: number;
  readonly at: number;
  readonly broken: boolean;
}

export const newRelationship: Relationship = { score: 0, at: Number.NEGATIVE_INFINITY, broken: false };

/** S at `now`. */
const scoreAt = ({ score, at }: Relationship, now: number): number =>
  score === 0 ? 0 : score * 2 ** (-(now - at) / RELATIONSHIP_HALF_LIFE);

const strengthOf = (score: number): number => 50 + 50 * Math.tanh(score / 100);

/** [STR-1] 50 + 50·tanh(S/100), from 0 to 100, at `now` (ms). */
export const strengthAt = (relationship: Relationship, now: number): number => strengthOf(scoreAt(relationship, now));

/** What a moment adds to S. */
export const signedWeight = (effect: Effect, weight: number): number => (effect === 'reinforce' ? weight : -weight);

/** [STR-2] The relationship after the moments of one instant. */
export const afterMoments = (
  relationship: Relationship,
  now: number,
  moments: readonly { readonly effect: Effect; readonly weight: number }[],
): Relationship => {
  const score = moments.reduce(
    (sum, { effect, weight }) => sum + signedWeight(effect, weight),
    scoreAt(relationship, now),
  );
  const broke = moments.some(({ effect }) => effect === 'break');
  const mended = moments.some(({ effect }) => effect === 'reinforce') && strengthOf(score) > MENDED_ABOVE;
  return { score, at: now, broken: broke || (relationship.broken && !mended) };
};

/** The score at which strength has this value; ±Infinity at its ends. */
export const scoreOfStrength = (strength: number): number => 100 * Math.atanh((strength - 50) / 50);

/**
 * [STR-3] Whether strength is at least, or at most, a bound at `now`, and from when on (ms) it is otherwise by time alone.
 * The comparison is defined by that instant, so that what holds and when it changes never disagree.
 */
export const compareStrength = (
  { score, at }: Relationship,
  bound: number,
  side: 'atLeast' | 'atMost',
  now: number,
): { readonly holds: boolean; readonly until: number } => {
  const target = scoreOfStrength(bound);
  const first = side === 'atLeast' ? score >= target : score <= target;
  // Decaying towards 0, a score beyond the target comes back to it, once.
  const isBeyond = target !== 0 && Math.sign(score) === Math.sign(target) && Math.abs(score) >= Math.abs(target);
  const stays = { holds: first, until: Number.POSITIVE_INFINITY };
  const isOutward = (side === 'atLeast') === target > 0;
  if (!isBeyond || (score === target && !isOutward)) return stays;
  const turns = Math.floor(at + RELATIONSHIP_HALF_LIFE * Math.log2(score / target)) + 1;
  return now < turns ? { holds: first, until: turns } : { holds: !first, until: Number.POSITIVE_INFINITY };
};
