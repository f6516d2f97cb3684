import { auditEntrySchema, auditQuerySchema, errorSchema, page } from '@parcours/core';
import { listActors, listAudit } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['audit'], security: SECURITY };
const config = { needs: 'audit' } as const;

/** Who changed what. */
export const auditRoutes =
  ({ store, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.get(
      '/api/audit',
      {
        config,
        schema: {
          ...common,
          summary: 'Who changed what in the workspace, newest first',
          querystring: auditQuerySchema.extend(workspaceQuery.shape),
          response: { 200: page(auditEntrySchema), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId, actor } = gate.viewerOf(request);
        return listAudit({ sql: store }, { workspaceId, viewer: actor }, request.query);
      },
    );

    http.get(
      '/api/audit/actors',
      {
        config,
        schema: {
          ...common,
          summary: 'The people and keys named in the audit log',
          querystring: workspaceQuery,
          response: { 200: z.object({ items: z.array(auditEntrySchema.shape.by) }), '4xx': errorSchema },
        },
      },
      async (request) => ({ items: await listActors({ sql: store }, gate.viewerOf(request).workspaceId) }),
    );
  };
