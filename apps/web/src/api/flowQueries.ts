import type { Flow } from '@parcours/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

/** What every question about flows begins with. */
export const FLOWS = 'flows';

export const flowsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [FLOWS, workspace],
    queryFn: () => answerOf(client.GET('/api/flows', { params: { query: { workspace } } })),
  });

export const flowChecksQuery = (workspace: string, flow: Flow) =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'check', flow],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/flows/check', { params: { query: { workspace } }, body: { flow }, signal })),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

export const dryRunQuery = (workspace: string, flow: Flow, days: number) =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'dryRun', flow, days],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/flows/dry-run', { params: { query: { workspace } }, body: { flow, days }, signal })),
    staleTime: 60_000,
  });

export const flowWalkQuery = (workspace: string, flow: Flow, customer: string) =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'walk', flow, customer],
    queryFn: ({ signal }) =>
      answerOf(client.POST('/api/flows/walk', { params: { query: { workspace } }, body: { flow, customer }, signal })),
  });

export const flowNumbersQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'numbers', id],
    queryFn: () => answerOf(client.GET('/api/flows/{id}/numbers', { params: { query: { workspace }, path: { id } } })),
  });

export const flowPeopleQuery = (workspace: string, id: string, node: string, which: 'waiting' | 'passed') =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'people', id, node, which],
    queryFn: () =>
      answerOf(client.GET('/api/flows/{id}/people', { params: { query: { workspace, node, which }, path: { id } } })),
  });

/** The flows one customer began. */
export const customerFlowsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [FLOWS, workspace, 'ofCustomer', id],
    queryFn: () =>
      answerOf(client.GET('/api/customers/{id}/flows', { params: { path: { id }, query: { workspace } } })),
  });
