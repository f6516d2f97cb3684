import { listDeleted, type Sql } from '@parcours/engine';
import type { EngineThread } from './startEngine.js';

const EVERY = 60_000;

/** Removes what deleted workspaces left behind. */
export interface Sweep {
  /** Resolves when nothing of a workspace just deleted is left, or at once where this server does not situate. */
  now(workspaceId: string): Promise<void>;
  stop(): void;
}

/**
 * Removes the rows of deleted workspaces: those a deletion that was cut short left, and once more a little after each
 * deletion, as requests under way and other servers may have accepted something meanwhile.
 */
export const sweepWorkspaces = async (
  { sql, engine }: { sql: Sql; engine: Pick<EngineThread, 'removeWorkspace'> | null },
  onError: (where: string, error: unknown) => void,
): Promise<Sweep> => {
  if (!engine) return { now: async () => undefined, stop: () => undefined };
  const sweep = async (): Promise<void> => {
    for (const id of await listDeleted({ sql })) await engine.removeWorkspace(id);
  };
  await sweep();
  const timer = setInterval(() => void sweep().catch((error: unknown) => onError('sweep', error)), EVERY).unref();
  return { now: (workspaceId) => engine.removeWorkspace(workspaceId), stop: () => clearInterval(timer) };
};
