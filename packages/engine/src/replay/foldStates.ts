import { compileDefinitions } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { type FoldAllPorts, foldAll } from '../situate/foldAll.js';
import { stateLine } from '../situate/rows.js';
import { stage } from '../situate/stage.js';
import { stagedSettled } from '../situate/staged.sql.js';
import type { DraftEnd, FoldTask } from './foldDraft.js';
import { STEPS } from './partSize.js';
import * as text from './replay.sql.js';

/** Customers whose states are written together; interactions may wait for the rows meanwhile. */
const AT_ONCE = 2_000;

/**
 * Makes the states of one part of all customers anew, as they stood when a replay began that is live by now: their
 * positions are those already, so nothing else is written. Whoever did something since is left to the live fold.
 */
export const foldStates = async (
  ports: FoldAllPorts,
  { workspaceId, generation, now, part }: FoldTask,
  onProgress: (interactions: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<DraftEnd> => {
  const live = await loadDefinitions({ sql: ports.operational }, workspaceId);
  if (live.generation !== generation) return 'stopped';
  const program = compileDefinitions(live.definitions, live.timezone, { keyOf: live.keyOf, generation });
  const folding = { workspaceId, program, now, atOnce: AT_ONCE, steps: STEPS, ...(part.of > 1 ? { part } : {}) };
  for await (const { refolded, interactions } of foldAll(ports, folding)) {
    const calm = await ports.operational.query(text.isCalm, [workspaceId, generation]);
    if (calm.length === 0 || signal?.aborted) return 'stopped';
    const lines = refolded.map((one) => stateLine(one.live, now));
    await ports.operational.transaction((sql) => stage(sql, stagedSettled, lines));
    onProgress(interactions);
  }
  return 'done';
};
