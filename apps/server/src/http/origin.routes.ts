import {
  attributionQuerySchema,
  attributionSchema,
  errorSchema,
  namedPeopleSchema,
  originPeopleQuerySchema,
} from '@parcours/core';
import { attributeConversions, listOriginPeople } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

/** Where conversions come from. */
export const originRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.post(
      '/api/attribution/query',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['understand'],
          summary: 'What conversions are credited to, by several models, with removal effects',
          security: SECURITY,
          querystring: workspaceQuery,
          body: attributionQuerySchema,
          response: { 200: attributionSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const { whole } = await gate.sightOf(request);
        return attributeConversions(ports, { workspaceId, query: request.body, whole });
      },
    );
    http.post(
      '/api/attribution/people',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['understand'],
          summary: 'The people whose conversions had a touch of a channel',
          security: SECURITY,
          querystring: workspaceQuery,
          body: originPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const sight = await gate.sightOf(request);
        const query = sight.paging(request.body);
        return sight.people(await listOriginPeople(ports, { workspaceId, query, whole: sight.whole }));
      },
    );
  };
