import { erasureSchema, erasuresSchema, errorSchema } from '@parcours/core';
import { allowAgain, listErasures, readErasure, requestErasure } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, pageQuery, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['privacy'], security: SECURITY };

const schemas = {
  erase: {
    ...common,
    summary: 'Erase a customer everywhere, by any identifier. Cannot be undone; the same answer when asked again',
    params: customerParams,
    querystring: workspaceQuery,
    response: { 202: erasureSchema, '4xx': errorSchema },
  },
  list: {
    ...common,
    summary: 'Erasures and how far each has come, newest first',
    querystring: pageQuery,
    response: { 200: erasuresSchema, '4xx': errorSchema },
  },
  one: {
    ...common,
    summary: 'One erasure, and how far it has come',
    params: z.object({ id: z.string().max(64) }),
    querystring: workspaceQuery,
    response: { 200: erasureSchema, '4xx': errorSchema },
  },
  allow: {
    ...common,
    summary: 'Let somebody who was erased come back: their identifiers are no longer refused',
    querystring: workspaceQuery,
    body: z.strictObject({ identifier: z.string().min(1).max(1024) }),
    response: { 200: erasureSchema, '4xx': errorSchema },
  },
} as const;

/** Erasing customers, and how far that has come. */
export const erasureRoutes =
  ({ store, gate, erasureRequested, erasuresChanged }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.delete(
      '/api/customers/:id',
      { schema: schemas.erase, config: { needs: 'erase', action: 'customer.erase' } },
      async (request, reply) => {
        const { workspaceId } = gate.viewerOf(request);
        const erasure = await requestErasure({ operational: store }, workspaceId, request.params.id);
        await erasureRequested();
        return reply.code(202).send(erasure);
      },
    );

    http.get('/api/erasures', { schema: schemas.list, config: { needs: 'read' } }, async (request) =>
      listErasures({ sql: store }, gate.viewerOf(request).workspaceId, request.query),
    );

    http.get('/api/erasures/:id', { schema: schemas.one, config: { needs: 'read' } }, async (request) =>
      readErasure({ sql: store }, gate.viewerOf(request).workspaceId, request.params.id),
    );

    http.post(
      '/api/erasures/allow',
      { schema: schemas.allow, config: { needs: 'erase', action: 'customer.allow' } },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const erasure = await allowAgain({ operational: store }, workspaceId, request.body.identifier);
        await erasuresChanged();
        return erasure;
      },
    );
  };
