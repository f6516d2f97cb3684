import { type Movement, type Position, type Program, situate } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { type FoldAllPorts, type Folded, foldEach } from '../situate/foldAll.js';
import { positionLine } from '../situate/rows.js';
import { stageNew } from '../situate/stage.js';
import { stagedPositions } from '../situate/staged.sql.js';
import type { Part } from '../warehouse/idRange.js';
import { movementRow } from '../warehouse/writeMovements.js';
import { type Change, compileDraft, draftOf } from './draft.js';
import { STEPS } from './partSize.js';
import * as text from './replay.sql.js';

/** What is folded by one set of definitions, in a form that crosses threads. */
export interface FoldTask {
  readonly workspaceId: string;
  readonly generation: number;
  readonly now: number;
  readonly part: Part;
}

/** One part of a replay. */
export interface DraftTask extends FoldTask {
  readonly replayId: string;
  readonly changes: readonly Change[];
}

/** How it ended: all of it folded, or the replay was cancelled or began again meanwhile. */
export type DraftEnd = 'done' | 'stopped';

interface Situated {
  readonly id: string;
  readonly positions: readonly Position[];
  readonly movements: readonly Movement[];
}

/** Customers whose rows are written together: many, as each write to the analytical store is a part to be merged. */
const AT_ONCE = 5_000;

/** What is live before is below every version a checkpoint writes. */
const FIRST_VERSION = 1;

const folderOf =
  (program: Program, keys: ReadonlySet<string>, now: number) =>
  (id: string, { facts }: Parameters<Parameters<typeof foldEach>[2]>[1]): Situated => {
    const { positions, movements } = situate(program, facts, now);
    return {
      id,
      positions: positions.filter(({ model }) => keys.has(model)),
      movements: movements.filter(({ model }) => keys.has(model)),
    };
  };

const writeFolded = async (
  { operational, warehouse }: FoldAllPorts,
  workspaceId: string,
  { refolded }: Folded<Situated>,
  token: string,
): Promise<void> => {
  const rows = await warehouse.batch('movements');
  for (const { id, movements } of refolded)
    for (const m of movements) rows.add(movementRow(FIRST_VERSION, { w: workspaceId, c: id, deleted: 0, m }));
  const lines = refolded.flatMap(({ id, positions }) =>
    positions.map((position) => positionLine({ workspaceId, id }, position)),
  );
  await Promise.all([
    rows.rows > 0 ? warehouse.insert('movements', rows, token) : undefined,
    stageNew(operational, 'positions', stagedPositions, lines),
  ]);
};

/**
 * Folds one part of all customers by a draft, into rows that nobody reads until the replay is done. `run` tells this
 * attempt from earlier ones.
 */
export const foldDraft = async (
  ports: FoldAllPorts,
  { replayId, workspaceId, generation, changes, now, part }: DraftTask,
  run: string,
  onProgress: (interactions: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<DraftEnd> => {
  const live = await loadDefinitions({ sql: ports.operational }, workspaceId);
  const { program, keys } = compileDraft(draftOf(live, changes), live, generation);
  const folding = { workspaceId, program, now, atOnce: AT_ONCE, steps: STEPS, ...(part.of > 1 ? { part } : {}) };
  let batch = 0;
  // The next customers are folded while these are written.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const folded of foldEach(ports, folding, folderOf(program, keys, now))) {
      const current = await ports.operational.query(text.isCurrent, [replayId, generation]);
      if (current.length === 0 || signal?.aborted) return 'stopped';
      await writing;
      const token = `replay:${run}:${part.index}:${batch++}`;
      writing = writeFolded(ports, workspaceId, folded, token).then(() => onProgress(folded.interactions));
      writing.catch(() => undefined);
    }
    await writing;
    return 'done';
  } finally {
    await writing.catch(() => undefined);
  }
};
