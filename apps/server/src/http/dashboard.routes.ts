import { alertsQuerySchema, alertsSchema, dashboardQuerySchema, dashboardSchema, errorSchema } from '@parcours/core';
import { judgeWorkspace, listAlerts, tellWeek } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['home'], security: SECURITY };
const answers = { 200: alertsSchema, '4xx': errorSchema };

/** The story of the week, and what departs from the usual. */
export const dashboardRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/dashboard',
      {
        config: { needs: 'read' },
        schema: {
          ...common,
          summary: 'The story of seven whole days: what moved, beside the week before and what is usual',
          querystring: dashboardQuerySchema.extend(workspaceQuery.shape),
          response: { 200: dashboardSchema, '4xx': errorSchema },
        },
      },
      async (request) => tellWeek({ sql: store, warehouse, clock }, gate.viewerOf(request).workspaceId, request.query),
    );
    http.get(
      '/api/alerts',
      {
        config: { needs: 'read' },
        schema: {
          ...common,
          summary: 'What departs from its usual range, and did in the last ninety days',
          querystring: alertsQuerySchema.extend(workspaceQuery.shape),
          response: answers,
        },
      },
      async (request) => listAlerts({ sql: store, clock }, gate.viewerOf(request).workspaceId, request.query),
    );
    http.post(
      '/api/alerts/judge',
      {
        config: { needs: 'read', changes: false },
        schema: {
          ...common,
          summary: 'Look now at the whole days that the night has not looked at yet',
          querystring: workspaceQuery,
          response: answers,
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        await judgeWorkspace({ operational: store, warehouse, clock }, workspaceId);
        return listAlerts({ sql: store, clock }, workspaceId, { open: false });
      },
    );
  };
