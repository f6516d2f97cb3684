import { errorSchema, linksSchema, partingSchema } from '@parcours/core';
import { listLinks, previewParting } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['customers'], security: SECURITY, querystring: workspaceQuery };
const one = { ...common, params: customerParams.extend({ link: z.string().max(200) }) };
const parting = { 200: partingSchema, '4xx': errorSchema };

const schemas = {
  list: {
    ...common,
    summary: 'Why the identifiers of a customer are one person: who is joined with whom, by which events',
    params: customerParams,
    response: { 200: linksSchema, '4xx': errorSchema },
  },
  preview: {
    ...one,
    summary: 'Who would part without a link; who would be one again with a removed one',
    response: parting,
  },
  remove: { ...one, summary: 'Remove a link: the customers part, each with their own history', response: parting },
  restore: { ...one, summary: 'Restore a link that was removed', response: parting },
} as const;

/** What joins the identifiers of a customer, and taking a wrong link away. */
export const linksRoutes =
  ({ store, warehouse, gate, changeLink }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse };
    http.get('/api/customers/:id/links', { schema: schemas.list, config: { needs: 'personal' } }, async (request) => ({
      items: await listLinks(ports, gate.viewerOf(request).workspaceId, request.params.id),
    }));

    http.get(
      '/api/customers/:id/links/:link/preview',
      { schema: schemas.preview, config: { needs: 'personal' } },
      async (request) =>
        previewParting(ports, gate.viewerOf(request).workspaceId, request.params.id, request.params.link),
    );

    http.delete(
      '/api/customers/:id/links/:link',
      { schema: schemas.remove, config: { needs: 'define', action: 'link.remove' } },
      async (request) => {
        const { id: identifier, link } = request.params;
        return changeLink({ workspaceId: gate.viewerOf(request).workspaceId, identifier, link, removed: true });
      },
    );

    http.post(
      '/api/customers/:id/links/:link/restore',
      { schema: schemas.restore, config: { needs: 'define', action: 'link.restore' } },
      async (request) => {
        const { id: identifier, link } = request.params;
        return changeLink({ workspaceId: gate.viewerOf(request).workspaceId, identifier, link, removed: false });
      },
    );
  };
