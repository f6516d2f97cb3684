import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { DashboardAsked } from './homePaths.js';
import { ASKING } from './understandQueries.js';

export const dashboardQuery = (workspace: string, asked: DashboardAsked) =>
  queryOptions({
    queryKey: ['dashboard', workspace, asked],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/dashboard', { params: { query: { workspace, ...asked } }, signal })),
    ...ASKING,
  });

/** Until days were looked at for the first time, which is soon after history came in, it is asked again. */
const AGAIN = 10_000;

export const alertsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['alerts', workspace],
    queryFn: ({ signal }) => answerOf(client.GET('/api/alerts', { params: { query: { workspace } }, signal })),
    refetchInterval: ({ state }) => (state.data?.judgedUntil === null ? AGAIN : false),
    staleTime: 60_000,
  });

export const subscriptionQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['subscription', workspace],
    queryFn: () => answerOf(client.GET('/api/subscription', { params: { query: { workspace } } })),
  });
