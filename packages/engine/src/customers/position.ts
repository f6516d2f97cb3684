import { directionOf, type positionSchema, type Movement, velocityAt } from '@parcours/core';
import type { z } from 'zod';

export type PositionView = z.infer<typeof positionSchema>;

/** A row of `positions`; times in ms. */
export interface PositionRow {
  readonly customer_id: string;
  readonly model: string;
  readonly value: string;
  readonly stage: string;
  readonly rank: number;
  readonly since: number;
  readonly velocity: number;
  readonly velocity_at: number;
  readonly last: Movement;
}

export const iso = (ms: number): string => new Date(ms).toISOString();

/** A position as read at `now`: velocity decayed, direction from it. */
export const toPosition = (row: PositionRow, now: number): PositionView => {
  const velocity = velocityAt(row.velocity, row.velocity_at, now);
  return {
    model: row.model,
    value: row.value,
    stage: row.stage,
    since: iso(row.since),
    velocity,
    direction: directionOf(velocity),
    pace: null,
    strength: null,
  };
};
