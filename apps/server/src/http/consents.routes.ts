import {
  consentsSchema,
  deliverySchema,
  holdingSchema,
  page,
  purposesSchema,
  sayingSchema,
  suppressedSchema,
  suppressingSchema,
  suppressionsSchema,
} from '@parcours/core';
import {
  countSuppressions,
  holdCustomer,
  importSuppressions,
  letCustomerGo,
  listDeliveries,
  purposesOf,
  releaseAddress,
  resolveCustomer,
  savePurposes,
  sayConsentOf,
  viewConsents,
} from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadSecret } from '../accounts/secret.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { answer, customerParams, pageQuery, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['consent'], security: SECURITY, querystring: workspaceQuery };
const params = customerParams;

/** Whom a request is about, as far as the viewer may ask. */
const asking = ({ store, gate }: ReadDeps) => {
  return async (request: FastifyRequest, identifier: string) => {
    const { workspaceId, actor } = gate.viewerOf(request);
    const sight = await gate.sightOf(request);
    const customer = await resolveCustomer({ sql: store }, workspaceId, sight.identifier(identifier));
    return { workspaceId, customer, sight, by: actor.name };
  };
};

const ofCustomer = (http: Http, deps: ReadDeps): void => {
  const { store, clock } = deps;
  const ask = asking(deps);
  const view = async (request: FastifyRequest, identifier: string) => {
    const { workspaceId, customer, sight } = await ask(request, identifier);
    const { items, hold } = await viewConsents(store, workspaceId, customer);
    if (sight.whole) return { items, hold };
    return { items: items.map((item) => ({ ...item, proof: null })), hold: hold && { ...hold, why: null } };
  };
  const config = { needs: 'read' } as const;
  const consents = {
    ...common,
    params,
    summary: 'What a customer agreed to, with its proof',
    ...answer(consentsSchema),
  };
  http.get('/api/customers/:id/consents', { config, schema: consents }, (request) => view(request, request.params.id));
  const say = {
    ...consents,
    summary: 'Note what a customer said of a purpose, with where they said it and the words they saw',
    body: sayingSchema,
  };
  const saying = { needs: 'define', action: 'consent.say' } as const;
  http.post('/api/customers/:id/consents', { config: saying, schema: say }, async (request) => {
    const { workspaceId, customer } = await ask(request, request.params.id);
    const { at, where, text, ...said } = request.body;
    await sayConsentOf(
      { operational: store, log: deps.log, clock },
      { ...said, workspaceId, customer, at, proof: { where, text, by: 'person' } },
    );
    deps.audit.note(request, { subject: customer, after: { purpose: said.purpose, given: said.given } });
    return view(request, request.params.id);
  });
  const deliveries = {
    ...common,
    params,
    querystring: pageQuery,
    summary: 'The messages of a customer, sent or not and why, newest first',
    ...answer(page(deliverySchema)),
  };
  http.get('/api/customers/:id/deliveries', { config, schema: deliveries }, async (request) => {
    const { workspaceId, customer } = await ask(request, request.params.id);
    const { limit, cursor } = request.query;
    return listDeliveries({ sql: store, clock }, workspaceId, { customer, limit, cursor });
  });
  const holding = { ...consents, summary: 'Write nothing to a customer until they are let go', body: holdingSchema };
  const held = { needs: 'define', action: 'customer.hold' } as const;
  http.put('/api/customers/:id/hold', { config: held, schema: holding }, async (request) => {
    const { workspaceId, customer, by } = await ask(request, request.params.id);
    await holdCustomer(store, { workspaceId, customer, by, why: request.body.why, at: clock.now() });
    deps.audit.note(request, { subject: customer });
    return view(request, request.params.id);
  });
  const freed = { needs: 'define', action: 'customer.release' } as const;
  const free = { ...consents, summary: 'Let a customer be written to again' };
  http.delete('/api/customers/:id/hold', { config: freed, schema: free }, async (request) => {
    const { workspaceId, customer } = await ask(request, request.params.id);
    await letCustomerGo(store, workspaceId, customer);
    deps.audit.note(request, { subject: customer });
    return view(request, request.params.id);
  });
};

const ofWorkspace = (http: Http, { store, clock, gate, audit }: ReadDeps, secret: string): void => {
  const config = { needs: 'read' } as const;
  const purposes = { ...common, summary: 'What messages are for, and on which legal basis', ...answer(purposesSchema) };
  http.get('/api/purposes', { config, schema: purposes }, async (request) => ({
    items: [...(await purposesOf(store, gate.viewerOf(request).workspaceId))],
  }));
  const save = { ...purposes, summary: 'Say what messages are for', body: purposesSchema };
  const saved = { needs: 'define', action: 'purposes.save' } as const;
  http.put('/api/purposes', { config: saved, schema: save }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const before = (await purposesOf(store, workspaceId)).map(({ id }) => id);
    await savePurposes({ operational: store }, workspaceId, request.body.items);
    const items = [...(await purposesOf(store, workspaceId))];
    audit.note(request, { before: { purposes: before }, after: { purposes: items.map(({ id }) => id) } });
    return { items };
  });
  const counts = { ...common, summary: 'How many addresses nobody writes to, and why', ...answer(suppressionsSchema) };
  http.get('/api/suppressions', { config, schema: counts }, (request) =>
    countSuppressions(store, gate.viewerOf(request).workspaceId),
  );
  const taking = {
    ...common,
    summary: 'Addresses nobody is to write to, from a CSV file with one in each row',
    body: suppressingSchema,
    ...answer(suppressedSchema),
  };
  const taken = { needs: 'define', action: 'suppressions.import' } as const;
  http.post('/api/suppressions', { config: taken, schema: taking, bodyLimit: 25_000_000 }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const ports = { sql: store, secret, now: clock.now() };
    const told = await importSuppressions(ports, { workspaceId, ...request.body });
    audit.note(request, { after: { added: told.added } });
    return told;
  });
  const releasing = {
    ...common,
    summary: 'Let an address be written to again',
    body: z.strictObject({ channel: z.enum(['email']).default('email'), address: z.string().min(3).max(320) }),
    ...answer(z.object({ released: z.boolean() })),
  };
  const released = { needs: 'define', action: 'suppressions.release' } as const;
  http.post('/api/suppressions/release', { config: released, schema: releasing }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    return { released: await releaseAddress({ sql: store, secret }, { workspaceId, ...request.body }) };
  });
};

/** What customers agreed to, what was sent to them, and whom nobody writes to. */
export const consentsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    ofCustomer(http, deps);
    ofWorkspace(http, deps, await loadSecret(deps.store, 'mail'));
  };
