import { describe, expect, it } from 'vitest';
import { compileDefinitions } from '../definitions/compile.js';
import { type Definitions, type Moment, noDefinitions, type Personas, type Segment } from '../definitions/schema.js';
import { toFact } from '../interaction/fact.js';
import type { Interaction } from '../interaction/interaction.js';
import type { Model, Stage } from '../lifecycle/schema.js';
import type { Rule } from '../rule/schema.js';
import { interactionOf } from '../testing/arbitraryHistories.js';
import { foldedCase, referredCase } from '../testing/situations.js';
import { foldHistory, positionsOf } from './customer.js';
import { forecast } from './forecast.js';

const HOUR = 3_600_000;
const both = (text: string) => ({ en: text, fr: text });
const did = (event: string): Rule => ({ did: { event } });
const stage = (id: string, enter: Rule, leave: Stage['leave'] = []): Stage => ({
  id,
  name: both(id),
  objective: both(id),
  action: 'action',
  enter,
  leave,
});
const modelOf = (id: string, stages: Stage[], part: Partial<Model> = {}): Model => ({
  id,
  name: both(id),
  description: both(id),
  stages,
  ...part,
});
const segment = (id: string, rule: Rule): Segment => ({ id, name: both(id), rule });
const personasOf = (rules: Record<string, Rule>): Personas => ({
  personas: Object.entries(rules).map(([id, rule]) => ({ id, name: both(id), rule })),
  fallback: { id: 'other', name: both('other') },
});
const moment = (id: string, event: string, effect: Moment['effect'], weight: number, provided?: Rule): Moment => ({
  id,
  name: both(id),
  event,
  effect,
  weight,
  ...(provided ? { provided } : {}),
});
const track = (hour: number, event = 'A', part: Partial<Interaction> = {}): Interaction =>
  interactionOf({ time: hour * HOUR, messageId: `${hour}${event}`, event, ...part });

/** What the fold says, which the reference says too. */
const situated = (part: Partial<Definitions>, history: Interaction[], hour: number) => {
  const one = { definitions: { ...noDefinitions, ...part }, history, zone: 'UTC', now: hour * HOUR };
  const { positions, movements } = foldedCase(one);
  expect({ positions, movements }).toEqual(referredCase(one));
  return {
    positions: positions.map(({ model, stage: id }) => [model, id]),
    movements: movements.map(({ model, at, from, to, kind, cause }) => [
      model,
      at / HOUR,
      from,
      to,
      kind,
      'messageId' in cause ? cause.messageId : 'time',
    ]),
  };
};

/** Each was found with a property or by reading, and is kept here with what was wrong. */
describe('found among definitions that ask each other', () => {
  it('[BIND-1] [SEG-3] who ceases to be of the persona leaves, also where time moves them at that instant', () => {
    // Time had moved the customer first, and the one movement of the instant was spent: they stayed until the next event.
    const model = modelOf('m', [stage('s1', did('A')), stage('s2', { all: [did('A'), { quiet: { for: 'PT6H' } }] })], {
      persona: 'p',
    });
    const part = { models: [model], personas: personasOf({ p: { not: did('B') } }) };
    expect(situated(part, [track(0), track(6, 'B')], 9)).toEqual({
      positions: [['persona:', 'other']],
      movements: [
        ['m', 0, null, 's1', 'enter', '0A'],
        ['persona:', 0, null, 'p', 'enter', '0A'],
        ['m', 6, 's1', null, 'leave', '6B'],
        ['persona:', 6, 'p', 'other', 'change', '6B'],
      ],
    });
  });

  it('[BIND-1] [SEG-3] a value of a bound model moves by time at an instant of interactions of other values', () => {
    const model = modelOf(
      'm',
      [stage('s1', did('A')), stage('s2', { all: [did('A'), { quiet: { for: 'PT6H', event: 'A' } }] })],
      { persona: 'other', per: 'k' },
    );
    const asking = segment('g', { position: { model: 'm', stage: 's2' } });
    const part = { models: [model], personas: personasOf({}), segments: [asking] };
    const history = [track(0, 'A', { properties: { k: 'v' } }), track(6, 'B', { properties: { k: 'w' } })];
    expect(situated(part, history, 9).movements.slice(2)).toEqual([
      ['m', 6, 's1', 's2', 'advance', '6B'],
      ['segment:g', 6, null, 'in', 'enter', '6B'],
    ]);
  });

  it('[REF-1] strength without moments of truth holds never', () => {
    const part = {
      segments: [segment('g', { strength: { atMost: 60 } }), segment('h', { strength: { broken: false } })],
    };
    expect(situated(part, [track(0)], 9)).toEqual({ positions: [], movements: [] });
  });
});
