import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { OfMap } from './lanesPaths.js';
import { addressOf, type MapQuestion } from './mapAddress.js';
import { ASKING } from './understandQueries.js';
import { whileRefreshing } from './whileRefreshing.js';

/** A map: of a model in a workspace, and of a persona or of everybody. */
export interface MapOf extends OfMap {
  workspace: string;
  model: string;
}

const placeOf = ({ workspace, model, persona }: MapOf) => ({
  path: { id: model },
  query: persona ? { workspace, persona } : { workspace },
});

/** What is written on maps, so that a change renews all of it. */
export const WRITTEN = 'lanes written';

export const notesQuery = (map: MapOf) =>
  queryOptions({
    queryKey: [WRITTEN, 'notes', map],
    queryFn: () => answerOf(client.GET('/api/models/{id}/lanes', { params: placeOf(map) })),
  });

export const problemsQuery = (map: MapOf) =>
  queryOptions({
    queryKey: [WRITTEN, 'problems', map],
    queryFn: () => answerOf(client.GET('/api/models/{id}/lanes/problems', { params: placeOf(map) })),
    ...ASKING,
  });

export const historyQuery = (map: MapOf) =>
  queryOptions({
    queryKey: [WRITTEN, 'history', map],
    queryFn: () => answerOf(client.GET('/api/models/{id}/lanes/history', { params: placeOf(map) })),
  });

export const measuredLanesQuery = (workspace: string, id: string, asked: MapQuestion) =>
  queryOptions({
    queryKey: ['lanes measured', workspace, id, asked],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/api/models/{id}/lanes/measured', {
          params: { path: { id }, query: { workspace, ...addressOf(asked) } },
          signal,
        }),
      ),
    refetchInterval: whileRefreshing,
    ...ASKING,
  });
