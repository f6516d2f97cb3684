import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { ActivityQuery } from './understandPaths.js';

/** What all questions of an analysis have in common: what was answered stays in sight while the next is asked. */
export const ASKING = { placeholderData: keepPreviousData, staleTime: 60_000, retry: false } as const;

export const activityQuery = (workspace: string, body: ActivityQuery) =>
  queryOptions({
    queryKey: ['activity', workspace, body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/activity/query', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });
