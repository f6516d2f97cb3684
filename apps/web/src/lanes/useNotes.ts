import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from '../api/client.js';
import type { ChangedNote, NewNote } from '../api/lanesPaths.js';
import { type MapOf, WRITTEN } from '../api/lanesQueries.js';

const useChange = <Asked>(run: (asked: Asked) => Promise<unknown>) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries({ queryKey: [WRITTEN] }),
  });
};

const ofNote = ({ workspace, model }: MapOf, note: string) => ({
  params: { path: { id: model, note }, query: { workspace } },
});

export const useAddNote = ({ workspace, model, persona }: MapOf) =>
  useChange((body: NewNote) => {
    const query = persona ? { workspace, persona } : { workspace };
    return answerOf(client.POST('/api/models/{id}/lanes', { params: { path: { id: model }, query }, body }));
  });

export const useChangeNote = (map: MapOf) =>
  useChange(({ note, ...body }: ChangedNote & { note: string }) =>
    answerOf(client.PUT('/api/models/{id}/lanes/{note}', { ...ofNote(map, note), body })),
  );

export const useDeleteNote = (map: MapOf) =>
  useChange((note: string) => answerOf(client.DELETE('/api/models/{id}/lanes/{note}', ofNote(map, note))));

export const useRestoreNote = (map: MapOf) =>
  useChange(({ note, version }: { note: string; version: number }) =>
    answerOf(client.POST('/api/models/{id}/lanes/{note}/restore', { ...ofNote(map, note), body: { version } })),
  );
