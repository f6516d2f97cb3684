import {
  errorSchema,
  goesWithQuerySchema,
  goesWithSchema,
  nextQuerySchema,
  nextSchema,
  productsQuerySchema,
  productsSchema,
  recommendModelSchema,
  recommendQuerySchema,
} from '@parcours/core';
import { listProducts, readGoesWith, readRecommendModel, recommendNext } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['recommendations'], security: SECURITY };
const schemas = {
  model: {
    ...common,
    summary: 'Which method recommends, and how well each one foretold what was bought after a cut-off (recall@20)',
    querystring: recommendQuerySchema.extend(workspaceQuery.shape),
    response: { 200: recommendModelSchema, '4xx': errorSchema },
  },
  products: {
    ...common,
    summary: 'The products that are recommended, those with most buyers first',
    querystring: productsQuerySchema.extend(workspaceQuery.shape),
    response: { 200: productsSchema, '4xx': errorSchema },
  },
  goesWith: {
    ...common,
    summary: 'What goes with a product: bought together, and bought after it',
    querystring: goesWithQuerySchema.extend(workspaceQuery.shape),
    response: { 200: goesWithSchema, '4xx': errorSchema },
  },
  next: {
    ...common,
    summary: 'What one customer may buy next, and why',
    params: customerParams,
    querystring: nextQuerySchema.extend(workspaceQuery.shape),
    response: { 200: nextSchema, '4xx': errorSchema },
  },
} as const;

/** What customers may buy next, by what people like them bought. */
export const recommendRoutes =
  ({ store, warehouse, clock, gate, learnPurchases: learn }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { operational: store, warehouse, clock, learn };
    const config = { needs: 'read' } as const;
    http.get('/api/recommendations/model', { config, schema: schemas.model }, async (request) =>
      readRecommendModel(
        ports,
        { workspaceId: gate.viewerOf(request).workspaceId, whole: (await gate.sightOf(request)).whole },
        request.query,
      ),
    );
    http.get('/api/recommendations/products', { config, schema: schemas.products }, async (request) =>
      listProducts(ports, gate.viewerOf(request).workspaceId, request.query),
    );
    http.get('/api/recommendations/with', { config, schema: schemas.goesWith }, async (request) =>
      readGoesWith(ports, gate.viewerOf(request).workspaceId, request.query),
    );
    http.get('/api/customers/:id/next', { config, schema: schemas.next }, async (request) => {
      const identifier = (await gate.sightOf(request)).identifier(request.params.id);
      return recommendNext(ports, gate.viewerOf(request).workspaceId, { identifier, query: request.query });
    });
  };
