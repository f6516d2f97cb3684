import { customerRelationshipSchema, errorSchema, momentsImpactSchema } from '@parcours/core';
import { measureImpact, readRelationship } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, SECURITY, workspaceQuery } from './viewing.js';

const impactQuery = workspaceQuery.extend({
  model: z.string().max(64).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

/** The relationship by moments of truth: of one customer, and of all. */
export const relationshipRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    const config = { needs: 'read' } as const;
    http.get(
      '/api/customers/:id/relationship',
      {
        config,
        schema: {
          tags: ['customers'],
          summary: 'The strength of a customer’s relationship now and over time, and the moments of truth that made it',
          security: SECURITY,
          params: customerParams,
          querystring: workspaceQuery,
          response: { 200: customerRelationshipSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        const identifier = sight.identifier(request.params.id);
        return sight.relationship(await readRelationship(ports, gate.viewerOf(request).workspaceId, identifier));
      },
    );
    http.get(
      '/api/moments/impact',
      {
        config,
        schema: {
          tags: ['moments'],
          summary: 'The moments of truth that touched most people in a period, and how people moved after them',
          security: SECURITY,
          querystring: impactQuery,
          response: { 200: momentsImpactSchema, '4xx': errorSchema },
        },
      },
      async (request) => measureImpact(ports, gate.viewerOf(request).workspaceId, request.query),
    );
  };
