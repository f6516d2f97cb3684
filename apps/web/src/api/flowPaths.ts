import type {
  customerFlowsSchema,
  Flow,
  FlowDryRun,
  FlowNumbers,
  FlowWalk,
  flowChecksSchema,
  flowPeopleSchema,
  flowsSchema,
  flowViewSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, ReadOne, Write } from './route.js';

export type FlowView = z.infer<typeof flowViewSchema>;
export type FlowChecks = z.infer<typeof flowChecksSchema>;
export type FlowPeople = z.infer<typeof flowPeopleSchema>;
export type CustomerFlow = z.infer<typeof customerFlowsSchema>['items'][number];
type Act = { post: ReadOne<FlowView> };

/** The routes of flows. */
export interface FlowPaths {
  '/api/flows': { get: Read<z.infer<typeof flowsSchema>, InWorkspace> };
  '/api/flows/check': { post: Write<{ flow: unknown }, FlowChecks> };
  '/api/flows/dry-run': { post: Write<{ flow: unknown; days: number }, FlowDryRun> };
  '/api/flows/walk': { post: Write<{ flow: unknown; customer: string }, FlowWalk> };
  '/api/flows/{id}': {
    put: {
      parameters: { query?: InWorkspace & { version?: number }; path: { id: string } };
      requestBody: { content: { 'application/json': Flow } };
      responses: ReadOne<FlowView>['responses'];
    };
  };
  '/api/flows/{id}/numbers': { get: ReadOne<FlowNumbers> };
  '/api/flows/{id}/people': { get: ReadOne<FlowPeople, InWorkspace & { node: string; which: 'waiting' | 'passed' }> };
  '/api/flows/{id}/activate': Act;
  '/api/flows/{id}/pause': Act;
  '/api/flows/{id}/resume': Act;
  '/api/flows/{id}/archive': Act;
  '/api/customers/{id}/flows': { get: ReadOne<z.infer<typeof customerFlowsSchema>> };
}
