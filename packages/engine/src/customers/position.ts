import { directionOf, type Movement, type positionSchema, trackOf, velocityAt } from '@parcours/core';
import type { z } from 'zod';
import { lengthen, type ShortMovement } from '../situate/rows.js';

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
  /** The last movement, shortened. */
  readonly last: string;
}

/** The movement that led to a position. */
export const lastOf = ({ model, value, since, stage, last }: PositionRow): Movement =>
  lengthen({ model, value, at: since, to: stage }, JSON.parse(last) as ShortMovement);

export const iso = (ms: number): string => new Date(ms).toISOString();

/** A position as read at `now`: velocity decayed, direction from it. */
export const toPosition = (
  row: PositionRow,
  { strength, pace }: Pick<PositionView, 'strength' | 'pace'>,
  now: number,
): PositionView => {
  const velocity = velocityAt(row.velocity, row.velocity_at, now);
  return {
    model: trackOf(row.model),
    value: row.value,
    stage: row.stage,
    since: iso(row.since),
    velocity,
    direction: directionOf(velocity),
    pace,
    strength,
  };
};
