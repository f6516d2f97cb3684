import { setTimeout as sleep } from 'node:timers/promises';
import { type Interaction, writeInteractions } from '@parcours/core';
import { createWorkspace, diagnose, type EnginePorts, type RunningEngine, runEngine } from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const START = Date.UTC(2026, 5, 1);
/** As many interactions as one step of the engine takes. */
const STEP = 4_000;

let stores: ConnectedStores;
let engine: RunningEngine;
let now = START;
const clock = { now: () => now };
const told: string[] = [];
const onError = (where: string, error: unknown) => told.push(`${where}: ${(error as Error).message}`);

beforeEach(async () => {
  stores = await testStores();
  await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  told.length = 0;
  now = START;
});
afterEach(async () => {
  await engine.stop();
  await stores.stop();
});

const did = (messageId: string, who: { user?: string; device?: string }, at: number, event = 'Product Viewed') =>
  ({
    messageId,
    type: 'track',
    time: START - 3_600_000 + at * 1_000,
    event,
    userId: who.user ?? null,
    anonymousId: who.device ?? null,
    previousId: null,
    groupId: null,
    properties: {},
    context: {},
    outbound: false,
  }) satisfies Interaction;

const filling = (name: string, at: number): Interaction[] =>
  Array.from({ length: STEP }, (_, n) => did(`${name}-${n}`, { user: `filler-${n % 50}` }, at));

/** Entries that come together, so that one step follows another without a rest. */
const append = async (...lists: Interaction[][]): Promise<void> => {
  const entries = lists.map((all) => ({
    workspaceId: 'w',
    receivedAt: START,
    imported: false,
    size: all.length,
    text: writeInteractions(all),
  }));
  const ids = await stores.log.append(entries);
  engine.offer(entries.map((entry, place) => ({ ...entry, id: ids[place] as number })));
};

const settle = () => engine.exclusive(async () => undefined);
const differences = async () => (await diagnose({ ...stores, engine, clock, log: stores.log })).details;

describe('the engine on stores that fail or are slow', () => {
  it('[LOG-1] loses nothing when a step fails, and the restart after it fails too', async () => {
    let loads = 0;
    let failures = 0;
    let broken = false;
    const query: EnginePorts['operational']['query'] = async (text, parameters) => {
      if (broken && text.includes('from profiles') && ++loads === 2) {
        failures = 2;
        throw new Error('the step fails');
      }
      if (failures > 0 && parameters?.[0] === 'situate' && text.startsWith('select position')) {
        failures--;
        throw new Error('the restart fails');
      }
      return stores.operational.query(text, parameters);
    };
    engine = await runEngine({ ...stores, operational: { ...stores.operational, query }, clock, onError });
    await append([did('first', { user: 'one' }, 0)]);
    await settle();
    broken = true;
    await append(filling('a', 1), filling('b', 2));
    while (told.length < 3) await sleep(50);
    broken = false;
    await settle();
    expect(told).toEqual(['situate: the step fails', 'situate: the restart fails', 'situate: the restart fails']);
    expect(await differences()).toEqual([]);
  }, 60_000);

  it.each([
    { then: 'does something', next: [did('next', { device: 'd' }, 30, 'Order Completed')] },
    { then: 'turns out to be shared', next: [did('next', { user: 'other', device: 'd' }, 30, 'Order Completed')] },
  ])(
    '[POS-3] remembers who signed in on a device while that is being committed: it $then',
    async ({ next }) => {
      let slow = false;
      let loads = 0;
      const operational: EnginePorts['operational'] = {
        query: async (text, parameters) => {
          // the second step comes so late that a checkpoint is due after it, but no figures, which would wait for it
          if (slow && text.includes('kind, value, customer_id from profiles')) now += [16_000, 5_000][loads++] ?? 0;
          return stores.operational.query(text, parameters);
        },
        transaction: async (work) => {
          if (slow && loads >= 2) await sleep(1_500);
          return stores.operational.transaction(work);
        },
      };
      const limits = { customers: 3, standings: 1_000, profiles: 4 };
      engine = await runEngine({ ...stores, operational, clock, limits, onError });
      await append([did('seen', { device: 'd' }, 0), did('u', { user: 'user' }, 0), did('o', { user: 'other' }, 0)]);
      await settle();
      slow = true;
      const others = Array.from({ length: 10 }, (_, n) => did(`crowd-${n}`, { user: `crowd-${n}` }, 1));
      const signsIn = did('signs in', { user: 'user', device: 'd' }, 20, 'Product Added');
      await append(filling('a', 10), [signsIn, ...others, ...filling('b', 21)], [...next, ...filling('c', 31)]);
      await sleep(3_000);
      slow = false;
      await settle();
      expect(told).toEqual([]);
      expect(await differences()).toEqual([]);
    },
    60_000,
  );

  it('[POS-1] [POS-4] others need not wait while somebody is folded from history, and who acts meanwhile loses nothing', async () => {
    const order = (messageId: string, user: string, at: number) => did(messageId, { user }, at, 'Order Completed');
    let gate: Promise<void> | null = null;
    let readings = 0;
    const stream: EnginePorts['warehouse']['stream'] = async function* (text, parameters) {
      if (gate) {
        readings++;
        await gate;
      }
      yield* stores.warehouse.stream(text, parameters);
    };
    const warehouse = Object.assign(Object.create(stores.warehouse) as EnginePorts['warehouse'], { stream });
    const waiting = async (): Promise<number> => {
      const rows = await stores.operational.query<{ customer_id: string }>(
        'select customer_id from states where stale',
      );
      return rows.length;
    };
    engine = await runEngine({ ...stores, warehouse, clock, onError });
    const people = ['calm', 'busy', 'merged', 'into'];
    const days = Array.from({ length: 40 }, (_, n) => n * 86_400);
    await append(days.flatMap((at, n) => people.map((user) => did(`${user}-${n}`, { user }, at))));
    await settle();
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const joined = { ...did('alias', { user: 'into' }, days.length), type: 'alias', previousId: 'merged' } as const;
    await append([order('late-1', 'calm', -9), order('late-2', 'busy', -9), joined]);
    while (readings === 0) await sleep(20);
    await append([order('new', 'somebody', 50), order('meanwhile', 'busy', 4_000_000), order('too', 'merged', 51)]);
    await engine.waitFor(await stores.log.head());
    expect(await waiting()).toBeGreaterThan(0);
    const [known] = await stores.operational.query("select 1 from profiles where value = 'somebody'");
    expect(known).toBeDefined();
    open();
    gate = null;
    while ((await waiting()) > 0) await sleep(20);
    expect(told).toEqual([]);
    expect(await differences()).toEqual([]);
  }, 60_000);
});
