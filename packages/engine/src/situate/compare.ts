import { type Position, positionsOf } from '@parcours/core';
import { groupBy } from '../grouping.js';
import { movementsOfCustomers } from '../warehouse/warehouse.sql.js';
import { type FoldAllPorts, type Folded, type Folding, sayMovement } from './foldAll.js';
import type { Refolded } from './refold.js';
import { readPositionsOfWorkspace } from './situate.sql.js';

interface StoredPosition {
  readonly customer_id: string;
  readonly model: string;
  readonly value: string;
  readonly stage: string;
  readonly since: number;
  readonly velocity: number;
  readonly velocity_at: number;
}

interface StoredMovement {
  readonly customer_id: string;
  readonly model: string;
  readonly value: string;
  readonly at: number | string;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly kind: string;
  readonly delta: number;
}

/** What is stored of a customer next to what their history gives. */
export interface Comparison {
  readonly refolded: Refolded;
  /** Positions (model and value) that differ, are missing or are too many. */
  readonly positions: readonly string[];
  /** Stored movements the history does not give. */
  readonly extra: readonly StoredMovement[];
  /** True when the history gives a movement that is not stored so. */
  readonly missing: boolean;
}

const sayStored = ({ model, value, at, from_stage, to_stage, kind, delta }: StoredMovement): string =>
  [model, value, at, from_stage, to_stage, kind, delta].join('\u0001');

const sayPosition = ({ model, value, stage, since, velocity, velocityAt }: Omit<Position, 'rank' | 'last'>): string =>
  JSON.stringify([model, value, stage, since, velocity, velocityAt]);

const differingPositions = (stored: readonly StoredPosition[], folded: readonly Position[]): string[] => {
  const was = stored.map(({ velocity_at: velocityAt, ...rest }) => sayPosition({ ...rest, velocityAt }));
  const is = folded.map(sayPosition);
  const differing = [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))];
  return [...new Set(differing.map((one) => (JSON.parse(one) as string[]).slice(0, 2).join(' ').trim()))];
};

/** Compares customers just folded with what both stores hold of them. */
export const compareFolded = async (
  { operational, warehouse }: FoldAllPorts,
  { workspaceId, program }: Folding,
  { refolded }: Folded,
): Promise<Comparison[]> => {
  const ids = refolded.map(({ live }) => live.id);
  const tracks = program.tracks.map(({ key }) => key);
  const [positions, movements] = await Promise.all([
    operational.query<StoredPosition>(readPositionsOfWorkspace, [workspaceId, ids, tracks]),
    warehouse.query<StoredMovement>(movementsOfCustomers, { workspace: workspaceId, customers: ids, tracks }),
  ]);
  const positionsBy = groupBy(positions, ({ customer_id }) => customer_id);
  const movementsBy = groupBy(movements, ({ customer_id }) => customer_id);
  return refolded.map((one): Comparison => {
    const stored = movementsBy.get(one.live.id) ?? [];
    const now = new Set(one.movements.map(sayMovement));
    const was = new Set(stored.map(sayStored));
    return {
      refolded: one,
      positions: differingPositions(positionsBy.get(one.live.id) ?? [], positionsOf(program, one.live.customer)),
      extra: stored.filter((movement) => !now.has(sayStored(movement))),
      missing: one.movements.some((movement) => !was.has(sayMovement(movement))),
    };
  });
};
