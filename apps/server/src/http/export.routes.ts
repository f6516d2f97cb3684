import { Readable } from 'node:stream';
import { errorSchema } from '@parcours/core';
import { exportCustomer, exportInteractions } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { customerParams, SECURITY, workspaceQuery } from './viewing.js';

const FORMATS = {
  json: { type: 'application/json; charset=utf-8', name: 'customer.json' },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', name: 'interactions.ndjson' },
} as const;

const schema = {
  tags: ['privacy'],
  security: SECURITY,
  summary: 'All that is held of a customer (json), or their interactions in Segment’s shape, one to a line (ndjson)',
  params: customerParams,
  querystring: workspaceQuery.extend({ format: z.enum(['json', 'ndjson']).default('json') }),
  response: { 200: z.unknown().describe('A file, sent as it is read'), '4xx': errorSchema },
} as const;

/** A customer's own data, to be given to them. */
export const exportRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { sql: store, warehouse, clock };
    http.get('/api/customers/:id/export', { schema, config: { needs: 'personal' } }, async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const { format } = request.query;
      const { type, name } = FORMATS[format];
      const write = format === 'json' ? exportCustomer : exportInteractions;
      const pieces = await write(ports, workspaceId, request.params.id);
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(pieces, { objectMode: false }));
    });
  };
