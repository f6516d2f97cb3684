import { type MovementKind, velocityAfter, velocityAt } from '@parcours/core';

export interface CurvePoint {
  readonly at: number;
  readonly velocity: number;
}
const WEEK = 7 * 86_400_000;
const MOST_POINTS = 400;
/** Movements drawn at most, the newest: two points each leaves room for the decay between them. */
const MOST_MOVES = 120;

/**
 * Velocity over time in stages per 30 days, oldest first: just before and after each movement, weekly between
 * them (less often over long histories), and at `now`. At most 400 points.
 */
export const velocityCurve = (
  movements: readonly { readonly at: number; readonly delta: number; readonly kind: MovementKind }[],
  now: number,
): CurvePoint[] => {
  const past = movements.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  const shown = past.length - Math.min(past.length, MOST_MOVES);
  const first = past[shown];
  if (!first) return [];
  const room = MOST_POINTS - 2 * (past.length - shown) - 2;
  const step = Math.max(WEEK, Math.ceil((now - first.at) / room));
  const points: CurvePoint[] = [];
  let velocity = 0;
  let at = first.at;
  past.forEach((movement, index) => {
    if (index > shown) points.push(...decay(velocity, at, movement.at, step));
    if (index >= shown) points.push({ at: movement.at, velocity: velocityAt(velocity, at, movement.at) });
    velocity = movement.kind === 'leave' ? 0 : velocityAfter(velocity, at, movement.at, movement.delta);
    at = movement.at;
    if (index >= shown) points.push({ at, velocity });
  });
  return [...points, ...decay(velocity, at, now, step), { at: now, velocity: velocityAt(velocity, at, now) }];
};

/** Samples every `step` strictly between two instants. */
const decay = (velocity: number, from: number, to: number, step: number): CurvePoint[] => {
  const points: CurvePoint[] = [];
  for (let at = from + step; at < to; at += step) points.push({ at, velocity: velocityAt(velocity, from, at) });
  return points;
};
