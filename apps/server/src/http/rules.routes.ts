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
    http.addHook('onRequest', gate.requireViewer);

    http.post(
      '/api/rules/preview',
      {
        schema: {
          ...common,
          summary: 'Whom a draft rule `{rule}` holds for now, on all history',
          // Checked by the use case, whose refusals name the place at fault.
          body: z.unknown(),
          response: { 200: rulePreviewSchema, '4xx': errorSchema },
        },
      },
      async (request) =>
        previewRule(
          { sql: store, warehouse, clock },
          { workspaceId: gate.viewerOf(request).workspaceId, draft: request.body },
        ),
    );

    http.get(
      '/api/rules/vocabulary',
      {
        schema: {
          ...common,
          summary: 'What rules can be about: the events, properties and traits seen, and the definitions there are',
          response: { 200: vocabularySchema, '4xx': errorSchema },
        },
      },
      async (request) => listVocabulary({ sql: store, warehouse }, gate.viewerOf(request).workspaceId),
    );
  };
