import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { AuditQuery } from './peoplePaths.js';

export const peopleQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['people', workspace],
    queryFn: () => answerOf(client.GET('/api/people', { params: { query: { workspace } } })),
  });

export const invitationsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['invitations', workspace],
    queryFn: () => answerOf(client.GET('/api/invitations', { params: { query: { workspace } } })),
  });

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => answerOf(client.POST('/api/invitations/open', { body: { token } })),
    retry: false,
  });

export const actorsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['actors', workspace],
    queryFn: () => answerOf(client.GET('/api/audit/actors', { params: { query: { workspace } } })),
  });

/** One page of the audit log. */
export const readAudit = (workspace: string, query: AuditQuery, cursor: string | null, limit: number) =>
  answerOf(
    client.GET('/api/audit', {
      params: { query: { workspace, ...query, limit: String(limit), ...(cursor === null ? {} : { cursor }) } },
    }),
  );

export const auditQuery = (workspace: string, query: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', workspace, query],
    queryFn: ({ pageParam }) => readAudit(workspace, query, pageParam, 50),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
