import type { customersQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import { loopedIn } from '../lanes/measured.sql.js';
import type { Period } from '../page/period.js';
import type { Warehouse } from '../ports.js';
import { movedIn } from './timeline.sql.js';

type Moves = NonNullable<z.infer<typeof customersQuerySchema>['moved']>;

export interface Moved extends Period {
  readonly workspaceId: string;
  readonly model: string;
  /**
   * forward and back: out of `stage`, up or down; entered and fellIn: into it, up or down; regressed and lapsed: back, by what
   * they did and by silence; looped: back and up to it again [MAP-3]; onward: up from where they stood; arrived: into it, onto
   * the journey.
   */
  readonly moved: Moves;
  /** Any stage when null. */
  readonly stage: string | null;
  /** The stage reached, for forward and back; any when null. */
  readonly destination: string | null;
}

interface Found {
  readonly customer_id: string;
}
const idsOf = (rows: readonly Found[]): string[] => rows.map(({ customer_id }) => customer_id);

const UP: readonly Moves[] = ['forward', 'entered', 'arrived', 'onward'];
const INTO: readonly Moves[] = ['entered', 'fellIn', 'arrived'];
/** Those told apart by what the movement is [STORY-2]. */
const ONLY: readonly Moves[] = ['arrived', 'onward'];
const KINDS: Partial<Record<Moves, string>> = { regressed: 'regress', lapsed: 'lapse' };

/** Ids of the customers who moved so in the period. */
export const listMoved = async ({ warehouse }: { warehouse: Warehouse }, asked: Moved): Promise<string[]> => {
  const { workspaceId, model, moved, from, to } = asked;
  if (moved === 'looped') {
    const looped = { workspace: workspaceId, model, from, to, stage: asked.stage ?? '' };
    return idsOf(await warehouse.query(loopedIn, looped));
  }
  const out = !INTO.includes(moved);
  const rows = await warehouse.query<Found>(movedIn, {
    workspace: workspaceId,
    model,
    from,
    to,
    up: UP.includes(moved) ? 1 : -1,
    only: ONLY.includes(moved) ? moved : '',
    kind: KINDS[moved] ?? '',
    fromStage: out ? (asked.stage ?? '') : '',
    toStage: (out ? asked.destination : asked.stage) ?? '',
  });
  return idsOf(rows);
};
