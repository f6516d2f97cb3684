import type { replaySchema } from '@parcours/core';
import type { z } from 'zod';
import type { Change } from './draft.js';

export type ReplayView = z.infer<typeof replaySchema>;

/** A replay as stored; times in ms. */
export interface ReplayRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly state: ReplayView['state'];
  readonly changes: readonly Change[];
  readonly saved_by: string | null;
  /** The number of the set of definitions it makes. */
  readonly generation: number;
  readonly now: number;
  /** The log entry up to which it folds; −1 until it has begun. */
  readonly log_id: number;
  readonly parts: number;
  readonly parts_done: readonly number[];
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

export const viewReplay = (row: ReplayRow): ReplayView => ({
  id: row.id,
  state: row.state,
  changes: row.changes.map(({ kind, id, change }) => ({ kind, id, change })),
  done: row.done,
  total: row.total,
  startedAt: row.started_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  error: row.error,
});
