import { errorSchema, modelPaceSchema } from '@parcours/core';
import { measurePace, readPace } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['pace'], security: SECURITY };
const measuredSchema = z.object({ version: z.number(), measuredAt: z.iso.datetime() });

/** How long people stay in each stage before they move on, and who is stalled now. */
export const paceRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/models/:id/pace',
      {
        config: { needs: 'read' },
        schema: {
          ...common,
          summary:
            'How long people stay in each stage before they move on, for everybody or a persona, as last measured',
          params: z.object({ id: z.string().max(64) }),
          querystring: workspaceQuery.extend({ persona: z.string().max(64).optional() }),
          response: { 200: modelPaceSchema, '4xx': errorSchema },
        },
      },
      async (request) =>
        readPace({ sql: store, warehouse, clock }, gate.viewerOf(request).workspaceId, {
          model: request.params.id,
          persona: request.query.persona,
        }),
    );
    http.post(
      '/api/pace/measure',
      {
        config: { needs: 'preview' },
        schema: {
          ...common,
          summary: 'Measure the pace of all models again now; it is measured each night, and when definitions change',
          querystring: workspaceQuery,
          response: { 200: measuredSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const ports = { operational: store, warehouse, clock };
        const { version, measuredAt } = await measurePace(ports, gate.viewerOf(request).workspaceId);
        return { version, measuredAt: new Date(measuredAt).toISOString() };
      },
    );
  };
