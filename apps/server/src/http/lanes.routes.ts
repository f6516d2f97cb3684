import {
  changedNoteSchema,
  errorSchema,
  lanesSchema,
  measuredLanesSchema,
  type Note,
  newNoteSchema,
  noteSchema,
  noteVersionsSchema,
  problemsSchema,
  toldSchema,
} from '@parcours/core';
import {
  addNote,
  changeNote,
  deleteNote,
  listNotes,
  listNoteVersions,
  listProblems,
  measureBefore,
  restoreNote,
} from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keptAskedOf, keptQuery } from './keptAsked.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const mapQuery = workspaceQuery.extend({ persona: z.string().max(64).optional() });
const mapParams = z.object({ id: z.string().max(64) });
const noteParams = mapParams.extend({ note: z.guid() });
const common = { tags: ['map'], security: SECURITY };
const ofMap = { ...common, params: mapParams, querystring: mapQuery };
const ofNote = {
  ...common,
  params: noteParams,
  querystring: workspaceQuery,
  response: { 200: noteSchema, '4xx': errorSchema },
};

const schemas = {
  list: {
    ...ofMap,
    summary:
      'The written lanes of a journey map: intentions, motivations, hesitations, reasons, contents, actions, problems',
    response: { 200: lanesSchema, '4xx': errorSchema },
  },
  history: {
    ...ofMap,
    summary: 'Who changed what in the written lanes, newest first; of one note where it is named',
    querystring: mapQuery.extend({ note: z.guid().optional() }),
    response: { 200: noteVersionsSchema, '4xx': errorSchema },
  },
  measured: {
    ...ofMap,
    summary: 'The measured lanes of a journey map over a period, with where people are lost and won',
    querystring: keptQuery,
    response: { 200: measuredLanesSchema.extend(toldSchema.shape), '4xx': errorSchema },
  },
  problems: {
    ...ofMap,
    summary: 'The problems followed on a journey map, each with its measure when it was found and now',
    response: { 200: problemsSchema, '4xx': errorSchema },
  },
  add: {
    ...ofMap,
    summary: 'Write a note on a journey map',
    body: newNoteSchema,
    response: { 201: noteSchema, '4xx': errorSchema },
  },
  change: { ...ofNote, summary: 'Change a note; the version it had must be named', body: changedNoteSchema },
  remove: { ...ofNote, summary: 'Take a note off its map; it can be restored' },
  restore: {
    ...ofNote,
    summary: 'Make an earlier version of a note the next one',
    body: z.strictObject({ version: z.number().int().min(1).max(2_147_483_647) }),
  },
} as const;

const here = ({ gate }: ReadDeps, request: FastifyRequest): string => gate.viewerOf(request).workspaceId;
const by = ({ gate }: ReadDeps, request: FastifyRequest): string => gate.viewerOf(request).actor.name;
const portsOf = ({ store, warehouse, clock }: ReadDeps) => ({ sql: store, warehouse, clock });

/** The log says which note of which lane, not what it says. */
const noted = ({ audit }: ReadDeps, request: FastifyRequest, { id, version, lane, stage, state }: Note): void => {
  const { id: model } = request.params as { id: string };
  audit.note(request, { subject: model, after: { note: id, version, lane, stage, state } });
};

const placeOf = (deps: ReadDeps, request: FastifyRequest) => {
  const { id: model, note } = request.params as { id: string; note: string };
  return { workspaceId: here(deps, request), model, note };
};

const reading = (http: Http, deps: ReadDeps): void => {
  const ports = portsOf(deps);
  http.get('/api/models/:id/lanes', { config: { needs: 'read' }, schema: schemas.list }, (request) =>
    listNotes(ports, { workspaceId: here(deps, request), model: request.params.id, persona: request.query.persona }),
  );
  http.get('/api/models/:id/lanes/history', { config: { needs: 'read' }, schema: schemas.history }, async (request) => {
    const { persona, note } = request.query;
    const asked = { workspaceId: here(deps, request), model: request.params.id, persona, note };
    return { items: await listNoteVersions(ports, asked) };
  });
  http.get(
    '/api/models/:id/lanes/measured',
    { config: { needs: 'read' }, schema: schemas.measured },
    async (request) => {
      const asked = await keptAskedOf(deps, request, { model: request.params.id, ...request.query });
      return deps.kept.get('lanes', here(deps, request), asked);
    },
  );
  http.get(
    '/api/models/:id/lanes/problems',
    { config: { needs: 'read' }, schema: schemas.problems },
    async (request) => ({
      items: await listProblems(ports, {
        workspaceId: here(deps, request),
        model: request.params.id,
        persona: request.query.persona,
      }),
    }),
  );
};

const adding = (http: Http, deps: ReadDeps): void => {
  const ports = portsOf(deps);
  http.post(
    '/api/models/:id/lanes',
    { config: { needs: 'define', action: 'note.add' }, schema: schemas.add },
    async (request, reply) => {
      const { friction, ...given } = request.body;
      const asked = { workspaceId: here(deps, request), model: request.params.id, persona: request.query.persona };
      const follows = friction ? await measureBefore(ports, asked, { stage: given.stage, friction }) : null;
      const note = await addNote(ports, asked, { given, follows, by: by(deps, request) });
      noted(deps, request, note);
      return reply.code(201).send(note);
    },
  );
};

const changing = (http: Http, deps: ReadDeps): void => {
  const ports = portsOf(deps);
  http.put(
    '/api/models/:id/lanes/:note',
    { config: { needs: 'define', action: 'note.change' }, schema: schemas.change },
    async (request) => {
      const { version, ...given } = request.body;
      const note = await changeNote(ports, placeOf(deps, request), { given, version, by: by(deps, request) });
      noted(deps, request, note);
      return note;
    },
  );
  http.delete(
    '/api/models/:id/lanes/:note',
    { config: { needs: 'define', action: 'note.delete' }, schema: schemas.remove },
    async (request) => {
      const note = await deleteNote(ports, placeOf(deps, request), by(deps, request));
      noted(deps, request, note);
      return note;
    },
  );
  http.post(
    '/api/models/:id/lanes/:note/restore',
    { config: { needs: 'define', action: 'note.restore' }, schema: schemas.restore },
    async (request) => {
      const { version } = request.body;
      const note = await restoreNote(ports, placeOf(deps, request), { version, by: by(deps, request) });
      noted(deps, request, note);
      return note;
    },
  );
};

/** The lanes of journey maps: what is measured, and what people write beside it. */
export const lanesRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    reading(http, deps);
    adding(http, deps);
    changing(http, deps);
  };
