import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { PreviewAsked } from './contentPaths.js';

/** What every question about contents begins with. */
export const CONTENTS = 'contents';

export const contentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [CONTENTS, workspace],
    queryFn: () => answerOf(client.GET('/api/contents', { params: { query: { workspace } } })),
  });

export const contentMatrixQuery = (workspace: string, model: string) =>
  queryOptions({
    queryKey: [CONTENTS, workspace, 'matrix', model],
    queryFn: () => answerOf(client.GET('/api/contents/matrix', { params: { query: { workspace, model } } })),
    placeholderData: keepPreviousData,
  });

/** A draft with what is wrong with it, and its message; the last one stays while the next is made. */
export const contentPreviewQuery = (workspace: string, body: PreviewAsked) =>
  queryOptions({
    queryKey: [CONTENTS, workspace, 'preview', body],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/contents/preview', { params: { query: { workspace } }, body, signal })),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

/** Customers found by name, e-mail or identifier. */
export const customersFoundQuery = (workspace: string, q: string) =>
  queryOptions({
    queryKey: ['customersFound', workspace, q],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/api/customers', {
          params: { query: { workspace, limit: '20', ...(q === '' ? {} : { q }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
