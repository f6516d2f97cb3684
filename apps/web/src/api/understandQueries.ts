import type { FunnelGroup, LifecycleState, PathPlaceAsked } from '@parcours/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type {
  ActivityQuery,
  AttributionQuery,
  CohortsQuery,
  DiscoverQuery,
  DriverRow,
  DriversQuery,
  FunnelQuery,
  LifecycleQuery,
  PathsQuery,
  StageFlowsQuery,
} from './understandPaths.js';

/** What all questions of an analysis have in common: what was answered stays in sight while the next is asked. */
export const ASKING = { placeholderData: keepPreviousData, staleTime: 60_000, retry: false } as const;

export const activityQuery = (workspace: string, body: ActivityQuery) =>
  queryOptions({
    queryKey: ['activity', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/activity/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const funnelQuery = (workspace: string, body: FunnelQuery) =>
  queryOptions({
    queryKey: ['funnel', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/funnels/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

/** Who left a funnel is asked of the same question, without its breakdown. */
const bare = ({ breakdown: _, ...asked }: FunnelQuery) => asked;

export const funnelLeftQuery = (workspace: string, asked: FunnelQuery, step: number) =>
  queryOptions({
    queryKey: ['funnelLeft', workspace, bare(asked), step],
    queryFn: ({ signal }) => {
      const body = { ...bare(asked), step };
      return answerOf(client.POST('/api/funnels/left', { params: { query: { workspace } }, body, signal }));
    },
    staleTime: 60_000,
    retry: false,
  });

export const readFunnelPeople = (
  workspace: string,
  asked: FunnelQuery,
  { group, ...at }: { step: number; left: boolean; group?: FunnelGroup; cursor?: string },
) => {
  const body = group ? { ...asked, ...at, group } : { ...bare(asked), ...at };
  return answerOf(client.POST('/api/funnels/people', { params: { query: { workspace } }, body }));
};

export const cohortsQuery = (workspace: string, body: CohortsQuery) =>
  queryOptions({
    queryKey: ['cohorts', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/cohorts/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const lifecycleQuery = (workspace: string, body: LifecycleQuery) =>
  queryOptions({
    queryKey: ['lifecycle', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/cohorts/lifecycle', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const stageFlowsQuery = (workspace: string, body: StageFlowsQuery) =>
  queryOptions({
    queryKey: ['stageFlows', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/cohorts/flows', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const readCohortPeople = (
  workspace: string,
  body: CohortsQuery & { at: string; later: number },
  cursor: string | null,
) =>
  answerOf(
    client.POST('/api/cohorts/people', { params: { query: { workspace } }, body: { ...body, ...from(cursor) } }),
  );

export const readLifecyclePeople = (
  workspace: string,
  body: LifecycleQuery & { at: string; state: LifecycleState },
  cursor: string | null,
) =>
  answerOf(
    client.POST('/api/cohorts/lifecycle/people', {
      params: { query: { workspace } },
      body: { ...body, ...from(cursor) },
    }),
  );

export const readStageFlowPeople = (
  workspace: string,
  body: StageFlowsQuery & { mark: number; from: string | null; to: string | null },
  cursor: string | null,
) =>
  answerOf(
    client.POST('/api/cohorts/flows/people', { params: { query: { workspace } }, body: { ...body, ...from(cursor) } }),
  );

export const pathsQuery = (workspace: string, body: PathsQuery) =>
  queryOptions({
    queryKey: ['paths', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/paths/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const readPathPeople = (workspace: string, asked: PathsQuery, at: { of: PathPlaceAsked; cursor?: string }) =>
  answerOf(client.POST('/api/paths/people', { params: { query: { workspace } }, body: { ...asked, ...at } }));

export const attributionQuery = (workspace: string, body: AttributionQuery) =>
  queryOptions({
    queryKey: ['attribution', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/attribution/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const readOriginPeople = (workspace: string, asked: AttributionQuery, at: { of: string; cursor?: string }) =>
  answerOf(client.POST('/api/attribution/people', { params: { query: { workspace } }, body: { ...asked, ...at } }));

export const driversQuery = (workspace: string, body: DriversQuery) =>
  queryOptions({
    queryKey: ['drivers', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/drivers/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const readDriverPeople = (
  workspace: string,
  asked: DriversQuery,
  at: { variable: Pick<DriverRow, 'kind' | 'name' | 'value'>; has: boolean; cursor?: string },
) => answerOf(client.POST('/api/drivers/people', { params: { query: { workspace } }, body: { ...asked, ...at } }));

export const discoverQuery = (workspace: string, body: DiscoverQuery) =>
  queryOptions({
    queryKey: ['discover', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/personas/discover', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const readDiscoveredPeople = (
  workspace: string,
  asked: DiscoverQuery,
  at: { groups: number; group: number; cursor?: string },
) =>
  answerOf(
    client.POST('/api/personas/discover/people', { params: { query: { workspace } }, body: { ...asked, ...at } }),
  );
