import { errorSchema, newWorkspaceSchema, workspaceChangeSchema, workspaceSchema } from '@parcours/core';
import {
  addWorkspace,
  changeWorkspace,
  DomainError,
  deleteWorkspace,
  findWorkspace,
  isOwnerSomewhere,
  listWorkspaces,
  readWorkspace,
  type Workspace,
} from '@parcours/engine';
import { z } from 'zod';
import type { Asker } from '../accounts/gate.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY } from './viewing.js';

const common = { tags: ['workspaces'], security: SECURITY };
const idParams = z.object({ id: z.string().max(64) });
const HERE = { needs: 'workspace', workspaceIn: 'path' } as const;

export const workspacesRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, gate } = deps;
    const ports = { sql: store };
    http.get(
      '/api/workspaces',
      {
        config: { needs: 'member' },
        schema: {
          ...common,
          summary: 'The workspaces the viewer may read, with their counts',
          response: { 200: z.object({ items: z.array(workspaceSchema) }), '4xx': errorSchema },
        },
      },
      async (request) => {
        const asker = gate.askerOf(request);
        if (asker.by === 'session') return { items: await listWorkspaces(ports, asker.userId) };
        const { workspaceId, role } = gate.viewerOf(request);
        const own = await findWorkspace(ports, workspaceId, role);
        return { items: own ? [own] : [] };
      },
    );
    creating(http, deps);
    changing(http, deps);
    deleting(http, deps);
  };

/** Whoever owns a workspace may make another; whoever was only invited may not. */
const requireOwner = async ({ store }: ReadDeps, { by, userId }: Asker): Promise<void> => {
  if (by === 'session' && (userId === null || (await isOwnerSomewhere({ sql: store }, userId)))) return;
  throw new DomainError('role.insufficient', 403, 'Only somebody who owns a workspace can create another one.');
};

const creating = (http: Http, deps: ReadDeps): void => {
  const { store, gate, audit } = deps;
  http.post(
    '/api/workspaces',
    {
      config: { needs: 'member', action: 'workspace.create' },
      schema: {
        ...common,
        summary: 'Create a workspace with the preset models; whoever creates it owns it',
        body: newWorkspaceSchema,
        response: { 201: workspaceSchema, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const asker = gate.askerOf(request);
      await requireOwner(deps, asker);
      const id = await addWorkspace({ sql: store }, request.body, asker.userId);
      audit.note(request, { workspaceId: id, subject: request.body.name, after: request.body });
      return reply.code(201).send((await findWorkspace({ sql: store }, id, 'owner')) as Workspace);
    },
  );
};

const changing = (http: Http, { store, gate, audit, zoneChanged }: ReadDeps): void => {
  http.patch(
    '/api/workspaces/:id',
    {
      config: { ...HERE, action: 'workspace.change' },
      schema: {
        ...common,
        summary: 'Rename a workspace, change its currency or its time zone; history then follows the new zone',
        params: idParams,
        body: workspaceChangeSchema,
        response: { 200: workspaceSchema, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { workspaceId, role } = gate.viewerOf(request);
      const before = await changeWorkspace({ sql: store }, workspaceId, request.body);
      const after = await readWorkspace({ sql: store }, workspaceId);
      audit.note(request, { subject: after.name, before, after });
      if (after.timezone !== before.timezone) await zoneChanged(workspaceId);
      return (await findWorkspace({ sql: store }, workspaceId, role)) as Workspace;
    },
  );
};

const deleting = (http: Http, { store, gate, audit, workspaceDeleted }: ReadDeps): void => {
  http.delete(
    '/api/workspaces/:id',
    {
      config: { ...HERE, action: 'workspace.delete' },
      schema: {
        ...common,
        summary: 'Delete a workspace and everything in it, everywhere; `confirm` repeats its name',
        params: idParams,
        querystring: z.object({ confirm: z.string().max(200).default('') }),
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const before = await readWorkspace({ sql: store }, workspaceId);
      await deleteWorkspace({ sql: store }, workspaceId, request.query.confirm);
      audit.note(request, { workspaceId: null, subject: before.name, before: { id: workspaceId, ...before } });
      await workspaceDeleted(workspaceId);
      return reply.code(204).send(null);
    },
  );
};
