import { describe, expect, it } from 'vitest';
import type { Problem } from '../lifecycle/problem.js';
import type { Model } from '../lifecycle/schema.js';
import type { Rule } from '../rule/schema.js';
import { checkCircles, checkModelReferences, checkMoments, checkPersonas, checkSegment } from './check.js';
import { compileDefinitions } from './compile.js';
import { type Definitions, type Moment, noDefinitions, type Personas, type Segment } from './schema.js';

const both = (text: string) => ({ en: text, fr: text });
const segment = (id: string, rule: Rule): Segment => ({ id, name: both(id), rule });
const modelOf = (id: string, enter: Rule, part: Partial<Model> = {}): Model => ({
  id,
  name: both(id),
  description: both(id),
  stages: [{ id: 's1', name: both('s1'), objective: both('s1'), action: 'action', enter, leave: [] }],
  ...part,
});
const personasOf = (rules: readonly (readonly [string, Rule])[], fallback = 'other'): Personas => ({
  personas: rules.map(([id, rule]) => ({ id, name: both(id), rule })),
  fallback: { id: fallback, name: both(fallback) },
});
const moment = (id: string, provided?: Rule): Moment => ({
  id,
  name: both(id),
  event: 'A',
  weight: 1,
  effect: 'reinforce',
  ...(provided ? { provided } : {}),
});
const did: Rule = { did: { event: 'A' } };
const definitions: Definitions = {
  models: [modelOf('shop', did)],
  segments: [segment('vip', did)],
  personas: personasOf([['family', did]]),
  moments: [moment('bought')],
};
const seen = (problems: readonly Problem[]) => problems.map(({ path, code, message }) => [path, code, message.en]);
const ask = (rule: Rule, among = definitions) => seen(checkSegment(segment('g', rule), among));

describe('[REF-1] what references name', () => {
  it('is accepted where it exists', () => {
    const known: Rule[] = [
      { segment: 'vip' },
      { persona: 'family' },
      { persona: 'other' },
      { strength: { broken: true } },
      { position: { model: 'shop' } },
      { position: { model: 'shop', stage: ['s1'], direction: 'steady' } },
    ];
    expect(ask({ all: known })).toEqual([]);
  });

  it('is told with its path where it does not', () => {
    const at = (...path: (string | number)[]) => ['rule', 'all', 1, 'not', ...path];
    const asked = (rule: Rule, among?: Definitions) => ask({ all: [did, { not: rule }] }, among);
    expect(asked({ segment: 'nobody' })).toEqual([[at('segment'), 'unknown', 'there is no segment “nobody”']]);
    expect(asked({ persona: 'nobody' })).toEqual([[at('persona'), 'unknown', 'there is no persona “nobody”']]);
    expect(asked({ persona: 'other' }, noDefinitions)).toHaveLength(1);
    expect(asked({ position: { model: 'none', stage: 's1' } })).toEqual([
      [at('position', 'model'), 'unknown', 'there is no model “none”'],
    ]);
    expect(asked({ position: { model: 'shop', stage: ['s1', 's2', 's3'] } })).toEqual([
      [at('position', 'stage'), 'unknown', 'the model “shop” has no stage “s2”'],
      [at('position', 'stage'), 'unknown', 'the model “shop” has no stage “s3”'],
    ]);
    expect(asked({ strength: { atLeast: 60 } }, noDefinitions)).toEqual([
      [at('strength'), 'unknown', 'strength takes moments of truth, and there are none yet'],
    ]);
  });

  it('is checked in personas, moments and models too', () => {
    const rule: Rule = { segment: 'nobody' };
    expect(seen(checkPersonas(personasOf([['family', rule]]), definitions)).map(([path]) => path)).toEqual([
      ['personas', 0, 'rule', 'segment'],
    ]);
    expect(seen(checkMoments([moment('a'), moment('b', rule)], definitions)).map(([path]) => path)).toEqual([
      ['moments', 1, 'provided', 'segment'],
    ]);
    const model = modelOf('m', rule);
    const [stage] = model.stages;
    const leaving = { ...model, stages: stage ? [{ ...stage, leave: [{ when: rule, to: 's1' }] }] : [] };
    expect(seen(checkModelReferences(leaving, definitions)).map(([path]) => path)).toEqual([
      ['stages', 0, 'enter', 'segment'],
      ['stages', 0, 'leave', 0, 'when', 'segment'],
    ]);
  });

  it('[BIND-1] is the persona of a bound model', () => {
    expect(checkModelReferences(modelOf('m', did, { persona: 'family' }), definitions)).toEqual([]);
    expect(seen(checkModelReferences(modelOf('m', did, { persona: 'nobody' }), definitions))).toEqual([
      [['persona'], 'unknown', 'there is no persona “nobody”'],
    ]);
  });
});

describe('rules of definitions', () => {
  it('are checked like those of models', () => {
    expect(ask({ strength: { atLeast: 60, atMost: 40 } }).map(([path, code]) => [path, code])).toEqual([
      [['rule', 'strength', 'atMost'], 'bounds'],
    ]);
  });
});

describe('identifiers', () => {
  it('of personas, the fallback among them, and of moments are there once', () => {
    expect(
      seen(
        checkPersonas(
          personasOf(
            [
              ['a', did],
              ['b', did],
              ['a', did],
            ],
            'b',
          ),
          definitions,
        ),
      ),
    ).toEqual([
      [['personas', 2, 'id'], 'repeated', '“a” is there twice'],
      [['fallback', 'id'], 'repeated', '“b” is there twice'],
    ]);
    expect(seen(checkMoments([moment('a'), moment('b'), moment('b')], definitions))).toEqual([
      [['moments', 2, 'id'], 'repeated', '“b” is there twice'],
    ]);
  });
});

describe('[REF-2] circles', () => {
  const circle = (part: Partial<Definitions>) => {
    const all = { ...noDefinitions, ...part };
    const [found, ...more] = checkCircles(all);
    expect(more).toEqual([]);
    if (found) expect(() => compileDefinitions(all, 'UTC')).toThrow(RangeError);
    return found?.message.en ?? null;
  };

  it('are none where each asks what comes before it, in any order of the lists', () => {
    const segments = [segment('a', { segment: 'b' }), segment('b', { position: { model: 'm' } })];
    expect(
      circle({ segments, models: [modelOf('m', { strength: { atLeast: 60 } })], moments: [moment('x')] }),
    ).toBeNull();
    expect(circle({ segments: [segment('a', { segment: 'nobody' })] })).toBeNull();
  });

  it('are told with the way round, from where it closes', () => {
    expect(circle({ segments: [segment('a', { not: { segment: 'a' } })] })).toBe(
      'these ask each other in a circle: a → a',
    );
    expect(
      circle({
        segments: [segment('before', { segment: 'a' }), segment('a', { segment: 'b' }), segment('b', { segment: 'a' })],
      }),
    ).toBe('these ask each other in a circle: a → b → a');
  });

  it('lead through personas, models bound to them, and moments', () => {
    const bound = modelOf('m', did, { persona: 'family' });
    const personas = personasOf([['family', { strength: { atLeast: 60 } }]]);
    const moments = [moment('x', { position: { model: 'm' } })];
    expect(circle({ models: [bound], personas, moments })).toMatch(/circle: .* → .* → .* → .*/);
    expect(circle({ models: [bound], personas, moments: [moment('x')] })).toBeNull();
  });
});
