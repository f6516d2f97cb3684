import { type Interaction, writeInteractions } from '@parcours/core';
import {
  createWorkspace,
  diagnose,
  listReplays,
  type RunningEngine,
  type RunningReplays,
  runEngine,
  runReplays,
  saveDefinition,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const both = (text: string) => ({ en: text, fr: text });
const BIG = 5000;

const order = (n: number, time: number): Interaction => ({
  messageId: `order ${n}`,
  type: 'track',
  time,
  event: 'Order Completed',
  userId: 'machine',
  anonymousId: null,
  previousId: null,
  groupId: null,
  properties: { total: 1 },
  context: {},
  outbound: false,
});

describe('a customer who does more than can be kept', () => {
  let stores: ConnectedStores;
  let engine: RunningEngine;
  let replays: RunningReplays;
  let now = NOW;
  const clock = { now: () => now };
  const faults: unknown[] = [];
  const ports = () => ({ sql: stores.operational, warehouse: stores.warehouse, clock });

  const receive = async (interactions: Interaction[]): Promise<void> => {
    const text = writeInteractions(interactions);
    const entry = { workspaceId: 'w', receivedAt: now, imported: false, size: interactions.length, text };
    const [id] = await stores.log.append([entry]);
    engine.offer([{ ...entry, id: id as number }]);
    await engine.exclusive(() => engine.settleAll());
  };
  const memberships = async () =>
    (
      await stores.operational.query<{ stage: string }>(
        "select stage from positions where workspace_id = 'w' and model like 'segment:busy%'",
      )
    ).length;
  const stateLength = async () =>
    (await stores.operational.query<{ length: number }>("select length(state) from states where workspace_id = 'w'"))[0]
      ?.length;
  const differences = async () => (await diagnose({ ...stores, engine, clock })).details;

  beforeAll(async () => {
    stores = await testStores();
    const onError = (_where: string, error: unknown) => faults.push(error);
    await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
    engine = await runEngine({ ...stores, clock, onError });
    replays = runReplays({ ...stores, engine, clock, onError });
    const rule = { sum: { event: 'Order Completed', property: 'total', atLeast: BIG, within: 'P30D' } };
    const place = { workspaceId: 'w', kind: 'segment', id: 'busy' } as const;
    await saveDefinition(
      { operational: stores.operational, clock },
      place,
      { id: 'busy', name: both('Busy'), rule },
      null,
    );
    replays.ring();
    while ((await listReplays(ports(), 'w')).some(({ state }) => state === 'running'))
      await new Promise((resolve) => setTimeout(resolve, 20));
  });
  afterAll(async () => {
    await replays.stop();
    await engine.stop();
    await stores.stop();
  });

  it('[KEEP-5] is followed exactly, from history, and what is stored of them stays small', async () => {
    const start = NOW - 10 * DAY;
    const most = Array.from({ length: BIG - 1 }, (_, n) => order(n, start + n * MINUTE));
    await receive(most.slice(0, 1000));
    expect(await stateLength()).toBeGreaterThan(0);
    for (let at = 1000; at < most.length; at += 1000) await receive(most.slice(at, at + 1000));
    expect(await memberships()).toBe(0);
    expect(await stateLength()).toBe(0);
    expect(await differences()).toEqual([]);

    await receive([order(BIG, NOW - MINUTE)]);
    expect(await memberships()).toBe(1);
    expect(await stateLength()).toBe(0);
    expect(await differences()).toEqual([]);

    // the oldest leaves its window by time alone
    now = start + 30 * DAY;
    await engine.exclusive(() => engine.settleAll());
    expect(await memberships()).toBe(0);
    expect(await differences()).toEqual([]);
    expect(faults).toEqual([]);
  });
});
