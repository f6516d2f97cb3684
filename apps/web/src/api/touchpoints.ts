import type { Touchpoints } from '@parcours/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

const of = (workspace: string) => ({ params: { query: { workspace } } });

export const touchpointsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['touchpoints', workspace],
    queryFn: () => answerOf(client.GET('/api/touchpoints', of(workspace))),
    staleTime: 300_000,
  });

/** What the last 90 days are by a draft, or by a saved version of the catalogue. */
export const touchpointVolumesQuery = (workspace: string, draft: Touchpoints | null, version: number) =>
  queryOptions({
    queryKey: ['touchpointVolumes', workspace, draft ?? version],
    queryFn: ({ signal }) =>
      answerOf(
        draft === null
          ? client.GET('/api/touchpoints/volumes', { ...of(workspace), signal })
          : client.POST('/api/touchpoints/preview', { ...of(workspace), body: draft, signal }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
