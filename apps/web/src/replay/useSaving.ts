import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Replay, Saved } from '../api/definitionPaths.js';
import { replaysQuery } from '../api/definitions.js';
import { useWorkspace } from '../session/workspace.js';

/** Where the replay that this page started is kept, for the shell to say how it ended. */
export const startedKey = (workspace: string) => ['replayStarted', workspace];

/** A save is answered once its replay is done or a few seconds have passed: meanwhile its progress shows. */
const LOOK_AFTER_MS = 300;

/** Saves, restores or deletes a definition; the replay that follows shows above every page. */
export const useSaving = <Input>(save: (workspace: string, input: Input) => Promise<Saved>, onSaved?: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const look = () => queries.invalidateQueries(replaysQuery(workspace.id));
  return useMutation({
    mutationFn: async (input: Input) => {
      const timer = setTimeout(look, LOOK_AFTER_MS);
      try {
        return await save(workspace.id, input);
      } finally {
        clearTimeout(timer);
      }
    },
    onSuccess: async ({ replay }) => {
      queries.setQueryData<Replay>(startedKey(workspace.id), replay);
      // The list of what was changed is read again before its page shows.
      if (replay.state === 'done') await queries.invalidateQueries({ predicate: isChanged });
      void look();
      onSaved?.();
    },
  });
};

const KEPT = new Set<unknown>(['replays', 'replayStarted', 'session']);

/** Whether what a query read may differ after a replay. */
export const isChanged = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => !KEPT.has(queryKey[0]);
