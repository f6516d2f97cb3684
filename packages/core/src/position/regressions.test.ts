import { describe, expect, it } from 'vitest';
import { compileModels } from '../definitions/compile.js';
import { toFact } from '../interaction/fact.js';
import type { Interaction } from '../interaction/interaction.js';
import type { Model, Stage } from '../lifecycle/schema.js';
import type { Rule } from '../rule/schema.js';
import type { LiveStep } from '../testing/arbitraryDeliveries.js';
import { interactionOf } from '../testing/arbitraryHistories.js';
import { follow } from '../testing/live.js';
import { foldHistory } from './customer.js';
import { foldFacts } from './fold.js';
import { decodeState, encodeState, newCustomerState } from './standing.js';
import type { Movement } from './types.js';

const HOUR = 3_600_000;
const both = (text: string) => ({ en: text, fr: text });
const stage = (id: string, enter: Rule, leave: Stage['leave'] = []): Stage => ({
  id,
  name: both(id),
  objective: both(id),
  action: 'action',
  enter,
  leave,
});
const modelOf = (stages: Stage[], per?: string): Model => ({
  id: 'm',
  name: both('m'),
  description: both('m'),
  stages,
  per,
});
const track = (hour: number, part: Partial<Interaction> = {}): Interaction =>
  interactionOf({ time: hour * HOUR, messageId: `${hour}${part.event ?? ''}`, ...part });
const seen = ({ at, from, to, kind, cause }: Movement) => [
  at / HOUR,
  from,
  to,
  kind,
  'messageId' in cause ? cause.messageId : 'time',
];
const movementsOf = (model: Model, history: Interaction[], hour: number, zone = 'UTC') => {
  const program = compileModels([model], zone);
  return foldHistory(
    program,
    history.map((one) => toFact(program.needs, one)),
    hour * HOUR,
  ).movements.map(seen);
};
const day = (text: string): number => Date.parse(text) / HOUR;

/** Each was found by a property, shrunk, and is kept here with what was wrong. */
describe('found by the properties', () => {
  it('[POS-4] [POS-5] what fell due before a wake-up is told when a late fact makes it due', () => {
    // Woken at 12:30, then a fact of 6:00 arrived: the lapse of 12:00 waited for the next wake-up, and a crash
    // between them swallowed it, for the revived state had it without ever telling.
    const model = modelOf([
      stage('low', { did: { event: 'Never' } }),
      stage('high', { did: { event: 'A' } }, [{ when: { quiet: { for: 'PT6H' } }, to: 'low' }]),
    ]);
    const receive = (...interactions: Interaction[]): LiveStep => ({ do: 'receive', interactions });
    const early: LiveStep[] = [
      receive(track(0, { event: 'B' })),
      { do: 'advance', now: 12.5 * HOUR },
      receive(track(6)),
    ];
    const told = [
      [6, null, 'high', 'skip', '6'],
      [12, 'high', 'low', 'lapse', 'time'],
    ];
    const program = compileModels([model], 'UTC');
    expect([...follow(program, early).movements.values()].map(seen)).toEqual(told);
    const crashed: LiveStep[] = [...early, { do: 'save' }, { do: 'crash' }, { do: 'advance', now: 30 * HOUR }];
    expect([...follow(program, crashed).movements.values()].map(seen)).toEqual(told);
  });

  it('[KEEP-3] [RULE-12] a removed trait keeps the time of its removal when the state is written', () => {
    // Removed traits were written as if never given, so that `exists: false` after a fall never held again.
    const program = compileModels(
      [
        modelOf([
          stage('low', { did: { event: 'A' } }),
          stage('high', { all: [{ did: { event: 'B' } }, { trait: { name: 't', exists: false } }] }, [
            { when: { did: { event: 'C' } }, to: 'low' },
          ]),
        ]),
      ],
      'UTC',
    );
    const identify = (hour: number, t: string | null) =>
      track(hour, { type: 'identify', event: 'Identified', properties: { t } });
    const facts = [
      track(0),
      track(1, { event: 'B' }),
      track(2, { event: 'C' }),
      identify(3, 'x'),
      identify(4, null),
      track(5, { event: 'B' }),
    ].map((one) => toFact(program.needs, one));
    const movements: Movement[] = [];
    let state = newCustomerState(program);
    for (const fact of facts) {
      foldFacts(program, state, [fact], (movement) => movements.push(movement));
      state = decodeState(program, JSON.parse(JSON.stringify(encodeState(state))));
    }
    expect(movements.map(({ to, kind }) => [to, kind])).toEqual([
      ['low', 'enter'],
      ['high', 'advance'],
      ['low', 'regress'],
      ['high', 'return'],
    ]);
  });

  it('[RULE-11] a track call named like an identify call carries no traits', () => {
    const model = modelOf([stage('vip', { trait: { name: 'vip', equals: true } })]);
    expect(movementsOf(model, [track(0, { event: 'Identified', properties: { vip: true } })], 1)).toEqual([]);
    expect(
      movementsOf(model, [track(0, { type: 'identify', event: 'Identified', properties: { vip: true } })], 1),
    ).toHaveLength(1);
  });

  it('[PER-4] the traits of an identify call begin no value', () => {
    const model = modelOf([stage('any', { quiet: { for: 'P1D', event: 'Never' } })], 'category');
    const identify = track(0, { type: 'identify', event: 'Identified', properties: { category: 'shoes' } });
    expect(movementsOf(model, [identify], 1)).toEqual([]);
  });

  it('[MOVE-4] a movement of one value is not caused by what happened to another', () => {
    const model = modelOf([stage('seen', { did: { event: 'A' } })], 'c');
    const history = [
      track(0, { messageId: 'a', properties: { c: 'x' } }),
      track(0, { messageId: 'b', properties: { c: 'y' } }),
    ];
    expect(movementsOf(model, history, 1).map((movement) => movement.at(-1))).toEqual(['a', 'b']);
  });

  describe('[TIME-4] windows of a month from the last days of January end in another order', () => {
    const [early, late] = [day('2023-01-29T23:00Z'), day('2023-01-31T01:00Z')];
    const ends = { early: day('2023-02-28T23:00Z'), late: day('2023-02-28T01:00Z') };
    const until = (rule: Rule) => {
      const model = modelOf([
        stage('any', { did: { event: 'A' } }),
        stage('after', { all: [{ did: { event: 'A' } }, { not: rule }] }),
      ]);
      return movementsOf(
        model,
        [track(early, { properties: { n: 1, v: 'x' } }), track(late, { properties: { n: 1, v: 'x' } })],
        late + 2000,
      ).at(-1)?.[0];
    };
    const window = { event: 'A', within: 'P1M' };

    it.each<[string, Rule, number]>([
      ['did', { did: window }, ends.early],
      ['did twice', { did: { ...window, atLeast: 2 } }, early],
      ['sum', { sum: { ...window, property: 'n', atLeast: 1 } }, ends.early],
      ['average', { average: { ...window, property: 'n', atLeast: 1 } }, ends.early],
      ['distinct', { distinct: { ...window, property: 'v', atLeast: 1 } }, ends.early],
      ['first', { first: { ...window, property: 'v', equals: 'x' } }, ends.early],
      ['last', { last: { ...window, property: 'v', equals: 'x' } }, ends.early],
    ])('%s', (_, rule, end) => {
      expect(until(rule)).toBe(end);
    });
  });
});
