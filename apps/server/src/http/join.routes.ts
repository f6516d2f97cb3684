import {
  acceptInvitationSchema,
  errorSchema,
  invitationTokenSchema,
  openedInvitationSchema,
  roleSchema,
} from '@parcours/core';
import { DomainError, openInvitation, takeInvitation } from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { User } from '../accounts/accounts.js';
import { accountOf, sendCookies } from '../accounts/gate.js';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';

const TAGS = ['people'];

const refuseAccount = (user: User | null, email: string): DomainError =>
  user
    ? new DomainError(
        'invitation.other',
        409,
        `This invitation is for ${email}, and you are signed in as ${user.email}. Sign out first, or ask for one to your address.`,
      )
    : new DomainError('invitation.signIn', 409, `${email} has an account here: sign in, then open the link again.`);

type Acceptance = z.infer<typeof acceptInvitationSchema>;

/** The account that joins: the one signed in if the invitation is theirs, else a new one. */
const accountFor = async (
  { store, clock, accounts, gate }: ReadDeps,
  [request, reply]: [FastifyRequest, FastifyReply],
  { name, password, token }: Acceptance,
): Promise<User> => {
  const { email, account } = await openInvitation({ sql: store, clock }, token);
  const user = await gate.userOf(request, reply);
  if (user && accountOf(user) !== null) {
    if (user.email.toLowerCase() !== email.toLowerCase()) throw refuseAccount(user, email);
    return user;
  }
  if (account) throw refuseAccount(null, email);
  if (name === undefined || password === undefined) {
    throw new DomainError('invitation.fields', 400, 'Give your name and a password of at least 10 characters.');
  }
  const signedIn = await accounts.signUp({ name, email, password });
  sendCookies(request, reply, signedIn.cookies);
  return signedIn.user;
};

/** Opening an invitation's link: anyone who holds the token may; joining makes or takes an account of that address. */
export const joinRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, clock, gate, audit } = deps;
    const ports = { sql: store, clock };
    http.addHook('onRequest', gate.requireSameOrigin);

    http.post(
      '/api/invitations/open',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: TAGS,
          summary: 'What an invitation is for, by the token of its link',
          body: invitationTokenSchema,
          response: { 200: openedInvitationSchema, '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return openInvitation(ports, request.body.token);
      },
    );

    http.post(
      '/api/invitations/accept',
      {
        config: { needs: 'anyone', action: 'person.join' },
        schema: {
          tags: TAGS,
          summary: 'Join a workspace: as who is signed in, or with a new account',
          body: acceptInvitationSchema,
          response: { 200: z.object({ workspace: z.string(), role: roleSchema }), '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const user = await accountFor(deps, [request, reply], request.body);
        const { workspaceId, role } = await takeInvitation(ports, request.body.token, user.id);
        const by = { kind: 'person', id: user.id, name: user.name } as const;
        audit.note(request, { workspaceId, by, subject: user.email, after: { role } });
        return { workspace: workspaceId, role };
      },
    );
  };
