import { bandPeopleQuerySchema, bandPeopleSchema, errorSchema, modelPreviewSchema } from '@parcours/core';
import { readDraftModel } from '@parcours/engine';
import { z } from 'zod';
import { leaving } from './leaving.js';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['models'], security: SECURITY, querystring: workspaceQuery };

/** A draft model looked at before it is saved. */
export const previewsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, gate, clock } = deps;
    const taskOf = async (workspaceId: string, input: unknown) => {
      const model = await readDraftModel({ sql: store }, workspaceId, input);
      return { workspaceId, now: clock.now(), model };
    };
    http.post(
      '/api/models/preview',
      {
        config: { needs: 'preview' },
        schema: {
          ...common,
          summary: 'A draft model against today: who would stand where, from where',
          body: z.object({ model: z.unknown() }),
          response: { 200: modelPreviewSchema, '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        const signal = leaving(reply);
        const task = await taskOf(gate.viewerOf(request).workspaceId, request.body.model);
        const preview = await deps.preview(task, signal);
        const sight = await gate.sightOf(request);
        const bands = preview.bands.map((band) => ({ ...band, examples: sight.examples(band.examples) }));
        return { ...preview, bands };
      },
    );
    http.post(
      '/api/models/preview/people',
      {
        config: { needs: 'preview' },
        schema: {
          ...common,
          summary: 'The people behind one band of a preview: who stands there today and would stand there',
          body: bandPeopleQuerySchema,
          response: { 200: bandPeopleSchema, '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        const signal = leaving(reply);
        const { model, from, to, limit } = request.body;
        const task = await taskOf(gate.viewerOf(request).workspaceId, model);
        const { items } = await deps.previewBand({ ...task, from, to, limit }, signal);
        const sight = await gate.sightOf(request);
        return { items: sight.examples(items) };
      },
    );
  };
