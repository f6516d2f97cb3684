import {
  choosingSchema,
  errorSchema,
  messageTokenSchema,
  preferencesSchema,
  unsubscribedMessageSchema,
} from '@parcours/core';
import {
  choosePreferences,
  noteClicked,
  noteOpened,
  readPreferences,
  unsubscribeAtOnce,
  whereLinkLeads,
} from '@parcours/engine';
import { loadSecret } from '../accounts/secret.js';
import { ignoreForms } from './ignoreForms.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';

const common = { tags: ['messages'] };
const config = { needs: 'anyone' } as const;
const action = { needs: 'anyone', changes: false } as const;

/** One pixel nobody sees. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

type Ports = Parameters<typeof noteOpened>[0];

/** Where the links of messages lead; who holds one needs no account. */
const following = (http: Http, ports: Ports): void => {
  const opened = {
    ...common,
    summary: 'The picture that tells that a message was opened',
    querystring: messageTokenSchema,
  };
  http.get('/api/messages/open', { config, schema: opened }, async (request, reply) => {
    if (request.method === 'GET') await noteOpened(ports, request.query.token);
    return reply.header('cache-control', 'no-store').type('image/gif').send(PIXEL);
  });
  const link = {
    ...common,
    summary: 'A link of a message: tells that it was followed, and leads on',
    querystring: messageTokenSchema,
    response: { '4xx': errorSchema },
  };
  http.get('/api/messages/link', { config, schema: link }, async (request, reply) => {
    const url = whereLinkLeads(ports, request.query.token);
    // Who only looks where it leads (HEAD), as mail scanners do, has not followed it.
    if (request.method === 'GET') await noteClicked(ports, request.query.token);
    return reply.header('cache-control', 'no-store').redirect(url, 302);
  });
};

/** [CONSENT-5] What whoever got a message wants to get, by the link in it, and one click that ends it (RFC 8058). */
const choosing = (http: Http, ports: Ports, base: () => string): void => {
  const answers = { 200: preferencesSchema, '4xx': errorSchema };
  const read = { ...common, summary: 'What whoever got a message gets', body: messageTokenSchema, response: answers };
  http.post('/api/messages/preferences', { config: action, schema: read }, async (request) =>
    readPreferences(ports, request.body.token),
  );
  const choose = { ...common, summary: 'Choose what to get', body: choosingSchema, response: answers };
  http.put('/api/messages/preferences', { config: action, schema: choose }, async (request) =>
    choosePreferences(ports, request.body),
  );
  const end = {
    ...common,
    summary: 'End what a message was sent for, by one click in a mail program',
    querystring: messageTokenSchema,
    response: { 200: unsubscribedMessageSchema, '4xx': errorSchema },
  };
  http.post('/api/messages/unsubscribe', { config: action, schema: end }, async (request) => {
    await unsubscribeAtOnce(ports, request.query.token);
    return { ended: true };
  });
  const page = { ...common, summary: 'The page of preferences', querystring: messageTokenSchema, hide: true };
  http.get('/api/messages/unsubscribe', { config, schema: page }, (request, reply) =>
    reply.redirect(`${base()}/preferences#${encodeURIComponent(request.query.token)}`, 302),
  );
};

/** What those who got a message do with it. */
export const messagesRoutes =
  ({ store: operational, log, clock, base }: ReadDeps): HttpPlugin =>
  async (http) => {
    const ports = { operational, log, clock, secret: await loadSecret(operational, 'mail') };
    ignoreForms(http);
    following(http, ports);
    choosing(http, ports, base);
  };
