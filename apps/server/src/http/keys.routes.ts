import { apiKeySchema, createdKeySchema, errorSchema, newKeySchema } from '@parcours/core';
import { type ApiKey, createKey, deleteKey, listKeys } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['keys'], security: SECURITY, querystring: workspaceQuery };

/** What the audit log keeps of a key: never the key. */
const factsOf = ({ kind, role, prefix }: ApiKey) => ({ kind, ...(role === null ? {} : { role }), prefix });

export const keysRoutes =
  ({ store, gate, audit }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/keys',
      {
        config: { needs: 'sources' },
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
        config: { needs: 'keys', action: 'key.create' },
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
        audit.note(request, { subject: created.name, after: factsOf(created) });
        return reply.code(201).header('cache-control', 'no-store').send(created);
      },
    );

    http.delete(
      '/api/keys/:id',
      {
        config: { needs: 'keys', action: 'key.delete' },
        schema: {
          ...common,
          summary: 'Delete a key: what uses it is refused from then on',
          params: z.object({ id: z.string().max(64) }),
          response: { 204: z.null(), '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        const deleted = await deleteKey({ sql: store }, gate.viewerOf(request).workspaceId, request.params.id);
        audit.note(request, { subject: deleted.name, before: factsOf(deleted) });
        return reply.code(204).send(null);
      },
    );
  };
