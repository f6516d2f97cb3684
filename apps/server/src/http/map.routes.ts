import { errorSchema, mapSchema, toldSchema } from '@parcours/core';
import { z } from 'zod';
import { keptAskedOf, keptQuery } from './keptAsked.js';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY } from './viewing.js';

export const mapRoutes =
  (deps: ReadDeps): HttpPlugin =>
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
          querystring: keptQuery,
          response: { 200: mapSchema.extend(toldSchema.shape), '4xx': errorSchema },
        },
      },
      async (request) =>
        deps.kept.get(
          'map',
          deps.gate.viewerOf(request).workspaceId,
          await keptAskedOf(deps, request, { model: request.params.id, ...request.query }),
        ),
    );
  };
