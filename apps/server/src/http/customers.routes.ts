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
import { customerParams, pageQuery, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['customers'], security: SECURITY };

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

/** Who the customers are, where each stands, and how they came there, as far as the viewer may know. */
export const customersRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    const config = { needs: 'read' } as const;

    http.get('/api/customers', { config, schema: schemas.list }, async (request) => {
      const sight = await gate.sightOf(request);
      const query = sight.query(request.query);
      return sight.customers(await listCustomers(ports, gate.viewerOf(request).workspaceId, query));
    });

    http.get('/api/customers/:id', { config, schema: schemas.one }, async (request) => {
      const sight = await gate.sightOf(request);
      const identifier = sight.identifier(request.params.id);
      return sight.customer(await readCustomer(ports, gate.viewerOf(request).workspaceId, identifier));
    });

    http.get('/api/customers/:id/timeline', { config, schema: schemas.timeline }, async (request) => {
      const sight = await gate.sightOf(request);
      const asked = { ...sight.paging(request.query), identifier: sight.identifier(request.params.id) };
      return sight.timeline(await listTimeline(ports, gate.viewerOf(request).workspaceId, asked));
    });

    http.get('/api/customers/:id/movements', { config, schema: schemas.movements }, async (request) => {
      const sight = await gate.sightOf(request);
      const asked = { ...sight.paging(request.query), identifier: sight.identifier(request.params.id) };
      return sight.movements(await listMovements(ports, gate.viewerOf(request).workspaceId, asked));
    });
  };
