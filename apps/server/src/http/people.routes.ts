import {
  createdInvitationSchema,
  errorSchema,
  invitationSchema,
  newInvitationSchema,
  personSchema,
  roleChangeSchema,
} from '@parcours/core';
import {
  changeRole,
  DomainError,
  hasOwner,
  invite,
  listInvitations,
  listPeople,
  removePerson,
  revokeInvitation,
} from '@parcours/engine';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['people'], security: SECURITY, querystring: workspaceQuery };
const idParams = z.object({ id: z.string().max(64) });
const NEEDS = { needs: 'people' } as const;
const gone = { 204: z.null(), '4xx': errorSchema };

/** Who belongs to a workspace, and as what. */
export const peopleRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, gate, audit } = deps;
    http.get(
      '/api/people',
      {
        config: NEEDS,
        schema: {
          ...common,
          summary: 'The people of the workspace, with their roles',
          response: { 200: z.object({ items: z.array(personSchema) }), '4xx': errorSchema },
        },
      },
      async (request) => {
        const { workspaceId, userId } = gate.viewerOf(request);
        const people = await listPeople({ sql: store }, workspaceId);
        return { items: people.map((person) => ({ ...person, you: person.id === userId })) };
      },
    );

    http.patch(
      '/api/people/:id',
      {
        config: { ...NEEDS, action: 'person.role' },
        schema: {
          ...common,
          summary: 'Give a person another role; the last owner stays one',
          params: idParams,
          body: roleChangeSchema,
          response: gone,
        },
      },
      async (request, reply) => {
        const { workspaceId } = gate.viewerOf(request);
        const { role } = request.body;
        const person = await changeRole({ sql: store }, { workspaceId, id: request.params.id, role });
        audit.note(request, { subject: person.email, before: { role: person.role }, after: { role } });
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/people/:id',
      {
        config: { ...NEEDS, action: 'person.remove' },
        schema: {
          ...common,
          summary: 'Take a person out of the workspace; the last owner stays',
          params: idParams,
          response: gone,
        },
      },
      async (request, reply) => {
        const { workspaceId } = gate.viewerOf(request);
        const person = await removePerson({ sql: store }, { workspaceId, id: request.params.id });
        audit.note(request, { subject: person.email, before: { role: person.role } });
        return reply.code(204).send(null);
      },
    );
    invitationRoutes(http, deps);
  };

const invitationRoutes = (http: Http, { store, gate, audit, clock }: ReadDeps): void => {
  const ports = { sql: store, clock };
  http.get(
    '/api/invitations',
    {
      config: NEEDS,
      schema: {
        ...common,
        summary: 'Invitations nobody has accepted yet',
        response: { 200: z.object({ items: z.array(invitationSchema) }), '4xx': errorSchema },
      },
    },
    async (request) => ({ items: await listInvitations(ports, gate.viewerOf(request).workspaceId) }),
  );

  http.post(
    '/api/invitations',
    {
      config: { ...NEEDS, action: 'invitation.create' },
      schema: {
        ...common,
        summary: 'Invite an address for seven days; the token of the link is shown this once',
        body: newInvitationSchema,
        response: { 201: createdInvitationSchema, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = gate.viewerOf(request);
      if (!(await hasOwner({ sql: store }))) {
        throw new DomainError(
          'invitation.demonstration',
          409,
          'The demonstration has no accounts to invite people to.',
        );
      }
      const invitation = await invite(ports, { workspaceId, ...request.body, by: actor.name });
      audit.note(request, { subject: invitation.email, after: { role: invitation.role } });
      return reply.code(201).header('cache-control', 'no-store').send(invitation);
    },
  );

  http.delete(
    '/api/invitations/:id',
    {
      config: { ...NEEDS, action: 'invitation.revoke' },
      schema: { ...common, summary: 'Withdraw an invitation', params: idParams, response: gone },
    },
    async (request, reply) => {
      const { workspaceId } = gate.viewerOf(request);
      const { email, role } = await revokeInvitation(ports, workspaceId, request.params.id);
      audit.note(request, { subject: email, before: { role } });
      return reply.code(204).send(null);
    },
  );
};
