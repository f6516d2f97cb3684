import { type Interaction, PRESETS, writeInteractions } from '@parcours/core';
import {
  createWorkspace,
  listCustomers,
  listReplays,
  measureDue,
  type RunningEngine,
  type RunningReplays,
  readPace,
  readRelationship,
  runEngine,
  runReplays,
  saveDefinition,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const clock = { now: () => NOW };
const both = (text: string) => ({ en: text, fr: text });
const EVENTS = ['Page Viewed', 'Product Viewed', 'Order Completed', 'Order Refunded', 'Email Opened'] as const;

/** A small history, always the same. */
const history = (count: number): Interaction[] =>
  Array.from({ length: count }, (_, n) => ({
    messageId: `m${n}`,
    type: 'track',
    time: NOW - 200 * DAY + ((n * 104_729) % 190) * DAY + (n % 5) * 1000,
    event: EVENTS[(n * 31) % EVENTS.length] as string,
    userId: `u${(n * 7919) % 23}`,
    anonymousId: null,
    previousId: null,
    groupId: null,
    properties: { total: n % 100 },
    context: {},
    outbound: false,
  }));

describe('strength and pace, from interactions to what is read', () => {
  let stores: ConnectedStores;
  let engine: RunningEngine;
  let replays: RunningReplays;
  const faults: unknown[] = [];
  const ports = () => ({ sql: stores.operational, warehouse: stores.warehouse, clock });

  const replayed = async (): Promise<void> => {
    replays.ring();
    while ((await listReplays(ports(), 'w')).some(({ state }) => state === 'running'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await engine.exclusive(() => engine.settleAll());
  };
  const save = (kind: 'personas' | 'moments', definition: unknown) =>
    saveDefinition({ operational: stores.operational, clock }, { workspaceId: 'w', kind, id: kind }, definition, null);

  beforeAll(async () => {
    stores = await testStores();
    const onError = (_where: string, error: unknown) => faults.push(error);
    await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
    engine = await runEngine({ ...stores, clock, onError });
    replays = runReplays({ ...stores, engine, clock, onError });
    const interactions = history(400);
    const text = writeInteractions(interactions);
    const entry = { workspaceId: 'w', receivedAt: NOW, imported: false, size: interactions.length, text };
    const [id] = await stores.log.append([entry]);
    engine.offer([{ ...entry, id: id as number }]);
    await engine.exclusive(() => engine.settleAll());
  });
  afterAll(async () => {
    await replays.stop();
    await engine.stop();
    await stores.stop();
  });

  it('[STR-1] [STR-2] the curve ends at the strength the fold reached, for everybody', async () => {
    await save('moments', {
      moments: [
        { id: 'bought', name: both('Bought'), event: 'Order Completed', weight: 20, effect: 'reinforce' },
        { id: 'refunded', name: both('Refunded'), event: 'Order Refunded', weight: 30, effect: 'break' },
        { id: 'opened', name: both('Opened'), event: 'Email Opened', weight: 5, effect: 'weaken' },
      ],
    });
    await replayed();
    const { items } = await listCustomers(ports(), 'w', {
      sort: 'name',
      order: 'asc',
      at: 'start',
      count: true,
      limit: 200,
    });
    expect(items).toHaveLength(23);
    let broken = 0;
    for (const { id, relationship } of items) {
      const told = await readRelationship(ports(), 'w', id);
      const end = told.curve.at(-1);
      expect(end?.strength).toBeCloseTo(relationship?.strength ?? -1, 9);
      expect([told.strength, told.broken, end?.broken]).toEqual([
        relationship?.strength,
        relationship?.broken,
        relationship?.broken,
      ]);
      if (told.broken) broken++;
    }
    expect(broken).toBeGreaterThan(0);
    expect(broken).toBeLessThan(23);
    expect(faults).toEqual([]);
  });

  it('[PACE-2] is measured once there is something to measure, and again when models or personas change', async () => {
    const work = { operational: stores.operational, warehouse: stores.warehouse, clock };
    expect(await measureDue(work)).toEqual(['w']);
    expect(await measureDue(work)).toEqual([]);
    await save('personas', {
      personas: [{ id: 'buyer', name: both('Buyer'), rule: { did: { event: 'Order Completed', atLeast: 3 } } }],
      fallback: { id: 'other', name: both('Other') },
    });
    await replayed();
    expect(await measureDue(work)).toEqual(['w']);
    for (const { id: model } of PRESETS) {
      const all = await readPace(ports(), 'w', { model });
      const [buyers, others] = await Promise.all(
        ['buyer', 'other'].map((persona) => readPace(ports(), 'w', { model, persona })),
      );
      expect(all.stages.some(({ stays }) => stays > 0)).toBe(true);
      for (const [at, { now }] of all.stages.entries()) {
        if (now === null) continue;
        const parts = [buyers, others].map((part) => part?.stages[at]?.now);
        for (const word of ['faster', 'typical', 'slower', 'stalled'] as const)
          expect((parts[0]?.[word] ?? 0) + (parts[1]?.[word] ?? 0)).toBe(now[word]);
      }
    }
    expect(faults).toEqual([]);
  });
});
