import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { addressOf, type MapQuestion } from './mapAddress.js';
import { whileRefreshing } from './whileRefreshing.js';

const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next: string | null }) => last.next,
};

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answerOf(client.GET('/api/session')),
  staleTime: 60_000,
});

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => answerOf(client.GET('/api/health')),
  refetchInterval: 10_000,
});

export const modelsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['models', workspace],
    queryFn: () => answerOf(client.GET('/api/models', { params: { query: { workspace } } })),
    staleTime: 300_000,
  });

export const mapQuery = (workspace: string, id: string, asked: MapQuestion) =>
  queryOptions({
    queryKey: ['map', workspace, id, asked],
    queryFn: () =>
      answerOf(
        client.GET('/api/models/{id}/map', { params: { path: { id }, query: { workspace, ...addressOf(asked) } } }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: whileRefreshing,
  });

export const customerQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['customer', workspace, id],
    queryFn: () => answerOf(client.GET('/api/customers/{id}', { params: { path: { id }, query: { workspace } } })),
  });

export const timelineQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', workspace, id],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/customers/{id}/timeline', {
          params: { path: { id }, query: { workspace, limit: '50', ...cursorOf(pageParam) } },
        }),
      ),
    ...paged,
  });

/** Movements, on every model or on one. */
export const movementsQuery = (workspace: string, id: string, model?: string) =>
  infiniteQueryOptions({
    queryKey: ['movements', workspace, id, model ?? null],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/customers/{id}/movements', {
          params: {
            path: { id },
            query: { workspace, limit: '200', ...(model ? { model } : {}), ...cursorOf(pageParam) },
          },
        }),
      ),
    ...paged,
  });

export const keysQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['keys', workspace],
    queryFn: () => answerOf(client.GET('/api/keys', { params: { query: { workspace } } })),
  });

export const rejectedGroupsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['rejected', workspace, 'groups'],
    queryFn: () => answerOf(client.GET('/api/rejected/groups', { params: { query: { workspace } } })),
  });

/** The refused events of a reason; of those that name no field, where `field` is null. */
export const rejectedQuery = (workspace: string, { code, field }: { code: string; field: string | null }) =>
  infiniteQueryOptions({
    queryKey: ['rejected', workspace, code, field],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/rejected', {
          params: { query: { workspace, limit: '20', code, field: field ?? '', ...cursorOf(pageParam) } },
        }),
      ),
    ...paged,
  });
