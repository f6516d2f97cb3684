import { flowSchema, type Interaction, PRESETS, writeInteractions } from '@parcours/core';
import {
  changeFlowState,
  createWorkspace,
  type DeliveryAsked,
  dryRunFlow,
  measureFlow,
  type RunningEngine,
  runEngine,
  saveContent,
  saveFlow,
  stepFlows,
  walkFlow,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 5, 1, 8);
const place = (id: string) => ({ workspaceId: 'w', id });

let stores: ConnectedStores;
let engine: RunningEngine;
let now = START;
let asked: DeliveryAsked[] = [];
const clock = { now: () => now };
const told: string[] = [];

const hello = {
  ...{ id: 'hello', channel: 'email', name: { en: 'Hello', fr: 'Bonjour' }, action: 'interest' },
  variants: { en: { subject: 'Hello', body: { kind: 'blocks', blocks: [{ kind: 'text', text: 'Hello' }] } } },
};

const ports = () => ({
  ...stores,
  clock,
  request: async (_sql: unknown, message: DeliveryAsked) => void asked.push(message),
});

beforeEach(async () => {
  stores = await testStores();
  now = START;
  asked = [];
  told.length = 0;
  const sql = stores.operational;
  for (const id of ['w', 'other']) {
    await createWorkspace({ sql }, { id, name: id, timezone: 'Europe/Paris', currency: 'EUR' });
    await saveContent({ sql }, { workspaceId: id, id: 'hello' }, hello, { savedBy: null });
  }
  const onError = (where: string, error: unknown) => told.push(`${where}: ${(error as Error).message}`);
  engine = await runEngine({ ...stores, clock, onError });
});
afterEach(async () => {
  await engine.stop();
  await stores.stop();
  expect(told).toEqual([]);
});

let messages = 0;
const did = (user: string, event: string, over: Partial<Interaction> = {}): Interaction => ({
  messageId: `m${++messages}`,
  type: 'track',
  time: now,
  event,
  userId: user,
  anonymousId: null,
  previousId: null,
  groupId: null,
  properties: {},
  context: {},
  outbound: false,
  ...over,
});

const arrive = async (some: readonly Interaction[], { imported = false, workspaceId = 'w' } = {}): Promise<void> => {
  const entry = { workspaceId, receivedAt: now, imported, size: some.length, text: writeInteractions(some) };
  const [id] = await stores.log.append([entry]);
  engine.offer([{ ...entry, id: id as number }]);
};
/** Everything that arrived is situated and in the warehouse, and flows have done what they have to. */
const settle = async (): Promise<void> => {
  await engine.exclusive(async () => undefined);
  await stepFlows(ports() as never);
};
const later = async (time: number): Promise<void> => {
  now += time;
  await settle();
};

const activate = async (flow: object, id = 'f', workspaceId = 'w'): Promise<void> => {
  const whole = { id, name: { en: id, fr: id }, start: 'a', ...flow };
  await saveFlow({ sql: stores.operational }, { workspaceId, id }, whole, { savedBy: null });
  await changeFlowState({ sql: stores.operational, clock }, { workspaceId, id }, 'activate');
};
const enrolments = () =>
  stores.operational.query<{ flow: string; node: string | null; outcome: string | null; reason: string | null }>(
    'select flow, node, outcome, reason from flow_enrolments order by flow, since, id',
  );
const outcomes = async () => (await enrolments()).map(({ outcome, reason, node }) => reason ?? outcome ?? node);

const AIDAR = PRESETS.find(({ id }) => id === 'aidar');
const onOrder = { kind: 'event', event: 'Order Completed' };
const send = { id: 'a', kind: 'message', content: 'hello' };
const bought = (total: number) => ({ did: { event: 'Order Completed', where: [{ property: 'total', gte: total }] } });

describe('flows at work', () => {
  it('[FLOW-1] [FLOW-7] a movement begins a flow, which waits, branches, sends and ends', async () => {
    expect(AIDAR?.stages.map(({ id }) => id)).toContain('customer');
    await activate({
      trigger: { kind: 'stage', model: 'aidar', way: 'forward', to: 'customer' },
      nodes: [
        { id: 'a', kind: 'wait', for: 'P1D', next: 'b' },
        { id: 'b', kind: 'branch', paths: [{ rule: bought(100), next: 'c' }] },
        { ...send, id: 'c' },
      ],
    });
    await arrive([did('ada', 'Order Completed', { properties: { total: 120 } })]);
    await arrive([did('bob', 'Order Completed', { properties: { total: 20 } })]);
    await arrive([did('cleo', 'Product Viewed')]);
    await settle();
    expect(await outcomes()).toEqual(['a', 'a']);
    await later(DAY - HOUR);
    expect(asked).toEqual([]);
    await later(HOUR);
    expect(asked.map(({ content, origin, channel }) => [content, origin, channel])).toEqual([
      ['hello', { kind: 'flow', id: 'f', node: 'c' }, 'email'],
    ]);
    expect(await outcomes()).toEqual(['end', 'end']);
    await later(DAY);
    expect(asked).toHaveLength(1);
  }, 60_000);

  it('[FLOW-7] what happens as soon as a flow is active begins it', async () => {
    await arrive([did('cleo', 'Product Viewed')]);
    await settle();
    await activate({ trigger: onOrder, nodes: [send] });
    await arrive([did('ada', 'Order Completed')]);
    await settle();
    expect(asked).toHaveLength(1);
  }, 60_000);

  it('[FLOW-3] exit conditions and an awaited event act as soon as they are known', async () => {
    await activate({
      trigger: onOrder,
      exit: { did: { event: 'Unsubscribed' } },
      nodes: [
        { id: 'a', kind: 'waitFor', event: { event: 'Product Viewed' }, timeout: 'P30D', next: 'b', otherwise: 'c' },
        { ...send, id: 'b' },
        { id: 'c', kind: 'exit' },
      ],
    });
    await arrive([did('ada', 'Order Completed'), did('bob', 'Order Completed'), did('cleo', 'Order Completed')]);
    await settle();
    now += HOUR;
    await arrive([did('ada', 'Product Viewed'), did('bob', 'Unsubscribed')]);
    await settle();
    expect(asked).toHaveLength(1);
    expect((await outcomes()).sort()).toEqual(['a', 'end', 'exit']);
  }, 60_000);

  it('[ACT-2] [FLOW-7] imports, replays and what is older than the freshness begin nothing', async () => {
    await activate({ trigger: onOrder, nodes: [send] });
    await activate({ trigger: { kind: 'stage', model: 'aidar', way: 'any' }, nodes: [send] }, 'moved');
    await arrive([did('ada', 'Order Completed')], { imported: true });
    await arrive([did('bob', 'Order Completed', { time: now - 2 * DAY })]);
    await settle();
    expect(await enrolments()).toEqual([]);
    const ids = await stores.operational.query<{ id: string }>('select customer_id as id from customers');
    await engine.exclusive(() =>
      engine.refold(
        'w',
        ids.map(({ id }) => id),
      ),
    );
    await settle();
    expect([await enrolments(), asked]).toEqual([[], []]);
    await arrive([did('cleo', 'Order Completed')]);
    await settle();
    expect(asked.map(({ origin }) => origin.id).sort()).toEqual(['f', 'moved']);
  }, 60_000);

  it('[FLOW-7] who signs in is not begun again for what they did before, and who is late is begun once', async () => {
    await activate({
      trigger: { kind: 'stage', model: 'aidar', way: 'forward' },
      reentry: { kind: 'always' },
      nodes: [send],
    });
    const device = { userId: null, anonymousId: 'phone' };
    await arrive([did('', 'Product Viewed', device)]);
    await settle();
    const first = asked.length;
    expect(first).toBe(1);
    now += HOUR;
    await arrive([did('ada', 'Identified', { type: 'identify', anonymousId: 'phone' })]);
    await settle();
    expect(asked).toHaveLength(first);
    await arrive([did('ada', 'Order Completed', { time: now - 2 * HOUR })]);
    await settle();
    await settle();
    expect(asked).toHaveLength(first + 1);
  }, 60_000);

  it('[FLOW-4] [FLOW-7] re-entry, audience, cap and holdout hold, and say so', async () => {
    await activate({
      ...{ trigger: onOrder, nodes: [send], audience: { not: bought(1_000) } },
      cap: { most: 1, within: 'P7D' },
      reentry: { kind: 'every', every: 'P1D' },
    });
    await arrive([did('ada', 'Order Completed'), did('rich', 'Order Completed', { properties: { total: 2_000 } })]);
    await settle();
    await later(HOUR);
    await arrive([did('ada', 'Order Completed')]);
    await settle();
    now += 2 * DAY;
    await arrive([did('ada', 'Order Completed')]);
    await settle();
    expect(asked).toHaveLength(1);
    expect((await outcomes()).sort()).toEqual(['audience', 'end', 'end', 'reentry']);
    const held = await stores.operational.query('select held from flow_passed where held is not null');
    expect(held).toEqual([{ held: 'cap' }]);
  }, 60_000);

  it('[FLOW-8] pausing holds everybody, and resuming goes on; workspaces do not meet', async () => {
    await activate({
      trigger: onOrder,
      nodes: [
        { id: 'a', kind: 'wait', for: 'PT1H', next: 'b' },
        { ...send, id: 'b' },
      ],
    });
    await arrive([did('ada', 'Order Completed')], { workspaceId: 'other' });
    await arrive([did('ada', 'Order Completed')]);
    await settle();
    expect(await enrolments()).toHaveLength(1);
    const state = (change: 'pause' | 'resume') =>
      changeFlowState({ sql: stores.operational, clock }, place('f'), change);
    await state('pause');
    await later(DAY);
    expect(asked).toEqual([]);
    await expect(state('pause')).rejects.toMatchObject({ code: 'flow.state' });
    await state('resume');
    await settle();
    expect(asked).toHaveLength(1);
  }, 60_000);

  it('[FLOW-1] a trait is said of the customer, and another flow entered', async () => {
    await activate({ trigger: { kind: 'manual' }, nodes: [send] }, 'second');
    await activate({
      trigger: onOrder,
      nodes: [
        { id: 'a', kind: 'trait', trait: 'greeted', value: true, next: 'b' },
        { id: 'b', kind: 'flow', flow: 'second' },
      ],
    });
    await arrive([did('ada', 'Order Completed')]);
    await settle();
    await settle();
    expect(asked.map(({ origin }) => origin.id)).toEqual(['second']);
    const [ada] = await stores.operational.query<{ traits: object }>('select traits from customers');
    expect(ada?.traits).toEqual({ greeted: true });
  }, 60_000);

  it('[FLOW-9] a dry run says what happened, and a walk how', async () => {
    const nodes = [
      { id: 'a', kind: 'wait', for: 'P1D', next: 'b' },
      { id: 'b', kind: 'branch', paths: [{ rule: bought(100), next: 'c' }] },
      { ...send, id: 'c' },
    ];
    const trigger = { kind: 'stage', model: 'aidar', way: 'forward', to: 'customer' };
    await activate({ trigger, nodes });
    const totals = [120, 20, 300, 99, 100];
    await arrive(totals.map((total, n) => did(`u${n}`, 'Order Completed', { properties: { total } })));
    await settle();
    await later(2 * DAY);
    const flow = flowSchema.parse({ id: 'f', name: { en: 'f', fr: 'f' }, start: 'a', trigger, nodes });
    const tried = await dryRunFlow(stores, { workspaceId: 'w', now, days: 30, flow });
    expect([tried.begun.people, tried.messages.sent, tried.messages.most]).toEqual([5, asked.length, 1]);
    const real = await measureFlow({ sql: stores.operational, warehouse: stores.warehouse }, place('f'));
    const counts = (nodes: readonly { node: string; passed: number; waiting: number; ways: readonly number[] }[]) =>
      nodes.map(({ node, passed, waiting, ways }) => [node, passed, waiting, ways]);
    expect(counts(tried.nodes)).toEqual(counts(real.nodes));
    const [customer = ''] = asked.map((one) => one.customer);
    const { steps } = await walkFlow(stores, { workspaceId: 'w', now, flow, customer });
    expect(steps.map(({ what, node }) => [what, node])).toEqual([
      ['begins', null],
      ['waits', 'a'],
      ['passes', 'a'],
      ['passes', 'b'],
      ['sends', 'c'],
      ['ends', null],
    ]);
  }, 60_000);

  it('[FLOW-5] [FLOW-10] who is held out is only watched, and what the flow brings is told against them', async () => {
    const goal = { event: 'Product Reviewed', within: 'P7D', property: 'value', ends: false };
    await activate({ trigger: onOrder, nodes: [send], holdout: 50, goal });
    const people = Array.from({ length: 160 }, (_, n) => `u${n}`);
    await arrive(people.map((one) => did(one, 'Order Completed')));
    await settle();
    const held = (await outcomes()).filter((one) => one === 'holdout').length;
    expect(asked).toHaveLength(160 - held);
    expect(held).toBeGreaterThan(50);
    now += HOUR;
    const rows = await stores.operational.query<{ value: string; outcome: string }>(
      'select p.value, e.outcome from flow_enrolments e join profiles p on p.profile_id = e.customer_id order by 1',
    );
    const reviewing = rows.filter(({ outcome }, n) => (outcome === 'holdout' ? n % 10 === 0 : n % 10 < 6));
    await arrive(reviewing.map(({ value }) => did(value, 'Product Reviewed', { properties: { value: 10 } })));
    await settle();
    const { lift, nodes } = await measureFlow({ sql: stores.operational, warehouse: stores.warehouse }, place('f'));
    const reached = (which: boolean) => reviewing.filter(({ outcome }) => (outcome === 'holdout') === which).length;
    expect(lift).toMatchObject({
      treated: { people: 160 - held, reached: reached(false), revenue: 10 * reached(false) },
      held: { people: held, reached: reached(true) },
      enough: true,
    });
    expect(lift?.share?.low).toBeGreaterThan(0);
    expect(lift?.mean?.value).toBeCloseTo((10 * reached(false)) / (160 - held) - (10 * reached(true)) / held, 8);
    expect(nodes[0]).toMatchObject({ sent: 160 - held, goal: reached(false), revenue: 10 * reached(false) });
  }, 60_000);

  it('[FLOW-6] what is unsound is saved but not activated', async () => {
    const sql = stores.operational;
    const flow = {
      id: 'f',
      name: { en: 'f', fr: 'f' },
      trigger: onOrder,
      start: 'a',
      nodes: [{ ...send, content: 'gone' }],
    };
    await saveFlow({ sql }, place('f'), flow, { savedBy: null });
    await expect(changeFlowState({ sql, clock }, place('f'), 'activate')).rejects.toMatchObject({
      code: 'flow.unsound',
      status: 422,
    });
    await expect(saveFlow({ sql }, place('f'), flow, { savedBy: null, version: 0 })).rejects.toMatchObject({
      status: 409,
    });
    await expect(saveFlow({ sql }, place('g'), flow, { savedBy: null })).rejects.toMatchObject({ status: 400 });
    await expect(saveFlow({ sql }, place('f'), { ...flow, nodes: [] }, { savedBy: null })).rejects.toMatchObject({
      status: 422,
    });
  }, 60_000);
});
