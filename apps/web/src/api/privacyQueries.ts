import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

export const linksQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['links', workspace, id],
    queryFn: () =>
      answerOf(client.GET('/api/customers/{id}/links', { params: { path: { id }, query: { workspace } } })),
  });

export const partingQuery = (workspace: string, id: string, link: string) =>
  queryOptions({
    queryKey: ['parting', workspace, id, link],
    queryFn: () =>
      answerOf(
        client.GET('/api/customers/{id}/links/{link}/preview', {
          params: { path: { id, link }, query: { workspace } },
        }),
      ),
    gcTime: 0,
  });

/** How far an erasure has come; asked again until it is done. */
export const erasureQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['erasure', workspace, id],
    queryFn: () => answerOf(client.GET('/api/erasures/{id}', { params: { path: { id }, query: { workspace } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : 1_000),
  });

export const erasuresQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: ['erasures', workspace],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/erasures', {
          params: { query: { workspace, limit: '50', ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state !== 'done')) ? 2_000 : false,
  });
