import { write, writeOutbox } from './checkpoint.js';
import { type Comparison, compareFolded } from './compare.js';
import { type FoldAllPorts, type Folding, foldAll } from './foldAll.js';
import { jsonOf, type OutboxMovement, positionLines, stateLine, takenBack } from './rows.js';
import type { RunningEngine } from './runEngine.js';
import * as text from './situate.sql.js';
import { stage } from './stage.js';
import { stagedPositions, stagedStates } from './staged.sql.js';

export interface ReplayPorts extends FoldAllPorts {
  readonly engine: Pick<RunningEngine, 'exclusive' | 'program' | 'forget'>;
  readonly clock: { now(): number };
}

export interface Replayed {
  readonly customers: number;
  readonly interactions: number;
  readonly positionsChanged: number;
}

const gone = (workspaceId: string, { refolded, extra }: Comparison): OutboxMovement[] =>
  extra.map((movement) => ({ w: workspaceId, c: refolded.live.id, deleted: 1, m: takenBack(movement) }));

const come = (workspaceId: string, { refolded, missing }: Comparison): OutboxMovement[] =>
  missing ? refolded.movements.map((m) => ({ w: workspaceId, c: refolded.live.id, deleted: 0, m })) : [];

/** States are written for all, as their accumulators follow the models; positions and movements where they differ. */
const writeFolded = async (
  { operational }: FoldAllPorts,
  folding: Folding,
  compared: readonly Comparison[],
): Promise<void> => {
  const { workspaceId, program, now } = folding;
  const differing = compared.filter(({ positions }) => positions.length > 0).map(({ refolded }) => refolded.live);
  const movements = compared.flatMap((one) => [...gone(workspaceId, one), ...come(workspaceId, one)]);
  await operational.transaction(async (sql) => {
    await stage(
      sql,
      stagedStates,
      compared.map(({ refolded }) => stateLine(refolded.live, now)),
    );
    await write(
      sql,
      text.clearPositions,
      differing.map(({ id: c }) => jsonOf({ w: workspaceId, c })),
    );
    await stage(
      sql,
      stagedPositions,
      differing.flatMap((live) => positionLines(program, live).written),
    );
    await writeOutbox(sql, { movements, spans: [] });
  });
};

const replayWorkspace = async (
  ports: ReplayPorts,
  workspaceId: string,
  onProgress: (done: Replayed) => void,
): Promise<Replayed> => {
  ports.engine.forget(workspaceId);
  const folding: Folding = { workspaceId, program: await ports.engine.program(workspaceId), now: ports.clock.now() };
  let done: Replayed = { customers: 0, interactions: 0, positionsChanged: 0 };
  for await (const folded of foldAll(ports, folding)) {
    const compared = await compareFolded(ports, folding, folded);
    await writeFolded(ports, folding, compared);
    done = {
      customers: done.customers + folded.refolded.length,
      interactions: done.interactions + folded.interactions,
      positionsChanged: done.positionsChanged + compared.reduce((sum, { positions }) => sum + positions.length, 0),
    };
    onProgress(done);
  }
  return done;
};

/**
 * Folds all stored history again with the models as they are now, in one workspace or in all, and replaces what differs.
 * Interactions that arrive meanwhile are acknowledged and folded afterwards. Never contacts anyone [ACT-2].
 */
export const replayAll = async (
  ports: ReplayPorts,
  { workspaceId }: { readonly workspaceId?: string },
  onProgress: (done: Replayed) => void = () => undefined,
): Promise<Replayed> =>
  ports.engine.exclusive(async () => {
    const all = await ports.operational.query<{ id: string }>(text.readWorkspaces);
    const total = { customers: 0, interactions: 0, positionsChanged: 0 };
    for (const { id } of all.filter((workspace) => workspaceId === undefined || workspace.id === workspaceId)) {
      const done = await replayWorkspace(ports, id, ({ customers, interactions, positionsChanged }) =>
        onProgress({
          customers: total.customers + customers,
          interactions: total.interactions + interactions,
          positionsChanged: total.positionsChanged + positionsChanged,
        }),
      );
      total.customers += done.customers;
      total.interactions += done.interactions;
      total.positionsChanged += done.positionsChanged;
      ports.engine.forget(id);
    }
    return total;
  });
