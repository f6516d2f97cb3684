import { errorSchema, rulePreviewSchema, vocabularySchema } from '@parcours/core';
import { listVocabulary, previewRule } from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['rules'], security: SECURITY, querystring: workspaceQuery };

export const rulesRoutes =
  ({ store, warehouse, clock, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    http.post(
      '/api/rules/preview',
      {
        config: { needs: 'preview' },
        schema: {
          ...common,
          summary: 'Whom a draft rule `{rule}` holds for now, on all history',
          // Checked by the use case, whose refusals name the place at fault.
          body: z.unknown(),
          response: { 200: rulePreviewSchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId } = gate.viewerOf(request);
        const sight = await gate.sightOf(request);
        const asked = { workspaceId, draft: request.body, whole: sight.whole };
        const preview = await previewRule({ sql: store, warehouse, clock }, asked);
        return { ...preview, examples: sight.examples(preview.examples) };
      },
    );

    http.get(
      '/api/rules/vocabulary',
      {
        config: { needs: 'read' },
        schema: {
          ...common,
          summary: 'What rules can be about: the events, properties and traits seen, and the definitions there are',
          response: { 200: vocabularySchema, '4xx': errorSchema },
        },
      },
      async (request) => {
        const sight = await gate.sightOf(request);
        return sight.vocabulary(await listVocabulary({ sql: store, warehouse }, gate.viewerOf(request).workspaceId));
      },
    );
  };
