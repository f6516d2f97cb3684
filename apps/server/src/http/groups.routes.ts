import {
  errorSchema,
  groupPeopleQuerySchema,
  groupsQuerySchema,
  groupsSchema,
  namedPeopleSchema,
} from '@parcours/core';
import { discoverGroups, listGroupPeople } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['understand'], security: SECURITY, querystring: workspaceQuery };
const config = { needs: 'read' } as const;

/** Personas discovered: groups of people who do alike. */
export const groupsRoutes =
  ({ store, warehouse, clock, gate, findGroups }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.post(
      '/api/groups/query',
      {
        config,
        schema: {
          ...common,
          summary: 'Groups of people who do alike: what sets each apart, its stability, and the rule that finds it',
          body: groupsQuerySchema,
          response: { 200: groupsSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { whole } = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        return discoverGroups(ports, findGroups, { workspaceId, query: request.body, whole });
      },
    );
    http.post(
      '/api/groups/people',
      {
        config,
        schema: {
          ...common,
          summary: 'Those compared who are of a group, by its place',
          body: groupPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        const query = sight.paging(request.body);
        return sight.people(await listGroupPeople(ports, findGroups, { workspaceId, query, whole: sight.whole }));
      },
    );
  };
