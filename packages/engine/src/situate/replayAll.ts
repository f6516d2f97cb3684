import type { Part } from '../warehouse/idRange.js';
import { writeOutbox } from './checkpoint.js';
import { type Comparison, compareFolded } from './compare.js';
import { type FoldAllPorts, type Folding, foldAll } from './foldAll.js';
import { loadPrograms } from './programs.js';
import { type OutboxMovement, positionLines, stateLine, takenBack } from './rows.js';
import type { RunningEngine } from './runEngine.js';
import * as text from './situate.sql.js';
import { stage } from './stage.js';
import { stagedPositions, stagedStates } from './staged.sql.js';

export interface Replayed {
  readonly customers: number;
  readonly interactions: number;
  readonly positionsChanged: number;
}

/** One part of a workspace to be replayed, in a form that crosses threads. */
export interface ReplayTask {
  readonly workspaceId: string;
  readonly now: number;
  readonly part: Part;
}

/** Replays a part elsewhere, so that all processors work. */
export type ReplayElsewhere = (task: ReplayTask, onProgress: (done: Replayed) => void) => Promise<Replayed>;

export interface ReplayPorts extends FoldAllPorts {
  readonly engine: Pick<RunningEngine, 'exclusive' | 'forget'>;
  readonly clock: { now(): number };
  /** How many parts may be replayed at once, from how many interactions on that is worth it, and how; else all is done here. */
  readonly elsewhere?: { readonly parts: number; readonly from: number; readonly replay: ReplayElsewhere };
}

/** Interactions folded so far, of how many. */
export interface ReplayProgress {
  readonly done: number;
  readonly total: number;
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
    await sql.query(text.clearTracks, [
      workspaceId,
      differing.map(({ id }) => id),
      program.tracks.map(({ key }) => key),
    ]);
    await stage(
      sql,
      stagedPositions,
      differing.flatMap((live) => positionLines(program, live)),
    );
    await writeOutbox(sql, { movements, spans: [] });
  });
};

/** Replays one part of a workspace, with the models as the store has them. */
export const replayPart = async (
  ports: FoldAllPorts,
  { workspaceId, now, part }: ReplayTask,
  onProgress: (done: Replayed) => void = () => undefined,
): Promise<Replayed> => {
  const program = await loadPrograms(ports.operational).of(workspaceId);
  const folding: Folding = { workspaceId, program, now, ...(part.of > 1 ? { part } : {}) };
  let done = nothing;
  for await (const folded of foldAll(ports, folding)) {
    const compared = await compareFolded(ports, folding, folded);
    await writeFolded(ports, folding, compared);
    done = sumOf([
      done,
      {
        customers: folded.refolded.length,
        interactions: folded.interactions,
        positionsChanged: compared.reduce((sum, { positions }) => sum + positions.length, 0),
      },
    ]);
    onProgress(done);
  }
  return done;
};

const nothing: Replayed = { customers: 0, interactions: 0, positionsChanged: 0 };

const sumOf = (all: readonly Replayed[]): Replayed =>
  all.reduce(
    (sum, one) => ({
      customers: sum.customers + one.customers,
      interactions: sum.interactions + one.interactions,
      positionsChanged: sum.positionsChanged + one.positionsChanged,
    }),
    nothing,
  );

const replayWorkspace = async (
  ports: ReplayPorts,
  workspaceId: string,
  interactions: number,
  onProgress: (done: Replayed) => void,
): Promise<Replayed> => {
  const { elsewhere } = ports;
  const now = ports.clock.now();
  if (!elsewhere || elsewhere.parts < 2 || interactions < elsewhere.from) {
    return replayPart(ports, { workspaceId, now, part: { index: 0, of: 1 } }, onProgress);
  }
  const reached = Array.from({ length: elsewhere.parts }, () => nothing);
  const replayed = reached.map((_, index) =>
    elsewhere.replay({ workspaceId, now, part: { index, of: elsewhere.parts } }, (done) => {
      reached[index] = done;
      onProgress(sumOf(reached));
    }),
  );
  // All end before the engine goes on, also when one fails.
  const failed = (await Promise.allSettled(replayed)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return sumOf(await Promise.all(replayed));
};

/**
 * Folds all stored history again with the models as they are now, in one workspace or in all, and replaces what differs.
 * Interactions that arrive meanwhile are acknowledged and folded afterwards. Never contacts anyone [ACT-2].
 */
export const replayAll = async (
  ports: ReplayPorts,
  { workspaceId }: { readonly workspaceId?: string | undefined },
  onProgress: (progress: ReplayProgress) => void = () => undefined,
): Promise<Replayed> =>
  ports.engine.exclusive(async () => {
    const { operational, engine } = ports;
    const all = await operational.query<{ id: string; interactions: number }>(text.countInteractionsOfWorkspaces);
    const chosen = all.filter(({ id }) => workspaceId === undefined || id === workspaceId);
    const total = chosen.reduce((sum, { interactions }) => sum + interactions, 0);
    const finished: Replayed[] = [];
    for (const { id, interactions } of chosen) {
      const before = sumOf(finished).interactions;
      const done = await replayWorkspace(ports, id, interactions, (reached) =>
        onProgress({ done: before + reached.interactions, total }),
      ).finally(() => engine.forget(id));
      finished.push(done);
    }
    return sumOf(finished);
  });
