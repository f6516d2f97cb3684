import { randomUUID } from 'node:crypto';
import {
  deletedRejectedSchema,
  deleteRejectedSchema,
  errorSchema,
  page,
  rejectedGroupSchema,
  rejectedQuerySchema,
  rejectedSchema,
  retriedSchema,
  retryRejectedSchema,
} from '@parcours/core';
import { deleteRejected, groupRejected, listRejected, retryRejected } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { pageQuery, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['sources'], security: SECURITY };

const schemas = {
  list: {
    ...common,
    summary: 'Events refused at the door, newest first, each with its reason',
    querystring: pageQuery.extend(rejectedQuerySchema.shape),
    response: { 200: page(rejectedSchema), '4xx': errorSchema },
  },
  groups: {
    ...common,
    summary: 'Refused events by reason, the most frequent first',
    querystring: workspaceQuery,
    response: { 200: z.object({ items: z.array(rejectedGroupSchema) }), '4xx': errorSchema },
  },
  retry: {
    ...common,
    summary:
      'Try refused events again: what passes is taken in as of its first arrival, what fails keeps its new reason',
    querystring: workspaceQuery,
    body: retryRejectedSchema,
    response: { 200: retriedSchema, '4xx': errorSchema },
  },
  delete: {
    ...common,
    summary: 'Delete refused events for good, by id or by reason',
    querystring: deleteRejectedSchema.extend(workspaceQuery.shape),
    response: { 200: deletedRejectedSchema, '4xx': errorSchema },
  },
} as const;

/** What was refused, and its way back in. */
export const rejectedRoutes =
  ({ store, gate, appender, audit }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, appender, newId: randomUUID };
    const config = { needs: 'read' } as const;

    http.get('/api/rejected', { config, schema: schemas.list }, async (request) => {
      const sight = await gate.sightOf(request);
      const { workspaceId } = gate.viewerOf(request);
      return sight.rejected(await listRejected(ports, { ...request.query, workspaceId }));
    });

    http.get('/api/rejected/groups', { config, schema: schemas.groups }, async (request) => {
      const sight = await gate.sightOf(request);
      return { items: sight.reasons(await groupRejected(ports, gate.viewerOf(request).workspaceId)) };
    });

    // A preview changes nothing; what does is noted here, once for all parts of a reason.
    const retry = { needs: 'sources', action: 'rejected.retry', changes: false } as const;
    http.post('/api/rejected/retry', { config: retry, schema: schemas.retry }, async (request) => {
      const { workspaceId, actor } = gate.viewerOf(request);
      const { code, field = null, preview } = request.body;
      const tried = await retryRejected(ports, workspaceId, request.body);
      const reason = code === undefined ? null : { code, field };
      const once = reason && JSON.stringify(['rejected.retry', workspaceId, actor.id, reason]);
      if (!preview) audit.note(request, { subject: code ?? null, after: reason, ...(once && { once }) });
      return tried;
    });

    const doom = { needs: 'sources', action: 'rejected.delete' } as const;
    http.delete('/api/rejected', { config: doom, schema: schemas.delete }, async (request) => {
      const { ids, code, field } = request.query;
      const doomed = { ids: ids?.split(','), code, field };
      const deleted = await deleteRejected(ports, gate.viewerOf(request).workspaceId, doomed);
      audit.note(request, { subject: code ?? null, after: { deleted } });
      return { deleted };
    });
  };
