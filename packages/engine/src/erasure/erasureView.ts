import type { Erasure } from '@parcours/core';

export interface ErasureRow {
  readonly id: string;
  readonly state: Erasure['state'];
  readonly waits_for: Erasure['waitsFor'];
  readonly remains: Erasure['remains'];
  readonly requested_at: Date;
  readonly removed_at: Date | null;
  readonly done_at: Date | null;
  readonly allowed_at: Date | null;
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export const viewErasure = (row: ErasureRow): Erasure => ({
  id: row.id,
  state: row.state,
  waitsFor: row.waits_for,
  remains: row.remains,
  requestedAt: row.requested_at.toISOString(),
  removedAt: iso(row.removed_at),
  doneAt: iso(row.done_at),
  allowedAt: iso(row.allowed_at),
});
