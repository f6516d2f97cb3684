import type { Direction } from './types.js';

const DAY = 86_400_000;
/** Half-life H of velocity, in ms: 30 days. */
export const HALF_LIFE = 30 * DAY;
/** Stages per 30 days that one rank moved now is worth: (ln 2 / H) · 30 d. */
const PER_RANK = (Math.LN2 / HALF_LIFE) * 30 * DAY;
/** Beyond ± this many stages per 30 days a customer is advancing or receding. */
export const STEADY_BAND = 0.05;

/** Velocity in stages per 30 days, decayed from `at` to `now` (both ms). */
export const velocityAt = (velocity: number, at: number, now: number): number =>
  velocity * 2 ** (-(now - at) / HALF_LIFE);

/** Velocity after a movement of `delta` ranks at `now`, from a velocity valid at `at`. */
export const velocityAfter = (velocity: number, at: number, now: number, delta: number): number =>
  velocityAt(velocity, at, now) + PER_RANK * delta;

export const directionOf = (velocity: number): Direction =>
  velocity > STEADY_BAND ? 'advancing' : velocity < -STEADY_BAND ? 'receding' : 'steady';

/** The instant (ms) from which a velocity valid at `at` counts as steady; `at` itself when it already does. */
export const steadyFrom = (velocity: number, at: number): number =>
  Math.abs(velocity) <= STEADY_BAND ? at : Math.ceil(at + HALF_LIFE * Math.log2(Math.abs(velocity) / STEADY_BAND));
