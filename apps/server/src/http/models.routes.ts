import { errorSchema, modelViewSchema, savedSchema } from '@parcours/core';
import { type DefinitionPlace, deleteDefinition, listModels, readModelView, saveDefinition } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noted } from './notedChange.js';
import type { ReadDeps } from './readDeps.js';
import { answerSaved, awaitReplay } from './savedReplay.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['models'], security: SECURITY, querystring: workspaceQuery };
const params = z.object({ id: z.string().max(64) });

const changing = (http: Http, deps: ReadDeps): void => {
  const { store, gate, clock } = deps;
  const at = (request: FastifyRequest, id: string): DefinitionPlace => ({
    workspaceId: gate.viewerOf(request).workspaceId,
    kind: 'model',
    id,
  });
  http.put(
    '/api/models/:id',
    {
      config: { needs: 'define', action: 'model.save' },
      schema: {
        ...common,
        summary: 'Save a model as its next version: live at once where its replay is done (200), else later (202)',
        params,
        // Checked by the use case, whose refusals name the stage and the rule at fault.
        body: z.unknown(),
        response: { 200: modelViewSchema.extend(savedSchema.shape), 202: savedSchema, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const place = at(request, request.params.id);
      const started = await noted(deps, request, place, (savedBy) =>
        saveDefinition({ operational: store, clock }, place, request.body, savedBy),
      );
      const replay = await awaitReplay(deps, place.workspaceId, started);
      if (replay.state !== 'done') return reply.code(202).send({ replay });
      return reply.code(200).send({ ...(await readModelView({ sql: store }, place.workspaceId, place.id)), replay });
    },
  );
  http.delete(
    '/api/models/:id',
    {
      config: { needs: 'define', action: 'model.delete' },
      schema: {
        ...common,
        summary: 'Delete a model; its versions can be restored',
        params,
        response: { 200: savedSchema, 202: savedSchema, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const place = at(request, request.params.id);
      const replay = await noted(deps, request, place, (savedBy) =>
        deleteDefinition({ operational: store, clock }, place, savedBy),
      );
      return answerSaved(deps, reply, place.workspaceId, replay);
    },
  );
};

export const modelsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, gate } = deps;
    http.get(
      '/api/models',
      {
        config: { needs: 'read' },
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
        config: { needs: 'read' },
        schema: {
          ...common,
          summary: 'One lifecycle model, every rule in words',
          params,
          response: { 200: modelViewSchema, '4xx': errorSchema },
        },
      },
      (request) => readModelView({ sql: store }, gate.viewerOf(request).workspaceId, request.params.id),
    );
    changing(http, deps);
  };
