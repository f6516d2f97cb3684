import { describe, expect, it } from 'vitest';
import { compileDefinitions } from '../definitions/compile.js';
import { type Definitions, type Moment, noDefinitions, type Personas, type Segment } from '../definitions/schema.js';
import { toFact } from '../interaction/fact.js';
import type { Interaction } from '../interaction/interaction.js';
import type { Model, Stage } from '../lifecycle/schema.js';
import type { Rule } from '../rule/schema.js';
import { interactionOf } from '../testing/arbitraryHistories.js';
import { foldedCase, livedCase, referredCase } from '../testing/situations.js';
import { foldHistory } from './customer.js';
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

describe('[POS-4] [REF-4] what comes late', () => {
  it('is folded from before an answer that time has turned, also one that could move nobody', () => {
    const strong: Rule = { strength: { atLeast: 54 } };
    const model = modelOf('m', [
      stage('s1', did('A')),
      stage('s2', did('B'), [
        { when: did('C'), to: 's1' },
        { when: { all: [did('D'), strong] }, to: 's1' },
      ]),
    ]);
    const definitions = { ...noDefinitions, models: [model], moments: [moment('x', 'A', 'reinforce', 10)] };
    const day = (days: number, event: string) => track(days * 24, event);
    const [early, late] = [
      [day(0, 'A'), day(10, 'B'), day(40, 'C')],
      [day(50, 'B'), day(51, 'D')],
    ];
    // strong from day 0 to day 57: not newly so after the fall of day 40
    const one = { definitions, history: [...early, ...late], zone: 'UTC', now: 60 * 24 * HOUR };
    const steps = [
      { do: 'receive' as const, interactions: early },
      { do: 'advance' as const, now: one.now },
      { do: 'receive' as const, interactions: late },
    ];
    expect(livedCase({ ...one, steps })).toEqual(referredCase(one));
    expect(referredCase(one).positions.map(({ stage: id }) => id)).toEqual(['s2', 'whole']);
  });
});

describe('[BIND-1] a bound model', () => {
  it('is left with nothing but the floors, and entered again from unplaced', () => {
    const model = modelOf('m', [stage('s1', did('A')), stage('s2', did('B'), [{ when: did('C'), to: 's1' }])], {
      persona: 'p',
    });
    const there: Rule = { last: { event: 'P', property: 'p', equals: true } };
    const part = { models: [model], personas: personasOf({ p: there }) };
    const persona = (hour: number, p: boolean) => track(hour, 'P', { properties: { p } });
    const history = [track(0), persona(1, true), track(2, 'B'), track(3, 'C'), persona(4, false), persona(5, true)];
    const { movements } = situated(part, [...history, track(6, 'B')], 9);
    expect(movements.filter(([id]) => id === 'm').map(([, ...told]) => told)).toEqual([
      [1, null, 's1', 'enter', '1P'],
      [2, 's1', 's2', 'advance', '2B'],
      [3, 's2', 's1', 'regress', '3C'],
      [4, 's1', null, 'leave', '4P'],
      [5, null, 's1', 'enter', '5P'],
      // no return: the lost rank is forgotten; but the B before the fall does not count
      [6, 's1', 's2', 'advance', '6B'],
    ]);
  });
});

describe('[STR-2] moments of truth', () => {
  const moments = [
    moment('bought', 'A', 'reinforce', 40),
    moment('twice', 'A', 'reinforce', 10, { did: { event: 'A', atLeast: 2 } }),
    moment('complained', 'B', 'weaken', 30),
    moment('betrayed', 'C', 'break', 100),
  ];
  const broken: Segment = segment('g', { strength: { broken: true } });
  const told = (history: Interaction[]) => situated({ moments, segments: [broken] }, history, 99).movements;

  it('happen once at an instant, in the order of the catalogue, where their proviso holds', () => {
    const again = { ...track(0), messageId: 'again' };
    expect(told([track(0), again])).toEqual([
      ['moment:', 0, null, null, 'reinforce', 'again'],
      ['moment:', 0, null, null, 'reinforce', 'again'],
    ]);
    expect(told([track(0)])).toHaveLength(1);
  });

  it('break the relationship until it is reinforced above 25, at an instant without a breaking one', () => {
    const gone = (history: Interaction[]) =>
      told(history)
        .filter(([id]) => id === 'segment:g')
        .map(([, at, , , kind]) => [at, kind]);
    const isBroken = [1, 'enter'];
    // −100 + 40 leaves 23.1, and 40 + 10 more 45; what comes with a breaking moment mends nothing
    expect(gone([track(1, 'C'), track(2)])).toEqual([isBroken]);
    expect(gone([track(1, 'C'), track(2), track(3)])).toEqual([isBroken, [3, 'leave']]);
    expect(gone([track(1, 'C'), track(2), track(3), track(3, 'C')])).toEqual([isBroken]);
    // a strength that decays above 25 mends nothing by itself, nor does a weakening moment
    expect(gone([track(1, 'C'), track(8760 * 3, 'B')])).toEqual([isBroken]);
  });
});

describe('the events that definitions name', () => {
  it('are those of segments, personas, moments and models, wherever they are counted', () => {
    const part = {
      models: [modelOf('m', [stage('s1', did('A'), [])])],
      segments: [segment('g', did('B')), segment('h', { all: [did('C'), { quiet: { for: 'P1D' } }] })],
      personas: personasOf({ p: { did: { event: 'D', within: 'P7D' } } }),
    };
    const { events } = compileDefinitions({ ...noDefinitions, ...part }, 'UTC');
    for (const event of ['A', 'B', 'C', 'D']) expect(events).toContain(event);
  });
});

describe('forecast with references', () => {
  const forecastOf = (part: Partial<Definitions>, history: Interaction[], hour: number) => {
    const program = compileDefinitions({ ...noDefinitions, ...part }, 'UTC');
    const facts = history.map((one) => toFact(program.needs, one));
    return forecast(program, foldHistory(program, facts, hour * HOUR).customer).map(({ model, to, at }) => [
      model,
      to,
      at === null ? null : at / HOUR,
    ]);
  };
  const inG: Rule = { segment: 'g' };
  const silent = { quiet: { for: 'P1D' } };
  const model = modelOf('m', [stage('s1', did('A'), []), stage('s2', { all: [inG, silent] })]);

  it('takes other definitions as they are', () => {
    const out = { models: [model], segments: [segment('g', did('B'))] };
    expect(forecastOf(out, [track(0)], 1)).toEqual([['m', 's2', null]]);
    expect(forecastOf(out, [track(0), track(1, 'B')], 2)).toEqual([['m', 's2', 25]]);
  });

  it('foretells nothing on a model bound to another persona', () => {
    const bound = { ...model, persona: 'p' };
    const part = { models: [bound], segments: [segment('g', did('B'))], personas: personasOf({ p: did('P') }) };
    expect(forecastOf(part, [track(0), track(1, 'B')], 2)).toEqual([]);
    expect(forecastOf(part, [track(0), track(1, 'B'), track(1, 'P')], 2)).toEqual([['m', 's2', 25]]);
  });
});
