import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { ASKING } from './understandQueries.js';
import type { ChurnQuery, ValueListQuery, ValuePeople } from './valuePaths.js';

export const valueModelQuery = (workspace: string, asked: ValuePeople & { where?: string }) =>
  queryOptions({
    queryKey: ['value', workspace, 'model', asked],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/value/model', { params: { query: { workspace, ...asked } }, signal })),
    ...ASKING,
  });

export const rfmQuery = (workspace: string, people: ValuePeople) =>
  queryOptions({
    queryKey: ['value', workspace, 'rfm', people],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/value/rfm', { params: { query: { workspace, ...people } }, signal })),
    ...ASKING,
  });

export const valueListQuery = (workspace: string, asked: ValueListQuery) =>
  infiniteQueryOptions({
    queryKey: ['value', workspace, 'customers', asked],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        client.GET('/api/value/customers', {
          params: { query: { workspace, ...asked, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const churnQuery = (workspace: string, body: ChurnQuery) =>
  queryOptions({
    queryKey: ['value', workspace, 'churn', body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/value/churn', { params: { query: { workspace } }, body, signal })),
    ...ASKING,
  });

export const customerValueQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['value', workspace, 'customer', id],
    queryFn: () =>
      answerOf(client.GET('/api/customers/{id}/value', { params: { path: { id }, query: { workspace } } })),
  });
