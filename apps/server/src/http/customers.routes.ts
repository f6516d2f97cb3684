import {
  customerSchema,
  customersPageSchema,
  customersQuerySchema,
  errorSchema,
  movementSchema,
  page,
  timelineItemSchema,
} from '@parcours/core';
import { listCustomers, listMovements, listTimeline, readCustomer } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { pageQuery, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['customers'], security: SECURITY };
/** A customer id, profile id, userId, anonymousId or e-mail address. */
const customerParams = z.object({ id: z.string().min(1).max(1024) });

export const customersRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.addHook('onRequest', gate.requireViewer);

    http.get(
      '/api/customers',
      {
        schema: {
          ...common,
          summary: 'Customers and where each stands now, by page',
          querystring: customersQuerySchema.extend(workspaceQuery.shape),
          response: { 200: customersPageSchema, '4xx': errorSchema },
        },
      },
      async (request) => listCustomers(ports, gate.viewerOf(request).workspaceId, request.query),
    );

    http.get(
      '/api/customers/:id',
      {
        schema: {
          ...common,
          summary: 'One customer, by any identifier: traits, positions, why, and what would change them',
          params: customerParams,
          querystring: workspaceQuery,
          response: { 200: customerSchema, '4xx': errorSchema },
        },
      },
      async (request) => readCustomer(ports, gate.viewerOf(request).workspaceId, request.params.id),
    );

    http.get(
      '/api/customers/:id/timeline',
      {
        schema: {
          ...common,
          summary: 'Interactions and movements of a customer, newest first',
          params: customerParams,
          querystring: pageQuery,
          response: { 200: page(timelineItemSchema), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const { workspaceId } = gate.viewerOf(request);
        return listTimeline(ports, workspaceId, { identifier: request.params.id, limit, cursor });
      },
    );

    http.get(
      '/api/customers/:id/movements',
      {
        schema: {
          ...common,
          summary: 'Changes of stage of a customer, newest first, each with its why',
          params: customerParams,
          querystring: pageQuery.extend({ model: z.string().max(64).optional() }),
          response: { 200: page(movementSchema), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { limit, cursor, model } = request.query;
        const { workspaceId } = gate.viewerOf(request);
        return listMovements(ports, workspaceId, { identifier: request.params.id, model, limit, cursor });
      },
    );
  };
