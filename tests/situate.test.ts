import { createHash } from 'node:crypto';
import {
  attribute,
  compileModels,
  foldHistory,
  type Interaction,
  type Model,
  type Position,
  PRESETS,
  positionsOf,
  toFact,
  writeInteractions,
} from '@parcours/core';
import {
  createWorkspace,
  diagnose,
  type LogEntry,
  type NewLogEntry,
  type ReplayElsewhere,
  type Replayed,
  type ReplayProgress,
  type RunningEngine,
  replayAll,
  replayPart,
  runEngine,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const clock = { now: () => NOW };
const MODELS: readonly Model[] = PRESETS;

const name = (kind: 'user' | 'anonymous', value: string): string =>
  createHash('md5')
    .update(`w\n${kind}\n${value}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

const EVENTS = [
  'Product Viewed',
  'Product Added',
  'Order Completed',
  'Order Refunded',
  'Email Opened',
  'Product Reviewed',
  'Campaign Received',
];

/** An interaction of a few people on a few devices, within the last year; some sign in, some alias. */
const interactionArbitrary = (users: number, devices: number): fc.Arbitrary<Interaction> =>
  fc
    .record({
      type: fc.constantFrom(
        'track' as const,
        'track' as const,
        'track' as const,
        'identify' as const,
        'alias' as const,
      ),
      day: fc.integer({ min: 0, max: 300 }),
      minute: fc.integer({ min: 0, max: 3 }),
      event: fc.constantFrom(...EVENTS),
      user: fc.option(fc.integer({ min: 0, max: users - 1 }), { freq: 3 }),
      device: fc.option(fc.integer({ min: 0, max: devices - 1 }), { freq: 3 }),
      previous: fc.integer({ min: 0, max: users + devices - 1 }),
      rating: fc.integer({ min: 1, max: 5 }),
      id: fc.integer({ min: 0, max: 100_000 }),
    })
    .map(({ type, day, minute, event, user, device, previous, rating, id }): Interaction => {
      const userId =
        user === null && (device === null || type !== 'track') ? 'user-0' : user === null ? null : `user-${user}`;
      return {
        messageId: `m${id}`,
        type,
        time: NOW - 320 * DAY + day * DAY + minute * 60_000,
        event: type === 'track' ? event : type === 'identify' ? 'Identified' : 'Aliased',
        userId,
        anonymousId: device === null ? null : `device-${device}`,
        previousId: type === 'alias' ? (previous < users ? `user-${previous}` : `device-${previous - users}`) : null,
        groupId: null,
        properties:
          type === 'track' ? { rating, total: rating * 10 } : type === 'identify' ? { plan: `p${rating}` } : {},
        context: {},
        outbound: event === 'Campaign Received' && type === 'track',
      };
    });

/** What the set of interactions says, by definition: who is who, then one fold per customer. */
const expected = (interactions: readonly Interaction[]): Map<string, unknown> => {
  const program = compileModels(MODELS, 'UTC');
  const first = new Map<string, Interaction>();
  for (const one of interactions) if (!first.has(one.messageId)) first.set(one.messageId, one);
  const positions = new Map<string, unknown>();
  for (const [customer, own] of attribute([...first.values()], name)) {
    const { customer: folded } = foldHistory(
      program,
      own.map((one) => toFact(program.needs, one)),
      NOW,
    );
    for (const position of positionsOf(program, folded)) positions.set(`${customer} ${position.model}`, say(position));
  }
  return positions;
};

const say = ({ stage, since, velocity }: Pick<Position, 'stage' | 'since' | 'velocity'>) => ({
  stage,
  since,
  velocity,
});

let stores: ConnectedStores;
let engine: RunningEngine;
const faults: unknown[] = [];
/** So little room that customers leave memory and come back all the time. */
const limits = { customers: 3, standings: 1_000, profiles: 4 };
const start = () => runEngine({ ...stores, clock, limits, onError: (_where, error) => faults.push(error) });

beforeEach(async () => {
  stores = await testStores();
  await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  engine = await start();
  faults.length = 0;
});
afterEach(async () => {
  await engine.stop();
  await stores.stop();
});

const append = async (interactions: readonly Interaction[], offered: boolean): Promise<void> => {
  const text = writeInteractions(interactions);
  const entry: NewLogEntry = { workspaceId: 'w', receivedAt: NOW, imported: false, size: interactions.length, text };
  const [id] = await stores.log.append([entry]);
  if (offered) engine.offer([{ ...entry, id: id as number } satisfies LogEntry]);
};

const stored = async (): Promise<Map<string, unknown>> => {
  const rows = await stores.operational.query<{
    customer_id: string;
    model: string;
    stage: string;
    since: number;
    velocity: number;
  }>('select customer_id, model, stage, since, velocity from positions');
  return new Map(rows.map((row) => [`${row.customer_id} ${row.model}`, say(row)]));
};

const settle = () => engine.exclusive(async () => undefined);
const ports = () => ({ ...stores, engine, clock });

describe('situate, on the real stores', () => {
  it('[POS-1] [POS-2] [POS-3] [POS-4] any delivery, with restarts, gives the positions of the set', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(interactionArbitrary(4, 5), {
          minLength: 20,
          maxLength: 120,
          selector: ({ messageId }) => messageId,
        }),
        fc.array(
          fc.record({
            size: fc.integer({ min: 1, max: 25 }),
            then: fc.constantFrom('go', 'go', 'settle', 'restart', 'repeat'),
          }),
          { minLength: 10, maxLength: 10 },
        ),
        async (interactions, cuts) => {
          await stores.operational.query(
            'truncate log, log_duplicates, profiles, links, spans, customers, states, positions, movement_outbox',
          );
          await stores.operational.query('update readers set position = 0, detail = null');
          await stores.warehouse.command('truncate table interactions');
          await stores.warehouse.command('truncate table movements');
          await engine.stop();
          engine = await start();
          let at = 0;
          for (let turn = 0; at < interactions.length; turn++) {
            const { size, then } = cuts[turn % cuts.length] as (typeof cuts)[number];
            const batch = interactions.slice(at, at + size);
            at += size;
            await append(batch, then !== 'settle');
            if (then === 'repeat') await append(batch, true);
            if (then === 'settle') await settle();
            if (then === 'restart') {
              await engine.stop();
              engine = await start();
            }
          }
          await settle();
          expect(faults).toEqual([]);
          expect(await stored()).toEqual(expected(interactions));
          expect(await diagnose({ ...ports(), log: stores.log })).toMatchObject({
            differences: 0,
            interactions: interactions.length,
          });
        },
      ),
      { numRuns: Number(process.env['PARCOURS_STORE_RUNS'] ?? 8), endOnFailure: true },
    );
  }, 300_000);

  it('[POS-5] silence moves customers when the server starts after the instant, dated at the instant', async () => {
    const order: Interaction = {
      messageId: 'o1',
      type: 'track',
      time: NOW - 300 * DAY,
      event: 'Order Completed',
      userId: 'u',
      anonymousId: null,
      previousId: null,
      groupId: null,
      properties: { total: 10 },
      context: {},
      outbound: false,
    };
    await append([order], true);
    await settle();
    expect(await stored()).toEqual(expected([order]));
    const moves = await stores.warehouse.query<{ kind: string }>(
      "select kind from movements final where kind = 'lapse'",
    );
    expect(moves.length).toBeGreaterThan(0);
  });

  it('a replay with the same models changes nothing; with another model, everything is as if it had always been so', async () => {
    // Half of them of people known by one identifier, half of people known by several.
    const all = fc
      .sample(interactionArbitrary(6, 4), { numRuns: 150, seed: 7 })
      .map((one, index) => ({ ...one, messageId: `r${index}` }))
      .flatMap((one, index) => [
        one,
        { ...one, messageId: `s${index}`, userId: `alone-${index % 30}`, anonymousId: null, previousId: null },
      ]);
    await append(all, true);
    await settle();
    expect(await replayAll(ports(), {})).toMatchObject({ positionsChanged: 0, interactions: all.length });
    await stores.operational.query(
      `update definitions set definition = jsonb_set(definition, '{stages,0,enter}', '{"did":{"event":"Email Opened"}}') where kind = 'model' and id = 'aidar'`,
    );
    const parts: Replayed[] = [];
    const replay: ReplayElsewhere = async (task, onProgress) => {
      const done = await replayPart(stores, task, onProgress);
      parts.push(done);
      return done;
    };
    const told: ReplayProgress[] = [];
    const replayed = await replayAll({ ...ports(), elsewhere: { parts: 3, from: 0, replay } }, {}, (p) => told.push(p));
    expect(replayed.interactions).toBe(all.length);
    expect(parts.filter(({ customers }) => customers > 0).length).toBeGreaterThan(1);
    expect(told.at(-1)).toEqual({ done: all.length, total: all.length });
    expect(await diagnose({ ...ports(), log: stores.log })).toMatchObject({ differences: 0 });
  });
});
