import type { Touchpoints, touchpointsViewSchema, touchpointVolumesSchema } from '@parcours/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { answerOf, client } from './client.js';
import type { InWorkspace, Read, Write } from './route.js';

export type TouchpointsView = z.infer<typeof touchpointsViewSchema>;
export type TouchpointVolumes = z.infer<typeof touchpointVolumesSchema>;

/** The routes of touch points. */
export interface TouchpointPaths {
  '/api/touchpoints': {
    get: Read<TouchpointsView, InWorkspace>;
    put: Write<Touchpoints, TouchpointsView>;
    delete: Read<TouchpointsView, InWorkspace>;
  };
  '/api/touchpoints/restore': { post: Write<{ version: number }, TouchpointsView> };
  '/api/touchpoints/volumes': { get: Read<TouchpointVolumes, InWorkspace> };
  '/api/touchpoints/preview': { post: Write<Touchpoints, TouchpointVolumes> };
}

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
