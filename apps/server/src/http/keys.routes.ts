import { apiKeySchema, createdKeySchema, errorSchema, newKeySchema } from '@parcours/core';
import { createKey, deleteKey, listKeys } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['keys'], security: SECURITY, querystring: workspaceQuery };

export const keysRoutes =
  ({ store, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.addHook('onRequest', gate.requireViewer);

    http.get(
      '/api/keys',
      {
        schema: {
          ...common,
          summary: 'The keys of the workspace, without the keys themselves',
          response: { 200: z.object({ items: z.array(apiKeySchema) }), '4xx': errorSchema },
        },
      },
      async (request) => ({ items: await listKeys({ sql: store }, gate.viewerOf(request).workspaceId) }),
    );

    http.post(
      '/api/keys',
      {
        schema: {
          ...common,
          summary: 'Make a key; it is shown this once',
          body: newKeySchema,
          response: { 201: createdKeySchema, '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        const { workspaceId } = gate.viewerOf(request);
        const created = await createKey({ sql: store }, { workspaceId, ...request.body });
        return reply.code(201).header('cache-control', 'no-store').send(created);
      },
    );

    http.delete(
      '/api/keys/:id',
      {
        schema: {
          ...common,
          summary: 'Delete a key: what uses it is refused from then on',
          params: z.object({ id: z.string().max(64) }),
          response: { 204: z.null(), '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        await deleteKey({ sql: store }, gate.viewerOf(request).workspaceId, request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
