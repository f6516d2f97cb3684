import { errorSchema, touchpointsViewSchema, touchpointVolumesSchema } from '@parcours/core';
import {
  countTouchpoints,
  loadTouchpoints,
  previewTouchpoints,
  resetTouchpoints,
  restoreTouchpoints,
  saveTouchpoints,
  type TouchpointsView,
} from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['touchpoints'], security: SECURITY, querystring: workspaceQuery };
const saved = { 200: touchpointsViewSchema, '4xx': errorSchema };
const overDays = workspaceQuery.extend({ days: z.coerce.number().int().min(1).max(3_660).default(90) });
const volumes = { 200: touchpointVolumesSchema, '4xx': errorSchema };

const reading = (http: Http, { store, warehouse, clock, gate }: ReadDeps): void => {
  http.get(
    '/api/touchpoints',
    {
      config: { needs: 'read' },
      schema: { ...common, summary: 'The catalogue of touch points', response: saved },
    },
    (request) => loadTouchpoints({ sql: store }, gate.viewerOf(request).workspaceId),
  );
  http.get(
    '/api/touchpoints/volumes',
    {
      config: { needs: 'read' },
      schema: {
        ...common,
        summary: 'How many interactions of the last days each touch point and place gets, and which events fit none',
        querystring: overDays,
        response: volumes,
      },
    },
    async (request) => {
      const { workspaceId } = gate.viewerOf(request);
      const sight = await gate.sightOf(request);
      const { catalogue } = await loadTouchpoints({ sql: store }, workspaceId);
      const asked = { workspaceId, catalogue, days: request.query.days };
      return sight.volumes(await countTouchpoints({ warehouse, clock }, asked));
    },
  );
  http.post(
    '/api/touchpoints/preview',
    {
      config: { needs: 'preview' },
      schema: {
        ...common,
        summary: 'The same for a draft catalogue, which is the body',
        querystring: overDays,
        // Checked by the use case, whose refusals name the place at fault.
        body: z.unknown(),
        response: volumes,
      },
    },
    async (request) => {
      const { workspaceId } = gate.viewerOf(request);
      const sight = await gate.sightOf(request);
      const asked = { workspaceId, draft: request.body, days: request.query.days, whole: sight.whole };
      return sight.volumes(await previewTouchpoints({ warehouse, clock }, asked));
    },
  );
};

const writing = (http: Http, { store, gate, audit }: ReadDeps): void => {
  const noted = async (
    request: FastifyRequest,
    save: (saving: { workspaceId: string; savedBy: string }) => Promise<TouchpointsView>,
  ): Promise<TouchpointsView> => {
    const { workspaceId, actor } = gate.viewerOf(request);
    const view = await save({ workspaceId, savedBy: actor.name });
    audit.note(request, { subject: 'touchpoints', before: null, after: { version: view.version } });
    return view;
  };
  http.put(
    '/api/touchpoints',
    {
      config: { needs: 'define', action: 'touchpoints.save' },
      schema: { ...common, summary: 'Save the whole catalogue; it shows at once', body: z.unknown(), response: saved },
    },
    (request) => noted(request, (saving) => saveTouchpoints({ sql: store }, saving, request.body)),
  );
  http.delete(
    '/api/touchpoints',
    {
      config: { needs: 'define', action: 'touchpoints.reset' },
      schema: { ...common, summary: 'Go back to the touch points that come with Parcours', response: saved },
    },
    (request) => noted(request, (saving) => resetTouchpoints({ sql: store }, saving)),
  );
  http.post(
    '/api/touchpoints/restore',
    {
      config: { needs: 'define', action: 'touchpoints.restore' },
      schema: {
        ...common,
        summary: 'Make an earlier version the next one',
        body: z.strictObject({ version: z.number().int().min(1) }),
        response: saved,
      },
    },
    (request) => noted(request, (saving) => restoreTouchpoints({ sql: store }, saving, request.body.version)),
  );
};

/** The catalogue of touch points, and what it makes of interactions. Classifying is reading: nothing is replayed. */
export const touchpointsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    reading(http, deps);
    writing(http, deps);
  };
