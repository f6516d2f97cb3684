import { errorSchema, newOwnerSchema, sessionSchema, signInSchema } from '@parcours/core';
import { listWorkspaces } from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../accounts/accounts.js';
import { sendCookies } from '../accounts/gate.js';
import { createSignInGuard } from '../accounts/signInGuard.js';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';

const TAGS = ['session'];
const answers = { 200: sessionSchema, '4xx': errorSchema };

/** Who is signed in, the owner of a first run, signing in and out. */
export const sessionRoutes =
  ({ store, clock, accounts, gate }: ReadDeps): HttpPlugin =>
  async (http) => {
    const guard = createSignInGuard();
    http.addHook('onRequest', gate.requireSameOrigin);

    const sessionOf = async (request: FastifyRequest, user: User | null) => ({
      firstRun: user === null && (await accounts.firstRun()),
      demonstration: gate.demonstrates(request),
      user,
      workspaces: user === null ? [] : await listWorkspaces({ sql: store }),
    });
    const uncached = (reply: FastifyReply) => reply.header('cache-control', 'no-store');

    http.get(
      '/api/session',
      { schema: { tags: TAGS, summary: 'Who is signed in, and the workspaces there are', response: answers } },
      async (request, reply) => {
        uncached(reply);
        return sessionOf(request, await gate.userOf(request, reply));
      },
    );

    http.post(
      '/api/session/owner',
      {
        schema: {
          tags: TAGS,
          summary: 'Create the owner account, while there is no account, and sign in',
          body: newOwnerSchema,
          response: answers,
        },
      },
      async (request, reply) => {
        guard.attempt(request.ip, request.body.email, clock.now());
        const { user, cookies } = await accounts.createOwner(request.body);
        guard.succeeded(request.ip, request.body.email);
        sendCookies(request, uncached(reply), cookies);
        return sessionOf(request, user);
      },
    );

    http.post(
      '/api/session',
      { schema: { tags: TAGS, summary: 'Sign in', body: signInSchema, response: answers } },
      async (request, reply) => {
        guard.attempt(request.ip, request.body.email, clock.now());
        const { user, cookies } = await accounts.signIn(request.body);
        guard.succeeded(request.ip, request.body.email);
        sendCookies(request, uncached(reply), cookies);
        return sessionOf(request, user);
      },
    );

    http.delete(
      '/api/session',
      { schema: { tags: TAGS, summary: 'Sign out', response: answers } },
      async (request, reply) => {
        const { cookie } = request.headers;
        if (cookie) sendCookies(request, uncached(reply), await accounts.signOut(cookie));
        return sessionOf(request, gate.demonstrates(request) ? await gate.userOf(request, reply) : null);
      },
    );
  };
