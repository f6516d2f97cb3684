import {
  cohortPeopleQuerySchema,
  cohortsQuerySchema,
  cohortsSchema,
  errorSchema,
  lifecyclePeopleQuerySchema,
  lifecycleQuerySchema,
  lifecycleSchema,
  namedPeopleSchema,
  stageFlowPeopleQuerySchema,
  stageFlowsQuerySchema,
  stageFlowsSchema,
} from '@parcours/core';
import {
  listCohortPeople,
  listLifecyclePeople,
  listStageFlowPeople,
  measureCohorts,
  measureLifecycle,
  measureStageFlows,
} from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['understand'], security: SECURITY, querystring: workspaceQuery };
const config = { needs: 'read' } as const;

const retention = (http: Http, { store, warehouse, clock, gate }: ReadDeps): void => {
  const ports = { sql: store, warehouse, clock };
  http.post(
    '/api/cohorts/query',
    {
      config,
      schema: {
        ...common,
        summary: 'Retention: who began in each week or month, and how many came back in later ones',
        body: cohortsQuerySchema,
        response: { 200: cohortsSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { whole } = await gate.sightOf(request);
      return measureCohorts(ports, gate.viewerOf(request).workspaceId, request.body, whole);
    },
  );
  http.post(
    '/api/cohorts/people',
    {
      config,
      schema: {
        ...common,
        summary: 'Those of a cohort who were active so many weeks or months later',
        body: cohortPeopleQuerySchema,
        response: { 200: namedPeopleSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const sight = await gate.sightOf(request);
      const { workspaceId } = gate.viewerOf(request);
      return sight.people(await listCohortPeople(ports, workspaceId, sight.paging(request.body), sight.whole));
    },
  );
};

const lifecycle = (http: Http, { store, warehouse, clock, gate }: ReadDeps): void => {
  const ports = { sql: store, warehouse, clock };
  http.post(
    '/api/cohorts/lifecycle',
    {
      config,
      schema: {
        ...common,
        summary: 'How many were new, returning, resurrected and dormant by week or month',
        body: lifecycleQuerySchema,
        response: { 200: lifecycleSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { whole } = await gate.sightOf(request);
      return measureLifecycle(ports, gate.viewerOf(request).workspaceId, request.body, whole);
    },
  );
  http.post(
    '/api/cohorts/lifecycle/people',
    {
      config,
      schema: {
        ...common,
        summary: 'Who was new, returning, resurrected or dormant in a week or month',
        body: lifecyclePeopleQuerySchema,
        response: { 200: namedPeopleSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const sight = await gate.sightOf(request);
      const { workspaceId } = gate.viewerOf(request);
      return sight.people(await listLifecyclePeople(ports, workspaceId, sight.paging(request.body), sight.whole));
    },
  );
};

const flows = (http: Http, { store, warehouse, clock, gate }: ReadDeps): void => {
  const ports = { sql: store, warehouse, clock };
  http.post(
    '/api/cohorts/flows',
    {
      config,
      schema: {
        ...common,
        summary: 'Where people stood on a model over a period, and how many went from where to where',
        body: stageFlowsQuerySchema,
        response: { 200: stageFlowsSchema, '4xx': errorSchema },
      },
    },
    async (request) => measureStageFlows(ports, gate.viewerOf(request).workspaceId, request.body),
  );
  http.post(
    '/api/cohorts/flows/people',
    {
      config,
      schema: {
        ...common,
        summary: 'Who went from one stage to another between two of these instants',
        body: stageFlowPeopleQuerySchema,
        response: { 200: namedPeopleSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const sight = await gate.sightOf(request);
      const { workspaceId } = gate.viewerOf(request);
      return sight.people(await listStageFlowPeople(ports, workspaceId, sight.paging(request.body)));
    },
  );
};

/** Cohorts: retention, the lifecycle of activity, and flows between stages. */
export const cohortsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    retention(http, deps);
    lifecycle(http, deps);
    flows(http, deps);
  };
