import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

export const consentsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['consents', workspace, id],
    queryFn: () =>
      answerOf(client.GET('/api/customers/{id}/consents', { params: { path: { id }, query: { workspace } } })),
  });

export const deliveriesQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', workspace, id],
    queryFn: ({ pageParam }) => {
      const query = { workspace, limit: '10', ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answerOf(client.GET('/api/customers/{id}/deliveries', { params: { path: { id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
