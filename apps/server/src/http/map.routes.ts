import { errorSchema, mapSchema, toldSchema } from '@parcours/core';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const mapQuery = workspaceQuery.extend({
  persona: z.string().max(64).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

export const mapRoutes =
  ({ kept, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/models/:id/map',
      {
        config: { needs: 'read' },
        schema: {
          tags: ['map'],
          summary: 'The journey map: where everyone stands, and how they moved over a period',
          security: SECURITY,
          params: z.object({ id: z.string().max(64) }),
          querystring: mapQuery,
          response: { 200: mapSchema.extend(toldSchema.shape), '4xx': errorSchema },
        },
      },
      async (request) =>
        kept.get('map', gate.viewerOf(request).workspaceId, {
          model: request.params.id,
          persona: request.query.persona,
          from: request.query.from,
          to: request.query.to,
        }),
    );
  };
