import {
  attribute,
  compileDefinitions,
  type Definitions,
  foldHistory,
  type Interaction,
  type Model,
  type Moments,
  type Personas,
  type Position,
  PRESETS,
  positionsOf,
  type Rule,
  type Segment,
  toFact,
  trackOf,
  writeInteractions,
} from '@parcours/core';
import {
  cancelReplay,
  createWorkspace,
  deleteDefinition,
  diagnose,
  listReplays,
  listSegments,
  listVersions,
  previewBand,
  previewModel,
  type RunningEngine,
  type RunningReplays,
  readDraftModel,
  restoreDefinition,
  runEngine,
  runReplays,
  saveDefinition,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileId } from '../packages/engine/src/identity/profileId.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const clock = { now: () => NOW };
const both = (text: string) => ({ en: text, fr: text });

const ordered: Rule = { did: { event: 'Order Completed' } };
const model = (id: string, rule: Rule, persona?: string): Model => ({
  id,
  name: both(id),
  description: both(id),
  ...(persona ? { persona } : {}),
  stages: [
    {
      id: 'seen',
      name: both('seen'),
      objective: both('o'),
      action: 'attention',
      enter: { did: { event: 'Page Viewed' } },
      leave: [],
    },
    {
      id: 'won',
      name: both('won'),
      objective: both('o'),
      action: 'action',
      enter: rule,
      leave: [{ when: { quiet: { for: 'P30D' } }, to: 'seen' }],
    },
  ],
});
const vip: Segment = { id: 'vip', name: both('VIP'), rule: { did: { event: 'Order Completed', atLeast: 2 } } };
const personas: Personas = {
  personas: [{ id: 'buyer', name: both('Buyer'), rule: { all: [ordered, { not: { segment: 'vip' } }] } }],
  fallback: { id: 'other', name: both('Other') },
};
const moments: Moments = {
  moments: [
    { id: 'bought', name: both('Bought'), event: 'Order Completed', weight: 20, effect: 'reinforce' },
    { id: 'refunded', name: both('Refunded'), event: 'Order Refunded', weight: 30, effect: 'break' },
  ],
};

const EVENTS = ['Page Viewed', 'Product Viewed', 'Order Completed', 'Order Refunded', 'Email Opened'] as const;
/** A small history, always the same: people known by one identifier and people known by several. */
const history = (from: number, count: number): Interaction[] =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const user = (n * 7919) % 23;
    return {
      messageId: `m${n}`,
      type: 'track',
      time: NOW - 200 * DAY + ((n * 104_729) % 190) * DAY + (n % 5) * 1000,
      event: EVENTS[(n * 31) % EVENTS.length] as string,
      userId: n % 4 === 0 ? null : `u${user}`,
      anonymousId: n % 3 === 0 || n % 4 === 0 ? `d${user % 9}` : null,
      previousId: null,
      groupId: null,
      properties: { total: n % 100 },
      context: {},
      outbound: false,
    };
  });

const name = (kind: 'user' | 'anonymous', value: string): string => profileId('w', kind, value);
const say = ({ stage, since, velocity }: Pick<Position, 'stage' | 'since' | 'velocity'>) => ({
  stage,
  since,
  velocity,
});

/** Where everybody stands by the definition of all of it. */
const expected = (definitions: Definitions, interactions: readonly Interaction[]): Map<string, unknown> => {
  const program = compileDefinitions(definitions, 'UTC');
  const positions = new Map<string, unknown>();
  for (const [customer, own] of attribute([...interactions], name)) {
    const { customer: folded } = foldHistory(
      program,
      own.map((one) => toFact(program.needs, one)),
      NOW,
    );
    for (const position of positionsOf(program, folded)) positions.set(`${customer} ${position.model}`, say(position));
  }
  return positions;
};

let stores: ConnectedStores;
let engine: RunningEngine;
let replays: RunningReplays;
const faults: unknown[] = [];
const limits = { customers: 3, standings: 1_000, profiles: 4 };

const start = async (): Promise<void> => {
  const onError = (_where: string, error: unknown) => faults.push(error);
  engine = await runEngine({ ...stores, clock, limits, onError });
  replays = runReplays({ ...stores, engine, clock, onError });
};
const stop = async (): Promise<void> => {
  await replays.stop();
  await engine.stop();
};

const append = async (interactions: readonly Interaction[]): Promise<void> => {
  const text = writeInteractions(interactions);
  const entry = { workspaceId: 'w', receivedAt: NOW, imported: false, size: interactions.length, text };
  const [id] = await stores.log.append([entry]);
  engine.offer([{ ...entry, id: id as number }]);
};

/** What is stored on the tracks that are live. */
const stored = async (): Promise<Map<string, unknown>> => {
  const rows = await stores.operational.query<Position & { customer_id: string }>(
    `select p.customer_id, p.model, p.stage, p.since, p.velocity from positions p
     join definitions d on d.workspace_id = p.workspace_id and d.track = p.model`,
  );
  return new Map(rows.map((row) => [`${row.customer_id} ${trackOf(row.model)}`, say(row)]));
};

const ended = async (): Promise<string[]> => {
  replays.ring();
  for (;;) {
    const all = await listReplays({ sql: stores.operational }, 'w');
    if (!all.some(({ state }) => state === 'running')) return all.map(({ state }) => state);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Everything folded by what is live. */
const settle = () => engine.exclusive(() => engine.settleAll());
const healthy = async (): Promise<void> => {
  expect(await diagnose({ ...stores, engine, clock })).toMatchObject({ differences: 0, details: [] });
  expect(faults).toEqual([]);
};

const ports = () => ({ operational: stores.operational, clock });
const save = (kind: 'model' | 'segment' | 'personas' | 'moments', id: string, definition: unknown) =>
  saveDefinition(ports(), { workspaceId: 'w', kind, id }, definition, null);
const live = (over: Partial<Definitions>): Definitions => ({
  models: [...PRESETS],
  segments: [],
  personas: null,
  moments: [],
  ...over,
});

beforeEach(async () => {
  faults.length = 0;
  stores = await testStores();
  await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  await start();
});
afterEach(async () => {
  await stop();
  await stores.stop();
});

describe('what is saved becomes live by a replay', () => {
  it('[VEL-3] [POS-4] models, segments, personas and moments are as if they had always been so', async () => {
    await append(history(0, 300));
    await save('model', 'ours', model('ours', ordered));
    await save('segment', 'vip', vip);
    await append(history(300, 100));
    await save('personas', 'personas', personas);
    await save('moments', 'moments', moments);
    await append(history(400, 100));
    expect(new Set(await ended())).toEqual(new Set(['done']));
    await append(history(500, 50));
    await settle();
    const definitions = live({
      models: [...PRESETS, model('ours', ordered)],
      segments: [vip],
      personas,
      moments: moments.moments,
    });
    expect(await stored()).toEqual(expected(definitions, history(0, 550)));
    const { items } = await listSegments({ sql: stores.operational }, 'w');
    expect(items[0]?.customers).toBeGreaterThan(0);
    await healthy();
  });

  it('[SEG-1] a segment saved alone counts events that nothing else names', async () => {
    const alone = history(0, 60).flatMap((one, n): Interaction[] =>
      one.type === 'track' ? [{ ...one, userId: `alone-${n % 7}`, anonymousId: null }] : [],
    );
    await append(alone);
    const reached: Segment = { id: 'reached', name: both('Reached'), rule: { did: { event: 'Email Opened' } } };
    await save('segment', 'reached', reached);
    expect(await ended()).toEqual(['done']);
    const { items } = await listSegments({ sql: stores.operational }, 'w');
    expect(items[0]?.customers).toBeGreaterThan(0);
    expect(await stored()).toEqual(expected(live({ segments: [reached] }), alone));
    await healthy();
  });

  it('[POS-4] whoever asks a changed definition is folded again with it; what is deleted is gone; versions come back', async () => {
    await append(history(0, 300));
    await save('segment', 'vip', vip);
    await save('personas', 'personas', personas);
    await save('model', 'ours', model('ours', { all: [ordered, { segment: 'vip' }] }, 'buyer'));
    await ended();
    const stricter = { ...vip, rule: { did: { event: 'Order Completed', atLeast: 4 } } };
    await save('segment', 'vip', stricter);
    await ended();
    await settle();
    const ours = model('ours', { all: [ordered, { segment: 'vip' }] }, 'buyer');
    const with_ = live({ models: [...PRESETS, ours], segments: [stricter], personas });
    expect(await stored()).toEqual(expected(with_, history(0, 300)));

    const place = { workspaceId: 'w', kind: 'segment', id: 'vip' } as const;
    await expect(deleteDefinition(ports(), place, null)).rejects.toMatchObject({
      code: 'definition.used',
      status: 422,
    });
    await restoreDefinition(ports(), place, 1, null);
    await ended();
    await deleteDefinition(ports(), { workspaceId: 'w', kind: 'model', id: 'journey' }, null);
    await ended();
    await settle();
    const models = [...PRESETS.filter(({ id }) => id !== 'journey'), ours];
    expect(await stored()).toEqual(expected(live({ models, segments: [vip], personas }), history(0, 300)));
    const versions = await listVersions({ sql: stores.operational }, place);
    expect(versions.map(({ version, definition }) => [version, definition])).toEqual([
      [3, vip],
      [2, stricter],
      [1, vip],
    ]);
    await healthy();
  });

  it('goes on after a stop at any moment, and a cancelled one leaves everything as it was', async () => {
    await append(history(0, 300));
    await settle();
    const before = await stored();
    await replays.stop();
    const saved = await save('model', 'ours', model('ours', ordered));
    expect(await stored()).toEqual(before);
    expect(await cancelReplay(ports(), 'w', saved.id)).toMatchObject({ state: 'cancelled' });
    await expect(cancelReplay(ports(), 'w', saved.id)).rejects.toMatchObject({ code: 'replay.ended', status: 409 });
    expect(await stored()).toEqual(before);
    await save('model', 'ours', model('ours', ordered));
    for (let turn = 0; turn < 6; turn++) {
      await engine.stop();
      await start();
      await append(history(300 + turn * 20, 20));
      await new Promise((resolve) => setTimeout(resolve, turn * 15));
      await replays.stop();
    }
    await engine.stop();
    await start();
    expect(await ended()).toEqual(['done', 'cancelled']);
    await settle();
    const definitions = live({ models: [...PRESETS, model('ours', ordered)] });
    expect(await stored()).toEqual(expected(definitions, history(0, 420)));
    await healthy();
    replays.ring();
    for (let left = 1; left > 0; ) {
      left = (await stores.operational.query('select 1 from obsolete_tracks')).length;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const orphans = await stores.operational.query(
      'select 1 from positions p where not exists (select 1 from definitions d where d.track = p.model)',
    );
    expect(orphans).toEqual([]);
  });

  it('shows who would stand where on a draft, and changes nothing', async () => {
    await append(history(0, 300));
    await save('model', 'ours', model('ours', ordered));
    await ended();
    await settle();
    const before = await stored();
    const draft = model('ours', { did: { event: 'Order Completed', atLeast: 3 } });
    const preview = await previewModel(stores, { workspaceId: 'w', now: NOW, model: draft });
    const stageOn = (definitions: Definitions) => {
      const positions = expected(definitions, history(0, 300)) as Map<string, Position>;
      return (customer: string): string | null => positions.get(`${customer} ours`)?.stage ?? null;
    };
    const [today, then_] = [stageOn(live({ models: [model('ours', ordered)] })), stageOn(live({ models: [draft] }))];
    const bands = new Map<string, number>();
    for (const [customer] of attribute(history(0, 300), name)) {
      const band = JSON.stringify([today(customer), then_(customer)]);
      bands.set(band, (bands.get(band) ?? 0) + 1);
    }
    expect(new Map(preview.bands.map(({ from, to, customers }) => [JSON.stringify([from, to]), customers]))).toEqual(
      bands,
    );
    expect(bands.size).toBeGreaterThan(1);
    for (const { from, to, customers, examples } of preview.bands) {
      const task = { workspaceId: 'w', now: NOW, model: draft, from, to };
      const all = (await previewBand(stores, { ...task, limit: 500 })).items;
      expect(all).toHaveLength(customers);
      expect(all.map(({ id }) => [today(id), then_(id)])).toEqual(all.map(() => [from, to]));
      expect(all.slice(0, examples.length)).toEqual(examples);
      expect((await previewBand(stores, { ...task, limit: 2 })).items).toEqual(all.slice(0, 2));
    }
    const nobody = { workspaceId: 'w', now: NOW, model: draft, from: 'won', to: 'nowhere', limit: 5 };
    expect(await previewBand(stores, nobody)).toEqual({ items: [] });
    expect(await previewBand(stores, { ...nobody, workspaceId: 'other' })).toEqual({ items: [] });
    expect(preview.sampled).toBe(preview.customers);
    expect(await stored()).toEqual(before);
    await expect(readDraftModel({ sql: stores.operational }, 'w', { ...draft, persona: 'none' })).rejects.toMatchObject(
      {
        code: 'definition.invalid',
      },
    );
  });

  it('refuses what cannot be: unknown references, circles, what is still used', async () => {
    const problems = (code: string) => ({ status: 422, code });
    await expect(save('segment', 'vip', { ...vip, rule: { segment: 'none' } })).rejects.toMatchObject(
      problems('definition.invalid'),
    );
    await expect(save('segment', 'vip', { ...vip, rule: { segment: 'vip' } })).rejects.toMatchObject(
      problems('definition.invalid'),
    );
    await expect(save('segment', 'vip', { ...vip, rule: {} })).rejects.toMatchObject(problems('segment.invalid'));
    await expect(save('model', 'ours', model('ours', ordered, 'buyer'))).rejects.toMatchObject(
      problems('definition.invalid'),
    );
    expect(await listReplays({ sql: stores.operational }, 'w')).toEqual([]);
  });
});
