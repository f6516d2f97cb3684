import {
  changedNoteSchema,
  errorSchema,
  lanesSchema,
  measuredLanesSchema,
  newNoteSchema,
  type Note,
  noteSchema,
  noteVersionsSchema,
  problemsSchema,
} from '@parcours/core';
import {
  addNote,
  changeNote,
  deleteNote,
  listNotes,
  listNoteVersions,
  listProblems,
  measureBefore,
  measureLanes,
  restoreNote,
} from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
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
    summary: 'The written lanes of a journey map: intentions, motivations, hesitations, reasons, actions, problems',
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
    querystring: mapQuery.extend({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional() }),
    response: { 200: measuredLanesSchema, '4xx': errorSchema },
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

/** The written lanes of journey maps. */
export const lanesRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, warehouse, clock, gate, audit } = deps;
    const ports = { sql: store, warehouse, clock };
    const here = (request: FastifyRequest) => gate.viewerOf(request).workspaceId;
    const by = (request: FastifyRequest) => gate.viewerOf(request).actor.name;
    /** The log says which note of which lane, not what it says. */
    const noted = (request: FastifyRequest, { id, version, lane, stage, state }: Note): void => {
      const { id: model } = request.params as { id: string };
      audit.note(request, { subject: model, after: { note: id, version, lane, stage, state } });
    };
    const place = (request: { params: { id: string; note: string } }, workspaceId: string) => ({
      workspaceId,
      model: request.params.id,
      note: request.params.note,
    });

    http.get('/api/models/:id/lanes', { config: { needs: 'read' }, schema: schemas.list }, (request) =>
      listNotes(ports, { workspaceId: here(request), model: request.params.id, persona: request.query.persona }),
    );
    http.get(
      '/api/models/:id/lanes/history',
      { config: { needs: 'read' }, schema: schemas.history },
      async (request) => {
        const { persona, note } = request.query;
        const asked = { workspaceId: here(request), model: request.params.id, persona, note };
        return { items: await listNoteVersions(ports, asked) };
      },
    );
    http.get('/api/models/:id/lanes/measured', { config: { needs: 'read' }, schema: schemas.measured }, (request) =>
      measureLanes(ports, here(request), { model: request.params.id, ...request.query }),
    );
    http.get(
      '/api/models/:id/lanes/problems',
      { config: { needs: 'read' }, schema: schemas.problems },
      async (request) => ({
        items: await listProblems(ports, {
          workspaceId: here(request),
          model: request.params.id,
          persona: request.query.persona,
        }),
      }),
    );
    http.post(
      '/api/models/:id/lanes',
      { config: { needs: 'define', action: 'note.add' }, schema: schemas.add },
      async (request, reply) => {
        const { friction, ...given } = request.body;
        const asked = { workspaceId: here(request), model: request.params.id, persona: request.query.persona };
        const follows = friction ? await measureBefore(ports, asked, { stage: given.stage, friction }) : null;
        const note = await addNote(ports, asked, { given, follows, by: by(request) });
        noted(request, note);
        return reply.code(201).send(note);
      },
    );
    http.put(
      '/api/models/:id/lanes/:note',
      { config: { needs: 'define', action: 'note.change' }, schema: schemas.change },
      async (request) => {
        const { version, ...given } = request.body;
        const note = await changeNote(ports, place(request, here(request)), { given, version, by: by(request) });
        noted(request, note);
        return note;
      },
    );
    http.delete(
      '/api/models/:id/lanes/:note',
      { config: { needs: 'define', action: 'note.delete' }, schema: schemas.remove },
      async (request) => {
        const note = await deleteNote(ports, place(request, here(request)), by(request));
        noted(request, note);
        return note;
      },
    );
    http.post(
      '/api/models/:id/lanes/:note/restore',
      { config: { needs: 'define', action: 'note.restore' }, schema: schemas.restore },
      async (request) => {
        const { version } = request.body;
        const note = await restoreNote(ports, place(request, here(request)), { version, by: by(request) });
        noted(request, note);
        return note;
      },
    );
  };
