import { errorSchema, modelViewSchema } from '@parcours/core';
import { findModel, listModels, saveModel, viewModel } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['models'], security: SECURITY, querystring: workspaceQuery };
const modelParams = z.object({ id: z.string().max(64) });

export const modelsRoutes =
  ({ store, gate, modelsChanged }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.addHook('onRequest', gate.requireViewer);

    http.get(
      '/api/models',
      {
        schema: {
          ...common,
          summary: 'The lifecycle models, every rule in words',
          response: { 200: z.object({ items: z.array(modelViewSchema) }), '4xx': errorSchema },
        },
      },
      async (request) => ({ items: await listModels({ sql: store }, gate.viewerOf(request).workspaceId) }),
    );

    http.get(
      '/api/models/:id',
      {
        schema: {
          ...common,
          summary: 'One lifecycle model, every rule in words',
          params: modelParams,
          response: { 200: modelViewSchema, '4xx': errorSchema },
        },
      },
      async (request) =>
        viewModel(await findModel({ sql: store }, gate.viewerOf(request).workspaceId, request.params.id)),
    );

    http.put(
      '/api/models/:id',
      {
        schema: {
          ...common,
          summary: 'Save a model as its next version; history is then folded again',
          params: modelParams,
          // Checked by the use case, whose refusals name the stage and the rule at fault.
          body: z.unknown(),
          response: { 200: modelViewSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const saved = await saveModel({ sql: store }, { workspaceId, id: request.params.id, definition: request.body });
        await modelsChanged(workspaceId);
        return saved;
      },
    );
  };
