import { type Interaction, writeInteractions } from '@parcours/core';
import { createWorkspace, diagnose, foldOn, type RunningEngine, runEngine } from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const EVENTS = ['Page Viewed', 'Product Viewed', 'Order Completed', 'Order Refunded', 'Email Opened'] as const;

/** A small history, always the same: people known by one identifier and people known by several. */
const history = (from: number, count: number, time: (n: number) => number): Interaction[] =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return {
      messageId: `m${n}`,
      type: 'track',
      time: time(n),
      event: EVENTS[(n * 31) % EVENTS.length] as string,
      userId: n % 4 === 0 ? null : `u${(n * 7919) % 23}`,
      anonymousId: n % 3 === 0 || n % 4 === 0 ? `d${(n * 7919) % 9}` : null,
      previousId: null,
      groupId: null,
      properties: { total: n % 100 },
      context: {},
      outbound: false,
    };
  });

interface StateRow {
  readonly customer_id: string;
  readonly generation: number;
  readonly state: string;
  readonly stale: boolean;
}

describe('states made anew behind a replay', () => {
  let stores: ConnectedStores;
  let engine: RunningEngine;
  let now = NOW;
  const clock = { now: () => now };
  const faults: unknown[] = [];
  const start = async (): Promise<void> => {
    engine = await runEngine({ ...stores, clock, onError: (_where, error) => faults.push(error) });
  };
  const append = async (interactions: readonly Interaction[]): Promise<void> => {
    const text = writeInteractions(interactions);
    const entry = { workspaceId: 'w', receivedAt: now, imported: false, size: interactions.length, text };
    const [id] = await stores.log.append([entry]);
    engine.offer([{ ...entry, id: id as number }]);
    await engine.exclusive(() => engine.settleAll());
  };
  const states = () =>
    stores.operational.query<StateRow>(
      "select customer_id, generation, state, stale from states where workspace_id = 'w' order by customer_id",
    );
  const order = (generation: number) =>
    ({
      do: 'states',
      task: { workspaceId: 'w', generation, now: NOW, part: { index: 0, of: 1 } },
    }) as const;

  beforeAll(async () => {
    stores = await testStores();
    await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
    await start();
    await append(history(0, 400, (n) => NOW - 200 * DAY + ((n * 104_729) % 190) * DAY + (n % 5) * 1000));
  });
  afterAll(async () => {
    await engine.stop();
    await stores.stop();
  });

  it('[POS-4] [POS-5] are what the live fold goes on from; whoever waits for a fold of history still does', async () => {
    await engine.stop();
    const folded = await states();
    const generation = folded[0]?.generation as number;
    const waiting = folded[3]?.customer_id as string;
    await stores.operational.query("update states set state = '', due = null, generation = generation - 1");
    await stores.operational.query('update states set stale = true where customer_id = $1', [waiting]);
    expect(await foldOn(stores)(order(generation), () => undefined, new AbortController().signal)).toBe('done');

    const made = await states();
    expect(made.map(({ customer_id }) => customer_id)).toEqual(folded.map(({ customer_id }) => customer_id));
    for (const row of made) {
      const waits = row.customer_id === waiting;
      expect([row.generation, row.stale, row.state === '']).toEqual([
        waits ? generation - 1 : generation,
        waits,
        waits,
      ]);
    }
    await start();
    await append(history(400, 60, (n) => NOW + (n % 20) * 60_000));
    now = NOW + 120 * DAY;
    await engine.exclusive(() => engine.settleAll());
    expect(await diagnose({ ...stores, engine, clock })).toMatchObject({ differences: 0, details: [] });
    expect(faults).toEqual([]);
  });

  it('stop for other definitions, and for a replay that is under way, in whatever workspace', async () => {
    const [{ generation = 0 } = {}] = await states();
    const untouched = await states();
    const fold = (of: number) => foldOn(stores)(order(of), () => undefined, new AbortController().signal);
    expect(await fold(generation + 1)).toBe('stopped');
    await createWorkspace({ sql: stores.operational }, { id: 'v', name: 'V', timezone: 'UTC', currency: 'EUR' });
    for (const workspace of ['v', 'w']) {
      await stores.operational.query(
        "insert into replays (workspace_id, state, changes, generation, now, log_id) values ($1, 'running', '[]', $2, $3, -1)",
        [workspace, generation + 1, NOW],
      );
      expect(await fold(generation)).toBe('stopped');
      await stores.operational.query('delete from replays where workspace_id = $1', [workspace]);
    }
    expect(await states()).toEqual(untouched);
  });
});
