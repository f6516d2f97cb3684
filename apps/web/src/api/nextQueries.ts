import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { RecommendQuery } from './nextPaths.js';
import { ASKING } from './understandQueries.js';

export const recommendModelQuery = (workspace: string, asked: RecommendQuery) =>
  queryOptions({
    queryKey: ['next', workspace, 'model', asked],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/recommendations/model', { params: { query: { workspace, ...asked } }, signal })),
    ...ASKING,
  });

export const productsQuery = (workspace: string, q: string) =>
  queryOptions({
    queryKey: ['next', workspace, 'products', q],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/api/recommendations/products', {
          params: { query: { workspace, limit: '30', ...(q === '' ? {} : { q }) } },
          signal,
        }),
      ),
    ...ASKING,
  });

export const goesWithQuery = (workspace: string, product: string) =>
  queryOptions({
    queryKey: ['next', workspace, 'with', product],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/api/recommendations/with', { params: { query: { workspace, product } }, signal })),
    ...ASKING,
  });

export const customerNextQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['next', workspace, 'customer', id],
    queryFn: () =>
      answerOf(
        client.GET('/api/customers/{id}/next', {
          params: { path: { id }, query: { workspace, limit: '5', new: 'true' } },
        }),
      ),
  });
