import { randomUUID } from 'node:crypto';
import {
  errorSchema,
  subscriptionSchema,
  subscriptionViewSchema,
  unsubscribedSchema,
  unsubscribeQuerySchema,
} from '@parcours/core';
import { changeSubscription, sendTest, unsubscribe, viewSubscription } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadSecret } from '../accounts/secret.js';
import { ignoreForms } from './ignoreForms.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { workspaceQuery } from './viewing.js';

const common = { tags: ['home'] };
const answers = { 200: subscriptionViewSchema, '4xx': errorSchema };

/** [MAIL-4] Ending a subscription by the link in an e-mail, also by one click in a mail program (RFC 8058). */
const ending = (http: Http, { store }: ReadDeps): void => {
  ignoreForms(http);
  http.post(
    '/api/unsubscribe',
    {
      config: { needs: 'anyone', action: 'subscription.end' },
      schema: {
        ...common,
        summary: 'End the e-mails that a link from one of them is about',
        querystring: unsubscribeQuerySchema,
        response: { 200: unsubscribedSchema, '4xx': errorSchema },
      },
    },
    async (request) =>
      unsubscribe({ operational: store, secret: await loadSecret(store, 'mail') }, request.query.token),
  );
};

/** Who is told what by e-mail; each person about themselves. */
export const subscriptionsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const { store, clock, gate, mailer, audit } = deps;
    const whose = (request: FastifyRequest) => {
      const { workspaceId, userId } = gate.viewerOf(request);
      return { workspaceId, person: userId };
    };
    const view = (request: FastifyRequest) =>
      viewSubscription({ sql: store, mailer, now: clock.now() }, whose(request));
    http.get(
      '/api/subscription',
      {
        config: { needs: 'read' },
        schema: { ...common, summary: 'What you are told by e-mail', querystring: workspaceQuery, response: answers },
      },
      view,
    );
    http.put(
      '/api/subscription',
      {
        config: { needs: 'read', action: 'subscription.save' },
        schema: {
          ...common,
          summary: 'Say what you want to be told by e-mail, and when',
          querystring: workspaceQuery,
          body: subscriptionSchema,
          response: answers,
        },
      },
      async (request) => {
        await changeSubscription({ operational: store, now: clock.now() }, whose(request), request.body);
        const { story, alerts } = request.body;
        audit.note(request, { subject: gate.viewerOf(request).actor.name, after: { story, alerts } });
        return view(request);
      },
    );
    http.post(
      '/api/subscription/test',
      {
        config: { needs: 'read', changes: false },
        schema: {
          ...common,
          summary: 'Send a test to the address of your account',
          querystring: workspaceQuery,
          body: z.object({ language: z.enum(['en', 'fr']) }),
          response: { 200: z.object({ email: z.string() }), '4xx': errorSchema },
        },
      },
      async (request) => {
        const ports = { sql: store, mailer, now: clock.now(), base: deps.base(), id: randomUUID() };
        return { email: await sendTest(ports, whose(request), request.body.language) };
      },
    );
    ending(http, deps);
  };
