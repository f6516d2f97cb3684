import {
  discoverPeopleQuerySchema,
  discoverQuerySchema,
  discoverSchema,
  errorSchema,
  namedPeopleSchema,
} from '@parcours/core';
import { discoverPersonas, listDiscoveredPeople } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['understand'], security: SECURITY, querystring: workspaceQuery };
const config = { needs: 'read' } as const;

/** Personas discovered from what customers do. */
export const discoverRoutes =
  ({ store, warehouse, clock, gate, discoverGroups }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.post(
      '/api/personas/discover',
      {
        config,
        schema: {
          ...common,
          summary: 'Groups of customers who behave alike: what sets each apart, its stability, and a rule for it',
          body: discoverQuerySchema,
          response: { 200: discoverSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        const asked = { workspaceId, query: request.body, whole: sight.whole };
        const told = await discoverPersonas(ports, discoverGroups, asked);
        return { ...told, groups: told.groups.map((one) => ({ ...one, examples: sight.examples(one.examples) })) };
      },
    );
    http.post(
      '/api/personas/discover/people',
      {
        config,
        schema: {
          ...common,
          summary: 'The people compared who are in a group discovered',
          body: discoverPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        const query = sight.paging(request.body);
        return sight.people(await listDiscoveredPeople(ports, { workspaceId, query, whole: sight.whole }));
      },
    );
  };
