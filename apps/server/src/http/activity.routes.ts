import { activityQuerySchema, activitySchema, errorSchema } from '@parcours/core';
import { measureActivity } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

export const activityRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.post(
      '/api/activity/query',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['understand'],
          summary: 'How many interactions there were, and of how many people, by day, week or month',
          security: SECURITY,
          querystring: workspaceQuery,
          body: activityQuerySchema,
          response: { 200: activitySchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const { whole } = await gate.sightOf(request);
        return measureActivity({ sql: store, warehouse, clock }, workspaceId, request.body, whole);
      },
    );
  };
