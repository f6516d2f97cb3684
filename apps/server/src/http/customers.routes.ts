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

const schemas = {
  list: {
    ...common,
    summary: 'Customers and where each stands now, by page',
    querystring: customersQuerySchema.extend(workspaceQuery.shape),
    response: { 200: customersPageSchema, '4xx': errorSchema },
  },
  one: {
    ...common,
    summary: 'One customer, by any identifier: traits, positions, why, and what would change them',
    params: customerParams,
    querystring: workspaceQuery,
    response: { 200: customerSchema, '4xx': errorSchema },
  },
  timeline: {
    ...common,
    summary: 'Interactions and movements of a customer, newest first',
    params: customerParams,
    querystring: pageQuery,
    response: { 200: page(timelineItemSchema), '4xx': errorSchema },
  },
  movements: {
    ...common,
    summary: 'Changes of stage of a customer, newest first, each with its why',
    params: customerParams,
    querystring: pageQuery.extend({ model: z.string().max(64).optional() }),
    response: { 200: page(movementSchema), '4xx': errorSchema },
  },
} as const;

/** Who the customers are, where each stands, and how they came there. */
export const customersRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.addHook('onRequest', gate.requireViewer);

    http.get('/api/customers', { schema: schemas.list }, async (request) =>
      listCustomers(ports, gate.viewerOf(request).workspaceId, request.query),
    );

    http.get('/api/customers/:id', { schema: schemas.one }, async (request) =>
      readCustomer(ports, gate.viewerOf(request).workspaceId, request.params.id),
    );

    http.get('/api/customers/:id/timeline', { schema: schemas.timeline }, async (request) => {
      const asked = { identifier: request.params.id, ...request.query };
      return listTimeline(ports, gate.viewerOf(request).workspaceId, asked);
    });

    http.get('/api/customers/:id/movements', { schema: schemas.movements }, async (request) => {
      const asked = { identifier: request.params.id, ...request.query };
      return listMovements(ports, gate.viewerOf(request).workspaceId, asked);
    });
  };
