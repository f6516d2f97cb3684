import { errorSchema, page, rejectedSchema } from '@parcours/core';
import { listRejected } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { pageQuery, SECURITY } from './viewing.js';

export const rejectedRoutes =
  ({ store, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/rejected',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['sources'],
          summary: 'Events refused at the door, newest first, each with its reason',
          security: SECURITY,
          querystring: pageQuery,
          response: { 200: page(rejectedSchema), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const sight = await gate.sightOf(request);
        return sight.rejected(
          await listRejected({ sql: store }, { workspaceId: gate.viewerOf(request).workspaceId, limit, cursor }),
        );
      },
    );
  };
