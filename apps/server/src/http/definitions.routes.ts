import {
  DEFINITION_KINDS,
  errorSchema,
  momentsViewSchema,
  personasViewSchema,
  replaySchema,
  replaysSchema,
  savedSchema,
  segmentsViewSchema,
  versionsSchema,
} from '@parcours/core';
import {
  cancelReplay,
  type DefinitionPlace,
  deleteDefinition,
  listReplays,
  listSegments,
  listVersions,
  readMoments,
  readPersonas,
  restoreDefinition,
  saveDefinition,
} from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noted } from './notedChange.js';
import type { ReadDeps } from './readDeps.js';
import { answerSaved } from './savedReplay.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['definitions'], security: SECURITY, querystring: workspaceQuery };
const saved = { 200: savedSchema, 202: savedSchema, '4xx': errorSchema };
const idParams = z.object({ id: z.string().max(64) });
const placeParams = z.object({ kind: z.enum(DEFINITION_KINDS), id: z.string().max(64) });
// Touch points change no position: they have versions, and are restored without a replay.
const versionedParams = placeParams.extend({ kind: z.enum([...DEFINITION_KINDS, 'touchpoints']) });
// Checked by the use case, whose refusals name the place at fault.
const body = z.unknown();
const SAVED = 'live at once where it is done (200), else once its replay is done (202)';

const segments = (http: Http, deps: ReadDeps): void => {
  const { store, gate } = deps;
  const at = (request: FastifyRequest, id: string): DefinitionPlace => ({
    workspaceId: gate.viewerOf(request).workspaceId,
    kind: 'segment',
    id,
  });
  http.get(
    '/api/segments',
    {
      config: { needs: 'read' },
      schema: { ...common, summary: 'The segments, with how many are in each', response: { 200: segmentsViewSchema } },
    },
    (request) => listSegments({ sql: store }, gate.viewerOf(request).workspaceId),
  );
  http.put(
    '/api/segments/:id',
    {
      config: { needs: 'define', action: 'segment.save' },
      schema: { ...common, summary: `Save a segment: ${SAVED}`, params: idParams, body, response: saved },
    },
    async (request, reply) => {
      const place = at(request, request.params.id);
      const replay = await noted(deps, request, place, (savedBy) =>
        saveDefinition({ operational: store, clock: deps.clock }, place, request.body, savedBy),
      );
      return answerSaved(deps, reply, place.workspaceId, replay);
    },
  );
  http.delete(
    '/api/segments/:id',
    {
      config: { needs: 'define', action: 'segment.delete' },
      schema: { ...common, summary: `Delete a segment: ${SAVED}`, params: idParams, response: saved },
    },
    async (request, reply) => {
      const place = at(request, request.params.id);
      const replay = await noted(deps, request, place, (savedBy) =>
        deleteDefinition({ operational: store, clock: deps.clock }, place, savedBy),
      );
      return answerSaved(deps, reply, place.workspaceId, replay);
    },
  );
};

/** What there is one of in a workspace: the personas, the catalogue of moments. */
const single = (http: Http, deps: ReadDeps, kind: 'personas' | 'moments'): void => {
  const { store, gate, clock } = deps;
  const what = kind === 'personas' ? 'personas' : 'moments of truth';
  const [view, read] = kind === 'personas' ? [personasViewSchema, readPersonas] : [momentsViewSchema, readMoments];
  http.get(
    `/api/${kind}`,
    { config: { needs: 'read' }, schema: { ...common, summary: `The ${what}`, response: { 200: view as z.ZodType } } },
    (request) => read({ sql: store }, gate.viewerOf(request).workspaceId),
  );
  http.put(
    `/api/${kind}`,
    {
      config: { needs: 'define', action: `${kind}.save` },
      schema: { ...common, summary: `Save the ${what}: ${SAVED}`, body, response: saved },
    },
    async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const place: DefinitionPlace = { workspaceId, kind, id: kind };
      const replay = await noted(deps, request, place, (savedBy) =>
        saveDefinition({ operational: store, clock }, place, request.body, savedBy),
      );
      return answerSaved(deps, reply, workspaceId, replay);
    },
  );
  http.delete(
    `/api/${kind}`,
    {
      config: { needs: 'define', action: `${kind}.delete` },
      schema: { ...common, summary: `Delete the ${what}: ${SAVED}`, response: saved },
    },
    async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const replay = await noted(deps, request, { workspaceId, kind, id: kind }, (savedBy) =>
        deleteDefinition({ operational: store, clock }, { workspaceId, kind, id: kind }, savedBy),
      );
      return answerSaved(deps, reply, workspaceId, replay);
    },
  );
};

const versions = (http: Http, deps: ReadDeps): void => {
  const { store, gate, clock } = deps;
  http.get(
    '/api/definitions/:kind/:id/versions',
    {
      config: { needs: 'read' },
      schema: {
        ...common,
        summary: 'Every version of a definition, newest first',
        params: versionedParams,
        response: { 200: versionsSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const place = { workspaceId: gate.viewerOf(request).workspaceId, ...request.params };
      return { items: await listVersions({ sql: store }, place) };
    },
  );
  http.post(
    '/api/definitions/:kind/:id/restore',
    {
      config: { needs: 'define', action: 'definition.restore' },
      schema: {
        ...common,
        summary: `Make an earlier version the next one: ${SAVED}`,
        params: placeParams,
        body: z.strictObject({ version: z.number().int().min(1) }),
        response: saved,
      },
    },
    async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const place = { workspaceId, ...request.params };
      const replay = await noted(deps, request, place, (savedBy) =>
        restoreDefinition({ operational: store, clock }, place, request.body.version, savedBy),
      );
      return answerSaved(deps, reply, workspaceId, replay);
    },
  );
};

const replays = (http: Http, { store, gate }: ReadDeps): void => {
  http.get(
    '/api/replays',
    {
      config: { needs: 'read' },
      schema: { ...common, summary: 'Replays of history for saved definitions', response: { 200: replaysSchema } },
    },
    async (request) => ({ items: await listReplays({ sql: store }, gate.viewerOf(request).workspaceId) }),
  );
  http.post(
    '/api/replays/:id/cancel',
    {
      config: { needs: 'define', action: 'replay.cancel' },
      schema: {
        ...common,
        summary: 'Cancel a replay: everything stays as it was',
        params: idParams,
        response: { 200: replaySchema, '4xx': errorSchema },
      },
    },
    (request) => cancelReplay({ operational: store }, gate.viewerOf(request).workspaceId, request.params.id),
  );
};

/** Segments, personas, moments of truth, their versions, and the replays that make what is saved live. */
export const definitionsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    segments(http, deps);
    single(http, deps, 'personas');
    single(http, deps, 'moments');
    versions(http, deps);
    replays(http, deps);
  };
