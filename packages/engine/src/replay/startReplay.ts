import { trackKey } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import type { Clock, OperationalStore, Transaction } from '../ports.js';
import { checkDraft } from './checkDraft.js';
import { type Change, draftOf, mergeChanges } from './draft.js';
import * as text from './replay.sql.js';
import { type ReplayRow, type ReplayView, viewReplay } from './replayView.js';
import { changesPositions, swap } from './swap.js';

export interface SavePorts {
  readonly operational: OperationalStore;
  readonly clock: Clock;
}
export interface Saving {
  readonly workspaceId: string;
  readonly changes: readonly Change[];
  readonly savedBy: string | null;
}

/** The rows of a draft that will never be live. */
export const dropDraft = async (sql: Transaction, row: ReplayRow): Promise<void> => {
  const live = await loadDefinitions({ sql }, row.workspace_id);
  const keys = [...draftOf(live, row.changes).affected].map((track) => trackKey(track, row.generation));
  await sql.query(text.writeObsolete, [row.workspace_id, keys]);
};

const begin = async (
  sql: Transaction,
  { workspaceId, savedBy }: Saving,
  changes: readonly Change[],
  running: ReplayRow | undefined,
  now: number,
): Promise<ReplayRow> => {
  const [next] = await sql.query<{ generation: number }>(text.nextGeneration, [workspaceId]);
  const values = [JSON.stringify(changes), savedBy, next?.generation, now];
  const [row] = running
    ? await sql.query<ReplayRow>(text.extendReplay, [workspaceId, running.id, ...values])
    : await sql.query<ReplayRow>(text.insertReplay, [workspaceId, ...values]);
  return row as ReplayRow;
};

/**
 * Begins the replay of a workspace again, where one runs: history is no longer what it was. Its draft's rows go.
 * To be called in the transaction that changes history.
 */
export const restartReplay = async (sql: Transaction, workspaceId: string, now: number): Promise<void> => {
  await sql.query(text.lockWorkspace, [workspaceId]);
  const [running] = await sql.query<ReplayRow>(text.selectRunning, [workspaceId]);
  if (!running) return;
  await dropDraft(sql, running);
  await begin(sql, { workspaceId, changes: [], savedBy: running.saved_by }, running.changes, running, now);
};

/**
 * Saves definitions: checked against all others, then history is folded again for what they change, and they are live
 * once that is done. What is only called otherwise is live at once. While a replay runs, more changes join it.
 * @throws DomainError definition.invalid (422) whose details are the problems, each with its path
 */
export const startReplay = ({ operational, clock }: SavePorts, saving: Saving): Promise<ReplayView> =>
  operational.transaction(async (sql) => {
    const { workspaceId } = saving;
    await sql.query(text.lockWorkspace, [workspaceId]);
    const live = await loadDefinitions({ sql }, workspaceId);
    const [running] = await sql.query<ReplayRow>(text.selectRunning, [workspaceId]);
    const changes = mergeChanges(running?.changes ?? [], saving.changes);
    const draft = draftOf(live, changes);
    checkDraft(draft, saving.changes);
    if (running) await dropDraft(sql, running);
    const row = await begin(sql, saving, changes, running, clock.now());
    return viewReplay(changesPositions(live, draft) ? row : await swap(sql, row, live, draft));
  });
