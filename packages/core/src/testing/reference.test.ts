import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../interaction/interaction.js';
import { type Model, modelSchema, type Stage } from '../lifecycle/schema.js';
import type { Rule } from '../rule/schema.js';
import { historyArbitrary, instantOfLook, interactionOf, lookArbitrary, zoneArbitrary } from './arbitraryHistories.js';
import { modelArbitrary } from './arbitraryModels.js';
import { referencePositions } from './reference.js';
import { referenceIdentity } from './referenceIdentity.js';
import { millionths, valueAt } from './referenceRule.js';

const DAY = 86_400_000;
const both = (text: string) => ({ en: text, fr: text });
const stage = (id: string, enter: Rule, leave: Stage['leave'] = []): Stage => ({
  id,
  name: both(id),
  objective: both(id),
  action: 'interest',
  enter,
  leave,
});
const model = (stages: Stage[], per?: string): Model => ({
  id: 'm',
  name: both('m'),
  description: both('m'),
  stages,
  ...(per ? { per } : {}),
});
const track = (day: number, event: string, part: Partial<Interaction> = {}): Interaction =>
  interactionOf({ time: day * DAY, event, messageId: `${day}-${event}-${JSON.stringify(part)}`, ...part });
const did = (event: string, part: object = {}): Rule => ({ did: { event, ...part } });
const told = (stages: Model, history: Interaction[], day: number, zone = 'UTC') =>
  referencePositions(stages, history, day * DAY, zone).movements.map(({ at, from, to, kind, delta }) => [
    at / DAY,
    from,
    to,
    kind,
    delta,
  ]);

const shop = model([
  stage('visitor', did('Visit')),
  stage('prospect', did('Quote')),
  stage('customer', did('Order'), [{ when: { quiet: { for: 'P10D' } }, to: 'visitor' }]),
]);

describe('the reference, on cases worked by hand', { timeout: 60_000 }, () => {
  it('[STAGE-1] [STAGE-2] climbs, and jumps as one skip', () => {
    expect(told(shop, [track(0, 'Visit'), track(1, 'Order')], 5)).toEqual([
      [0, null, 'visitor', 'enter', 1],
      [1, 'visitor', 'customer', 'skip', 2],
    ]);
    expect(told(shop, [track(0, 'Order')], 5)).toEqual([[0, null, 'customer', 'skip', 3]]);
  });

  it('[POS-5] [STAGE-3] lapses on the day named, does not bounce back on old merits, and returns on new ones', () => {
    const history = [track(0, 'Visit'), track(1, 'Order'), track(20, 'Visit'), track(21, 'Quote'), track(22, 'Order')];
    expect(told(shop, history.slice(0, 2), 10.99)).toHaveLength(2);
    expect(told(shop, history, 30).slice(2)).toEqual([
      [11, 'customer', 'visitor', 'lapse', -2],
      [21, 'visitor', 'prospect', 'return', 1],
      [22, 'prospect', 'customer', 'return', 1],
    ]);
  });

  it('[STAGE-5] a message sent does not break silence', () => {
    expect(told(shop, [track(0, 'Order'), track(5, 'Mail', { outbound: true })], 10)).toHaveLength(2);
    expect(told(shop, [track(0, 'Order'), track(5, 'Reply')], 10)).toHaveLength(1);
  });

  it('[STAGE-1] [ORDER-4] interactions at the millisecond of a lapse do not move again', () => {
    expect(told(shop, [track(0, 'Order'), track(10, 'Order')], 12)).toEqual([
      [0, null, 'customer', 'skip', 3],
      [10, 'customer', 'visitor', 'lapse', -2],
    ]);
  });

  it('[STAGE-4] a cycle counts one forward and resets what is above', () => {
    const cyclic = model([
      stage('talk', did('Talk')),
      stage('buy', did('Order'), [{ when: did('Talk', { atLeast: 2 }), to: 'talk', kind: 'cycle' }]),
    ]);
    expect(
      told(cyclic, [track(0, 'Talk'), track(1, 'Order'), track(2, 'Talk'), track(3, 'Page'), track(4, 'Order')], 9),
    ).toEqual([
      [0, null, 'talk', 'enter', 1],
      [1, 'talk', 'buy', 'advance', 1],
      [2, 'buy', 'talk', 'cycle', 1],
      [4, 'talk', 'buy', 'advance', 1],
    ]);
  });

  it('[RULE-12] a trait true before the fall counts only once it has been false', () => {
    const traited = model([
      stage('low', did('Visit')),
      stage('high', { trait: { name: 'vip', equals: true } }, [{ when: did('Complaint'), to: 'low' }]),
    ]);
    const identify = (day: number, vip: boolean | null) =>
      track(day, 'Identified', { type: 'identify', properties: { vip } });
    const history = [
      track(0, 'Visit'),
      identify(1, true),
      track(2, 'Complaint'),
      identify(3, true),
      identify(4, null),
      identify(5, true),
    ];
    expect(told(traited, history, 9).slice(1)).toEqual([
      [1, 'low', 'high', 'advance', 1],
      [2, 'high', 'low', 'regress', -1],
      [5, 'low', 'high', 'return', 1],
    ]);
  });

  it('[TIME-2] [DUE-1] the end of a window moves on its own', () => {
    const windowed = model([
      stage('in', did('Visit'), []),
      stage('calm', { did: { event: 'Visit', atMost: 1, within: 'P3D' } }),
    ]);
    expect(told(windowed, [track(0, 'Visit'), track(0.5, 'Visit')], 9)).toEqual([[0, null, 'calm', 'skip', 2]]);
    const busy = model([
      stage('busy', did('Visit')),
      stage('calm', { all: [did('Visit'), { did: { event: 'Visit', atMost: 0, within: 'P3D' } }] }),
    ]);
    expect(told(busy, [track(0, 'Visit'), track(1, 'Visit')], 9)).toEqual([
      [0, null, 'busy', 'enter', 1],
      [4, 'busy', 'calm', 'advance', 1],
    ]);
  });

  it('[DUE-2] a stage whose leave clause already holds waits for the next instant', () => {
    const eager = model([stage('a', did('Never')), stage('b', did('X'), [{ when: did('X'), to: 'a' }])]);
    expect(told(eager, [track(0, 'X'), track(3, 'Y')], 9)).toEqual([
      [0, null, 'b', 'skip', 2],
      [3, 'b', 'a', 'regress', -1],
    ]);
  });

  it('[PER-1] [PER-3] keeps a position per value; what has none counts for all', () => {
    const per = model([stage('seen', did('View')), stage('bought', did('Order'))], 'category');
    const history = [
      track(0, 'View', { properties: { category: 'shoes' } }),
      track(1, 'View', { properties: { category: 2 } }),
      track(2, 'Order'),
    ];
    const { positions } = referencePositions(per, history, 3 * DAY, 'UTC');
    expect(positions.map(({ value, stage, since }) => [value, stage, since / DAY])).toEqual([
      ['2', 'bought', 2],
      ['shoes', 'bought', 2],
    ]);
  });

  it('[PER-2] forgets the value longest untouched when a 33rd comes', () => {
    const per = model([stage('seen', did('View'))], 'c');
    const history = Array.from({ length: 33 }, (_, i) => track(i, 'View', { properties: { c: `v${i}` } }));
    const { positions, movements } = referencePositions(
      per,
      [...history, track(0.5, 'View', { properties: { c: 'v0' } })],
      99 * DAY,
      'UTC',
    );
    expect(positions).toHaveLength(32);
    expect(positions.some(({ value }) => value === 'v0')).toBe(false);
    expect(movements).toHaveLength(33);
  });

  it('[RULE-7] cuts the shortest decimal text after six places', () => {
    expect([0.1, -1.23456789, 1e21, 1e-7, 5e-324, 0.1 + 0.2].map(millionths)).toEqual([
      100000n,
      -1234567n,
      10n ** 27n,
      0n,
      0n,
      300000n,
    ]);
  });

  it('[RULE-2] looks up own keys only, the literal one first', () => {
    expect(valueAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
    expect(valueAt({ a: { b: 2 } }, 'a.b')).toBe(2);
    for (const path of ['constructor', '__proto__', 'a.length', 'toString.name'])
      expect(valueAt({ a: ['x'] }, path)).toBeUndefined();
  });

  it('[ID-4] [ID-5] a shared device goes to the next userId in time', () => {
    const at = (time: number, anonymousId: string | null, userId: string | null) =>
      interactionOf({ time, messageId: `${time}`, anonymousId, userId });
    expect(referenceIdentity([at(1, 'a', null), at(2, 'a', 'u')])).toEqual(['user:u', 'user:u']);
    expect(
      referenceIdentity([at(1, 'a', null), at(2, 'a', 'u'), at(3, 'a', null), at(4, 'a', 'v'), at(5, 'a', null)]),
    ).toEqual(['user:u', 'user:u', 'user:v', 'user:v', 'anonymous:a']);
  });

  it('makes models the schema accepts, and movements of every kind', () => {
    const kinds = new Map<string, number>();
    const scene = fc.tuple(modelArbitrary(), historyArbitrary(), zoneArbitrary, lookArbitrary);
    fc.assert(
      fc.property(scene, ([m, h, z, look]) => {
        const now = instantOfLook(look, h);
        expect(modelSchema.safeParse(m).success).toBe(true);
        for (const { kind, cause } of referencePositions(m, h, now, z).movements)
          kinds.set(`${kind} by ${cause.by}`, (kinds.get(`${kind} by ${cause.by}`) ?? 0) + 1);
      }),
      { numRuns: 200, seed: 1 },
    );
    if (process.env.PARCOURS_RUNS) console.info(kinds);
    for (const kind of ['enter', 'advance', 'skip', 'regress', 'cycle', 'return'])
      expect(kinds.get(`${kind} by interaction`)).toBeGreaterThan(5);
    for (const kind of ['advance', 'lapse', 'cycle', 'return']) expect(kinds.get(`${kind} by time`)).toBeGreaterThan(5);
  });
});
