import {
  errorSchema,
  funnelLeftQuerySchema,
  funnelLeftSchema,
  funnelPeopleQuerySchema,
  funnelQuerySchema,
  funnelSchema,
  namedPeopleSchema,
} from '@parcours/core';
import { listFunnelPeople, measureFunnel, measureLeft } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['understand'], security: SECURITY, querystring: workspaceQuery };
const config = { needs: 'read' } as const;

/** Funnels: how many reached each step, who they are, and what those who left did instead. */
export const funnelsRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.post(
      '/api/funnels/query',
      {
        config,
        schema: {
          ...common,
          summary: 'How many customers reached each step of a funnel within its window',
          body: funnelQuerySchema,
          response: { 200: funnelSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { whole } = await gate.sightOf(request);
        return measureFunnel(ports, gate.viewerOf(request).workspaceId, request.body, whole);
      },
    );
    http.post(
      '/api/funnels/left',
      {
        config,
        schema: {
          ...common,
          summary: 'What those who reached a step of a funnel, and no further, did next',
          body: funnelLeftQuerySchema,
          response: { 200: funnelLeftSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { whole } = await gate.sightOf(request);
        return measureLeft(ports, gate.viewerOf(request).workspaceId, request.body, whole);
      },
    );
    http.post(
      '/api/funnels/people',
      {
        config,
        schema: {
          ...common,
          summary: 'Who reached a step of a funnel, or reached it and no further',
          body: funnelPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const asked = sight.paging(request.body);
        const { workspaceId } = gate.viewerOf(request);
        return sight.people(await listFunnelPeople(ports, workspaceId, asked, sight.whole));
      },
    );
  };
