import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

export const relationshipQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['relationship', workspace, id],
    queryFn: () =>
      answerOf(client.GET('/api/customers/{id}/relationship', { params: { path: { id }, query: { workspace } } })),
  });

export const impactQuery = (workspace: string, asked: { model?: string; from: string; to: string }) =>
  queryOptions({
    queryKey: ['impact', workspace, asked],
    queryFn: () => answerOf(client.GET('/api/moments/impact', { params: { query: { workspace, ...asked } } })),
    placeholderData: keepPreviousData,
  });

export const paceQuery = (workspace: string, id: string, persona: string | undefined) =>
  queryOptions({
    queryKey: ['pace', workspace, id, persona ?? null],
    queryFn: () =>
      answerOf(
        client.GET('/api/models/{id}/pace', {
          params: { path: { id }, query: { workspace, ...(persona ? { persona } : {}) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
