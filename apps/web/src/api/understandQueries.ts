import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { ActivityQuery, FunnelQuery } from './understandPaths.js';

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
  at: { step: number; left: boolean; cursor?: string },
) => {
  const body = { ...bare(asked), ...at };
  return answerOf(client.POST('/api/funnels/people', { params: { query: { workspace } }, body }));
};
