import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Saved } from '../api/definitionPaths.js';
import { replaysQuery } from '../api/definitions.js';
import { useWorkspace } from '../session/workspace.js';

/** Saves, restores or deletes a definition; the replay that follows shows above every page. */
export const useSaving = <Input>(save: (workspace: string, input: Input) => Promise<Saved>, onSaved?: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => save(workspace.id, input),
    onSuccess: () => {
      void queries.invalidateQueries(replaysQuery(workspace.id));
      onSaved?.();
    },
  });
};
