import type { Period } from '../page/period.js';
import type { Warehouse } from '../ports.js';
import { movedIn } from './timeline.sql.js';

export interface Moved extends Period {
  readonly workspaceId: string;
  readonly model: string;
  /** forward and back: out of `stage`, up or down; entered and fellIn: into it, up or down. */
  readonly moved: 'forward' | 'back' | 'entered' | 'fellIn';
  /** Any stage when null. */
  readonly stage: string | null;
  /** The stage reached, for forward and back; any when null. */
  readonly destination: string | null;
}

/** Ids of the customers who moved so in the period. */
export const listMoved = async ({ warehouse }: { warehouse: Warehouse }, asked: Moved): Promise<string[]> => {
  const { workspaceId, model, moved, from, to } = asked;
  const out = moved === 'forward' || moved === 'back';
  const rows = await warehouse.query<{ customer_id: string }>(movedIn, {
    workspace: workspaceId,
    model,
    from,
    to,
    up: moved === 'forward' || moved === 'entered' ? 1 : -1,
    fromStage: out ? (asked.stage ?? '') : '',
    toStage: (out ? asked.destination : asked.stage) ?? '',
  });
  return rows.map(({ customer_id }) => customer_id);
};
