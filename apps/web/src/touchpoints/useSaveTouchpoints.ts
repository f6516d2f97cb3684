import type { Touchpoints } from '@parcours/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from '../api/client.js';
import type { TouchpointsView } from '../api/touchpointPaths.js';
import { touchpointsQuery } from '../api/touchpoints.js';
import { isChanged } from '../replay/useSaving.js';
import { useWorkspace } from '../session/workspace.js';

const useSave = <Input>(save: (workspace: string, input: Input) => Promise<TouchpointsView>, onSaved?: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => save(workspace.id, input),
    onSuccess: (view) => {
      queries.setQueryData(touchpointsQuery(workspace.id).queryKey, view);
      // Every page classifies by it from now on.
      void queries.invalidateQueries({ predicate: isChanged });
      onSaved?.();
    },
  });
};

const of = (workspace: string) => ({ params: { query: { workspace } } });

export const useSaveTouchpoints = (onSaved: () => void) =>
  useSave<Touchpoints>(
    (workspace, body) => answerOf(client.PUT('/api/touchpoints', { ...of(workspace), body })),
    onSaved,
  );

export const useResetTouchpoints = (onSaved: () => void) =>
  useSave<void>((workspace) => answerOf(client.DELETE('/api/touchpoints', of(workspace))), onSaved);

export const useRestoreTouchpoints = () =>
  useSave<number>((workspace, version) =>
    answerOf(client.POST('/api/touchpoints/restore', { ...of(workspace), body: { version } })),
  );
