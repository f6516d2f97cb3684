import {
  contentMatrixSchema,
  contentPreviewQuerySchema,
  contentPreviewSchema,
  contentsSchema,
  contentViewSchema,
  errorSchema,
  variablesOf,
  versionsSchema,
} from '@parcours/core';
import {
  contentMatrix,
  deleteContent,
  knownVariables,
  listContents,
  listVersions,
  previewContent,
  readContent,
  saveContent,
} from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['contents'], security: SECURITY, querystring: workspaceQuery };
const params = z.object({ id: z.string().min(1).max(64) });
const one = { 200: contentViewSchema, '4xx': errorSchema };
const versioned = workspaceQuery.extend({ version: z.coerce.number().int().min(0).max(2_147_483_647).optional() });

const schemas = {
  list: {
    ...common,
    summary: 'The contents, the last saved first',
    response: { 200: contentsSchema, '4xx': errorSchema },
  },
  matrix: {
    ...common,
    summary: 'What there is to say in each stage of a model to each persona',
    querystring: workspaceQuery.extend({ model: z.string().max(64).optional() }),
    response: { 200: contentMatrixSchema, '4xx': errorSchema },
  },
  read: {
    ...common,
    summary: 'One content, as it is or as a version was',
    params,
    querystring: versioned,
    response: one,
  },
  versions: {
    ...common,
    summary: 'Every version of a content, the newest first',
    params,
    response: { 200: versionsSchema, '4xx': errorSchema },
  },
  save: {
    ...common,
    summary: 'Save a content as its next version; version in the query is the one that was read, 0 for a new one',
    params,
    querystring: versioned,
    // Checked by the use case, whose refusals name the field at fault.
    body: z.unknown(),
    response: one,
  },
  remove: {
    ...common,
    summary: 'Delete a content; its versions stay',
    params,
    response: { 200: z.object({ version: z.number() }), '4xx': errorSchema },
  },
  preview: {
    ...common,
    summary: 'A draft: what is wrong with it, and the message of a customer',
    body: contentPreviewQuerySchema,
    response: { 200: contentPreviewSchema, '4xx': errorSchema },
  },
} as const;

const reading = (http: Http, { store, clock, gate }: ReadDeps): void => {
  const ports = { sql: store, clock };
  const config = { needs: 'read' } as const;
  http.get('/api/contents', { config, schema: schemas.list }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const [items, known] = await Promise.all([listContents(ports, workspaceId), knownVariables(ports, workspaceId)]);
    return { items, variables: variablesOf(known) };
  });
  http.get('/api/contents/matrix', { config, schema: schemas.matrix }, (request) =>
    contentMatrix(ports, gate.viewerOf(request).workspaceId, request.query.model),
  );
  http.get('/api/contents/:id', { config, schema: schemas.read }, (request) =>
    readContent(
      ports,
      { workspaceId: gate.viewerOf(request).workspaceId, id: request.params.id },
      request.query.version,
    ),
  );
  http.get('/api/contents/:id/versions', { config, schema: schemas.versions }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    return { items: await listVersions(ports, { workspaceId, kind: 'content', id: request.params.id }) };
  });
  http.post('/api/contents/preview', { config: { needs: 'preview' }, schema: schemas.preview }, async (request) => {
    const { content: draft, customer, language } = request.body;
    const sight = await gate.sightOf(request);
    // A message is made of personal data: those who see none see the names of its variables [ACCESS-2].
    const asked = { workspaceId: gate.viewerOf(request).workspaceId, draft, language };
    return previewContent(ports, sight.whole ? { ...asked, customer } : asked);
  });
};

const writing = (http: Http, { store, gate, audit }: ReadDeps): void => {
  http.put(
    '/api/contents/:id',
    { config: { needs: 'define', action: 'content.save' }, schema: schemas.save },
    async (request) => {
      const { workspaceId, actor } = gate.viewerOf(request);
      const { id } = request.params;
      const saving = { savedBy: actor.name, version: request.query.version };
      const view = await saveContent({ sql: store }, { workspaceId, id }, request.body, saving);
      audit.note(request, { subject: id, after: { version: view.version, channel: view.content.channel } });
      return view;
    },
  );
  http.delete(
    '/api/contents/:id',
    { config: { needs: 'define', action: 'content.delete' }, schema: schemas.remove },
    async (request) => {
      const { workspaceId, actor } = gate.viewerOf(request);
      const { id } = request.params;
      const version = await deleteContent({ sql: store }, { workspaceId, id }, actor.name);
      audit.note(request, { subject: id, after: { version } });
      return { version };
    },
  );
};

/** What the organisation says, in which stage, to whom. */
export const contentsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    reading(http, deps);
    writing(http, deps);
  };
