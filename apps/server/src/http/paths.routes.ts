import { errorSchema, namedPeopleSchema, pathPeopleQuerySchema, pathsQuerySchema, pathsSchema } from '@parcours/core';
import { listPathPeople, measurePaths } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

/** What people do one after the other. */
export const pathsRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.post(
      '/api/paths/query',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['understand'],
          summary: 'What follows what, how often and how fast, and the paths people take',
          security: SECURITY,
          querystring: workspaceQuery,
          body: pathsQuerySchema,
          response: { 200: pathsSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const { whole } = await gate.sightOf(request);
        return measurePaths(ports, { workspaceId, query: request.body, whole });
      },
    );
    http.post(
      '/api/paths/people',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['understand'],
          summary: 'The people whose paths go somewhere',
          security: SECURITY,
          querystring: workspaceQuery,
          body: pathPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const sight = await gate.sightOf(request);
        const query = sight.paging(request.body);
        return sight.people(await listPathPeople(ports, { workspaceId, query, whole: sight.whole }));
      },
    );
  };
