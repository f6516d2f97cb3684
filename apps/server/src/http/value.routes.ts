import {
  churnQuerySchema,
  churnSchema,
  customerValueSchema,
  errorSchema,
  rfmGridSchema,
  valueListQuerySchema,
  valueListSchema,
  valueModelSchema,
  valuePeopleSchema,
  valueQuerySchema,
} from '@parcours/core';
import { listByValue, measureChurn, readCustomerValue, readRfm, readValueModel } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['value'], security: SECURITY };
const schemas = {
  model: {
    ...common,
    summary:
      'The models of who buys again and what they spend (BG/NBD, Gamma–Gamma), their holdout and what follows in all',
    querystring: valueQuerySchema.extend(workspaceQuery.shape),
    response: { 200: valueModelSchema, '4xx': errorSchema },
  },
  rfm: {
    ...common,
    summary: 'How many customers have each pair of recency and frequency scores',
    querystring: valuePeopleSchema.extend(workspaceQuery.shape),
    response: { 200: rfmGridSchema, '4xx': errorSchema },
  },
  list: {
    ...common,
    summary: 'Customers by what they are worth, by page',
    querystring: valueListQuerySchema.extend(workspaceQuery.shape),
    response: { 200: valueListSchema, '4xx': errorSchema },
  },
  churn: {
    ...common,
    summary: 'How long contracts last, by what begins and what ends one (Kaplan–Meier)',
    querystring: workspaceQuery,
    body: churnQuerySchema,
    response: { 200: churnSchema, '4xx': errorSchema },
  },
  one: {
    ...common,
    summary: 'What one customer is worth: RFM, P(alive), expected purchases, lifetime value, next purchase',
    params: customerParams,
    querystring: workspaceQuery,
    response: { 200: customerValueSchema, '4xx': errorSchema },
  },
} as const;

/** What customers are worth, by models fitted to what they bought. */
export const valueRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { operational: store, warehouse, clock };
    const config = { needs: 'read' } as const;
    http.get('/api/value/model', { config, schema: schemas.model }, async (request) =>
      readValueModel(
        ports,
        { workspaceId: gate.viewerOf(request).workspaceId, whole: (await gate.sightOf(request)).whole },
        request.query,
      ),
    );
    http.get('/api/value/rfm', { config, schema: schemas.rfm }, async (request) =>
      readRfm(ports, gate.viewerOf(request).workspaceId, request.query),
    );
    http.get('/api/value/customers', { config, schema: schemas.list }, async (request) => {
      const sight = await gate.sightOf(request);
      const query = sight.paging(request.query);
      return sight.worths(await listByValue(ports, gate.viewerOf(request).workspaceId, query));
    });
    http.post('/api/value/churn', { config, schema: schemas.churn }, async (request) => {
      const { whole } = await gate.sightOf(request);
      const { workspaceId } = gate.viewerOf(request);
      return measureChurn({ sql: store, warehouse, clock }, workspaceId, request.body, whole);
    });
    http.get('/api/customers/:id/value', { config, schema: schemas.one }, async (request) => {
      const sight = await gate.sightOf(request);
      const identifier = sight.identifier(request.params.id);
      return readCustomerValue(ports, gate.viewerOf(request).workspaceId, identifier);
    });
  };
