import { errorSchema, newOwnerSchema, sessionSchema, signInSchema } from '@parcours/core';
import { listWorkspaces } from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../accounts/accounts.js';
import { accountOf, sendCookies } from '../accounts/gate.js';
import { createSignInGuard } from '../accounts/signInGuard.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';

const TAGS = ['session'];
const answers = { 200: sessionSchema, '4xx': errorSchema };
const config = { needs: 'anyone' } as const;

const uncached = (reply: FastifyReply) => reply.header('cache-control', 'no-store');

const sessionOf = async ({ store, accounts, gate }: ReadDeps, request: FastifyRequest, user: User | null) => ({
  firstRun: user === null && (await accounts.firstRun()),
  demonstration: gate.demonstrates(request),
  user,
  workspaces: user === null ? [] : await listWorkspaces({ sql: store }, accountOf(user)),
});

/** Who is signed in, the owner of a first run, signing in and out. */
export const sessionRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { gate } = deps;
    http.addHook('onRequest', gate.requireSameOrigin);
    http.get(
      '/api/session',
      { config, schema: { tags: TAGS, summary: 'Who is signed in, and the workspaces they have', response: answers } },
      async (request, reply) => {
        uncached(reply);
        return sessionOf(deps, request, await gate.userOf(request, reply));
      },
    );
    entering(http, deps);
    leaving(http, deps);
  };

const entering = (http: Http, deps: ReadDeps): void => {
  const { store, clock, accounts, audit } = deps;
  const guard = createSignInGuard();
  http.post(
    '/api/session/owner',
    {
      config: { ...config, action: 'owner.create' },
      schema: {
        tags: TAGS,
        summary: 'Create the owner account, while nobody owns anything, and sign in',
        body: newOwnerSchema,
        response: answers,
      },
    },
    async (request, reply) => {
      guard.attempt(request.ip, request.body.email, clock.now());
      const { user, cookies } = await accounts.createOwner(request.body);
      guard.succeeded(request.ip, request.body.email);
      sendCookies(request, uncached(reply), cookies);
      const owned = await listWorkspaces({ sql: store }, user.id);
      const by = { kind: 'person', id: user.id, name: user.name } as const;
      audit.note(request, { workspaceId: owned.map(({ id }) => id), by, subject: user.email });
      return sessionOf(deps, request, user);
    },
  );

  http.post(
    '/api/session',
    { config, schema: { tags: TAGS, summary: 'Sign in', body: signInSchema, response: answers } },
    async (request, reply) => {
      guard.attempt(request.ip, request.body.email, clock.now());
      const { user, cookies } = await accounts.signIn(request.body);
      guard.succeeded(request.ip, request.body.email);
      sendCookies(request, uncached(reply), cookies);
      return sessionOf(deps, request, user);
    },
  );
};

const leaving = (http: Http, deps: ReadDeps): void => {
  const { accounts, gate } = deps;
  http.delete(
    '/api/session',
    { config, schema: { tags: TAGS, summary: 'Sign out', response: answers } },
    async (request, reply) => {
      const { cookie } = request.headers;
      if (cookie) sendCookies(request, uncached(reply), await accounts.signOut(cookie));
      return sessionOf(deps, request, gate.demonstrates(request) ? await gate.userOf(request, reply) : null);
    },
  );
};
