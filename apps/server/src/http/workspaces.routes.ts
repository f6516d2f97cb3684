import { errorSchema, workspaceSchema } from '@parcours/core';
import { listWorkspaces } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY } from './viewing.js';

export const workspacesRoutes =
  ({ store, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.addHook('onRequest', gate.requireViewer);
    http.get(
      '/api/workspaces',
      {
        schema: {
          tags: ['workspaces'],
          summary: 'The workspaces the viewer may read, with their counts',
          security: SECURITY,
          response: { 200: z.object({ items: z.array(workspaceSchema) }), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { by, workspaceId } = gate.viewerOf(request);
        const all = await listWorkspaces({ sql: store });
        return { items: by === 'session' ? all : all.filter(({ id }) => id === workspaceId) };
      },
    );
  };
