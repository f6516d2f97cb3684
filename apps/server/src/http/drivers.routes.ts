import {
  driverPeopleQuerySchema,
  driversQuerySchema,
  driversSchema,
  errorSchema,
  namedPeopleSchema,
} from '@parcours/core';
import { type Compared, keepRecent, listDriverPeople, measureDrivers } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['understand'], security: SECURITY, querystring: workspaceQuery };
const config = { needs: 'read' } as const;

/** What goes with moving forward, moving back and leaving. */
export const driversRoutes =
  ({ store, warehouse, clock, gate, compareDrivers }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock, recent: keepRecent<Compared>() };
    http.post(
      '/api/drivers/query',
      {
        config,
        schema: {
          ...common,
          summary: 'What goes with moving on from a stage: effect sizes with intervals, confounders held the same',
          body: driversQuerySchema,
          response: { 200: driversSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { whole } = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        return measureDrivers(ports, compareDrivers, { workspaceId, query: request.body, whole });
      },
    );
    http.post(
      '/api/drivers/people',
      {
        config,
        schema: {
          ...common,
          summary: 'Those compared who have a variable, or have it not',
          body: driverPeopleQuerySchema,
          response: { 200: namedPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const { workspaceId } = gate.viewerOf(request);
        const query = sight.paging(request.body);
        return sight.people(await listDriverPeople(ports, { workspaceId, query, whole: sight.whole }));
      },
    );
  };
