import {
  checkTried,
  customerFlowsSchema,
  flowChecksSchema,
  flowDryRunSchema,
  flowNumbersSchema,
  flowPeopleSchema,
  flowsSchema,
  flowViewSchema,
  flowWalkSchema,
  versionsSchema,
} from '@parcours/core';
import {
  changeFlowState,
  enrolCustomers,
  inspectFlow,
  listCustomerFlows,
  listFlowPeople,
  listFlows,
  listVersions,
  measureFlow,
  readCustomer,
  readFlow,
  readFlowDraft,
  removeFromFlow,
  saveFlow,
  walkFlow,
} from '@parcours/engine';
import { z } from 'zod';
import { leaving } from './leaving.js';
import type { ReadDeps } from './readDeps.js';
import type { Http, HttpPlugin } from './types.js';
import { answer, customerParams, SECURITY, workspaceQuery } from './viewing.js';

const common = { tags: ['flows'], security: SECURITY, querystring: workspaceQuery };
const params = z.object({ id: z.string().min(1).max(64) });
const ofCustomer = params.extend({ customer: z.uuid() });
const versioned = workspaceQuery.extend({ version: z.coerce.number().int().min(0).max(2_147_483_647).optional() });
const draft = z.strictObject({ flow: z.unknown() });

const listing = (http: Http, { store, warehouse, gate }: ReadDeps): void => {
  const ports = { sql: store, warehouse };
  const config = { needs: 'read' } as const;
  const schema = { ...common, summary: 'The flows with their numbers, the last saved first', ...answer(flowsSchema) };
  http.get('/api/flows', { config, schema }, async (request) => ({
    items: await listFlows(ports, gate.viewerOf(request).workspaceId),
  }));
  const one = { ...common, params, querystring: versioned, ...answer(flowViewSchema) };
  const read = { ...one, summary: 'One flow, as it is or as a version was' };
  http.get('/api/flows/:id', { config, schema: read }, (request) => {
    const { workspaceId } = gate.viewerOf(request);
    return readFlow(ports, { workspaceId, id: request.params.id }, request.query.version);
  });
  const versions = {
    ...common,
    params,
    summary: 'Every version of a flow, the newest first',
    ...answer(versionsSchema),
  };
  http.get('/api/flows/:id/versions', { config, schema: versions }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    return { items: await listVersions(ports, { workspaceId, kind: 'flow', id: request.params.id }) };
  });
  const numbers = {
    ...common,
    params,
    summary: 'Each node’s numbers, how people left, what messages brought, and the lift over the holdout',
    ...answer(flowNumbersSchema),
  };
  http.get('/api/flows/:id/numbers', { config, schema: numbers }, (request) =>
    measureFlow(ports, { workspaceId: gate.viewerOf(request).workspaceId, id: request.params.id }),
  );
};

const people = (http: Http, { store, warehouse, clock, gate }: ReadDeps): void => {
  const config = { needs: 'read' } as const;
  const asked = { node: z.string().min(1).max(64), which: z.enum(['waiting', 'passed']) };
  const schema = {
    ...common,
    params,
    summary: 'The people at a node of a flow, the last first',
    querystring: workspaceQuery.extend(asked),
    ...answer(flowPeopleSchema),
  };
  http.get('/api/flows/:id/people', { config, schema }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const { node, which } = request.query;
    const sight = await gate.sightOf(request);
    const { items } = await listFlowPeople({ sql: store }, { workspaceId, id: request.params.id }, { node, which });
    return { items: sight.examples(items) };
  });
  const own = {
    ...common,
    params: customerParams,
    summary: 'What flows decided for a customer: what was asked to be sent, and why anything was not',
    ...answer(customerFlowsSchema),
  };
  http.get('/api/customers/:id/flows', { config, schema: own }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const sight = await gate.sightOf(request);
    const ports = { sql: store, warehouse, clock };
    const { id } = await readCustomer(ports, workspaceId, sight.identifier(request.params.id));
    return listCustomerFlows(ports, workspaceId, id);
  });
};

const trying = (http: Http, deps: ReadDeps): void => {
  const { store, warehouse, clock, gate } = deps;
  const config = { needs: 'preview' } as const;
  const checks = {
    ...common,
    summary: 'What is wrong with a draft, by node',
    body: draft,
    ...answer(flowChecksSchema),
  };
  http.post('/api/flows/check', { config, schema: checks }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const flow = readFlowDraft(request.body.flow, true);
    const problems = await inspectFlow({ sql: store, delivers: deps.mailer.from !== null }, workspaceId, flow);
    return { problems: problems.map((one) => ({ ...one, path: [...one.path] })) };
  });
  const dryRun = {
    ...common,
    summary: 'Had this draft run for the last days: whom, what, when, how often; nothing is kept',
    body: draft.extend({ days: z.number().int().min(1).max(365).default(90) }),
    ...answer(flowDryRunSchema),
  };
  http.post('/api/flows/dry-run', { config, schema: dryRun }, async (request, reply) => {
    const signal = leaving(reply);
    const { workspaceId } = gate.viewerOf(request);
    const sight = await gate.sightOf(request);
    const flow = readFlowDraft(request.body.flow, sight.whole);
    const sound = await inspectFlow({ sql: store, delivers: deps.mailer.from !== null }, workspaceId, flow);
    const found = await deps.tryFlow({ workspaceId, now: clock.now(), days: request.body.days, flow }, signal);
    const problems = [...sound, ...checkTried(flow, found)];
    return {
      ...found,
      examples: sight.examples(found.examples),
      problems: problems.map((one) => ({ ...one, path: [...one.path] })),
    };
  });
  const walk = {
    ...common,
    summary: 'One customer walked through a draft, on their history and then as if they did nothing more',
    body: draft.extend({ customer: z.string().min(1).max(1024), from: z.iso.datetime({ offset: true }).optional() }),
    ...answer(flowWalkSchema),
  };
  http.post('/api/flows/walk', { config, schema: walk }, async (request) => {
    const { workspaceId } = gate.viewerOf(request);
    const sight = await gate.sightOf(request);
    const flow = readFlowDraft(request.body.flow, sight.whole);
    const { customer, from } = request.body;
    const { id } = await readCustomer({ sql: store, warehouse, clock }, workspaceId, sight.identifier(customer));
    const begun = from === undefined ? {} : { from: Date.parse(from) };
    return walkFlow({ operational: store, warehouse }, { workspaceId, now: clock.now(), flow, customer: id, ...begun });
  });
};

const CHANGES = ['activate', 'pause', 'resume', 'archive'] as const;
const TOLD = {
  activate: 'Activate the newest version: new customers enter it',
  pause: 'Hold everybody where they are',
  resume: 'Go on after a pause',
  archive: 'Let nobody new in; who is in it goes to the end',
} as const;

const changing = (http: Http, { store, clock, gate, audit }: ReadDeps): void => {
  const save = {
    ...common,
    summary: 'Save a flow as its next version; version in the query is the one that was read, 0 for a new one',
    params,
    querystring: versioned,
    // Checked by the use case, whose refusals name the field at fault.
    body: z.unknown(),
    ...answer(flowViewSchema),
  };
  http.put('/api/flows/:id', { config: { needs: 'define', action: 'flow.save' }, schema: save }, async (request) => {
    const { workspaceId, actor } = gate.viewerOf(request);
    const { id } = request.params;
    const saving = { savedBy: actor.name, version: request.query.version };
    const view = await saveFlow({ sql: store }, { workspaceId, id }, request.body, saving);
    audit.note(request, { subject: id, after: { version: view.version, nodes: view.flow.nodes.length } });
    return view;
  });
  for (const change of CHANGES) {
    const config = { needs: 'define', action: `flow.${change}` } as const;
    const schema = { ...common, summary: TOLD[change], params, ...answer(flowViewSchema) };
    http.post(`/api/flows/:id/${change}`, { config, schema }, async (request) => {
      const { id } = request.params;
      const view = await changeFlowState(
        { sql: store, clock },
        { workspaceId: gate.viewerOf(request).workspaceId, id },
        change,
      );
      audit.note(request, { subject: id, after: { state: view.state, version: view.liveVersion } });
      return view;
    });
  }
};

const enrolling = (http: Http, { store, clock, gate, audit }: ReadDeps): void => {
  const body = z.strictObject({
    customers: z.array(z.uuid()).min(1).max(1_000),
    /** The same key begins the flow once for each customer. */
    key: z.string().min(1).max(128),
  });
  const schema = {
    ...common,
    summary: 'Begin an active flow for some customers; audience and re-entry still decide',
    params,
    body,
    ...answer(z.object({ asked: z.number() })),
  };
  const config = { needs: 'define', action: 'flow.enrol' } as const;
  http.post('/api/flows/:id/enrol', { config, schema }, async (request) => {
    const place = { workspaceId: gate.viewerOf(request).workspaceId, id: request.params.id };
    const asked = await enrolCustomers({ sql: store, clock }, place, request.body);
    audit.note(request, { subject: place.id, after: asked });
    return asked;
  });
  const removing = {
    ...common,
    summary: 'Take a customer out of a flow',
    params: ofCustomer,
    ...answer(z.object({ removed: z.literal(true) })),
  };
  const remove = { needs: 'define', action: 'flow.remove' } as const;
  http.delete('/api/flows/:id/people/:customer', { config: remove, schema: removing }, async (request) => {
    const { id, customer } = request.params;
    const place = { workspaceId: gate.viewerOf(request).workspaceId, id };
    await removeFromFlow({ sql: store, clock }, place, customer);
    audit.note(request, { subject: id, after: { customer } });
    return { removed: true as const };
  });
};

/** Automations: drawn, tried on history, and at work. */
export const flowsRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    listing(http, deps);
    people(http, deps);
    trying(http, deps);
    changing(http, deps);
    enrolling(http, deps);
  };
