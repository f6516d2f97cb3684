import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../rule/schema.js';
import { readModel } from './readModel.js';
import type { Leave, Model } from './schema.js';
import { validateModel } from './validate.js';

const both = (text: string) => ({ en: text, fr: text });
const did = (event: string): Rule => ({ did: { event } });
const stage = (id: string, enter: Rule, leave: Leave[] = []): Model['stages'][number] => ({
  id,
  name: both(id),
  objective: both(id),
  action: 'interest',
  enter,
  leave,
});
const model = (...stages: Model['stages']): Model => ({ id: 'm', name: both('m'), description: both('m'), stages });
const codes = (checked: Model) => validateModel(checked).map(({ code, path }) => `${code} ${path.join('.')}`);
const withRule = (rule: Rule) => model(stage('a', did('A')), stage('b', { any: [rule, did('B')] }));

describe('validateModel', () => {
  it('finds nothing wrong with a plain model', () => {
    expect(
      codes(model(stage('a', did('A')), stage('b', did('B'), [{ when: did('C'), to: 'a', kind: 'cycle' }]))),
    ).toEqual([]);
  });

  it('wants stage ids unique', () => {
    expect(codes(model(stage('a', did('A')), stage('a', did('B'))))).toEqual(['stage-repeated stages.1.id']);
  });

  it('wants leave clauses to lead to another stage that exists, cycles to an earlier one', () => {
    const leave: Leave[] = [
      { when: did('X'), to: 'nowhere' },
      { when: did('X'), to: 'a' },
      { when: did('X'), to: 'b', kind: 'cycle' },
    ];
    expect(codes(model(stage('a', did('A'), leave), stage('b', did('B'))))).toEqual([
      'leave-unknown stages.0.leave.0.to',
      'leave-self stages.0.leave.1.to',
      'cycle-upwards stages.0.leave.2.to',
    ]);
  });

  it('wants durations above zero and of 20 years at most', () => {
    expect(codes(withRule({ did: { event: 'X', within: 'P20Y' } }))).toEqual([]);
    expect(codes(withRule({ did: { event: 'X', within: 'P21Y' } }))).toEqual([
      'duration stages.1.enter.any.0.did.within',
    ]);
    expect(codes(withRule({ quiet: { for: 'P9000D' } }))).toEqual(['duration stages.1.enter.any.0.quiet.for']);
  });

  it('finds bounds that cross and comparisons that nothing passes', () => {
    expect(codes(withRule({ did: { event: 'X', atLeast: 3, atMost: 2 } }))).toEqual([
      'bounds stages.1.enter.any.0.did.atMost',
    ]);
    expect(codes(withRule({ sum: { event: 'X', property: 'p', atLeast: 3, atMost: 2.5 } }))).toEqual([
      'bounds stages.1.enter.any.0.sum.atMost',
    ]);
    expect(codes(withRule({ did: { event: 'X', where: [{ property: 'p', gt: 5, lte: 5 }] } }))).toEqual([
      'contradiction stages.1.enter.any.0.did.where.0',
    ]);
    expect(codes(withRule({ trait: { name: 'p', exists: false, equals: 'x' } }))).toEqual([
      'contradiction stages.1.enter.any.0.trait',
    ]);
  });

  it('limits depth to 8 and conditions to 200', () => {
    const nested = (depth: number): Rule => (depth === 1 ? did('X') : { not: nested(depth - 1) });
    expect(codes(model(stage('a', nested(8))))).toEqual([]);
    expect(codes(model(stage('a', nested(9))))[0]).toContain('depth stages.0.enter.not');
    const wide: Rule = { any: Array.from({ length: 26 }, () => did('X')) };
    const stages = Array.from({ length: 8 }, (_, index) => stage(`s${index}`, wide));
    expect(codes(model(...stages))).toEqual(['too-many-conditions stages']);
  });

  it('finds stages nobody can reach and clauses that never hold', () => {
    const never: Rule = { not: { did: { event: 'X', atLeast: 0 } } };
    expect(codes(model(stage('a', did('A')), stage('b', never)))).toEqual(['stage-unreachable stages.1.enter']);
    expect(codes(model(stage('a', did('A'), [{ when: did('Y'), to: 'b' }]), stage('b', never)))).toEqual([]);
    expect(codes(model(stage('a', did('A')), stage('b', did('B'), [{ when: never, to: 'a' }])))).toEqual([
      'never stages.1.leave.0.when',
    ]);
  });
});

describe('readModel', () => {
  const problems = (input: unknown) => {
    const reading = readModel(input);
    return 'problems' in reading ? reading.problems : [];
  };
  const withEnter = (enter: unknown) => ({
    ...model(stage('a', did('A'))),
    stages: [{ ...stage('a', did('A')), enter }],
  });

  it('gives the model when it can be used, with defaults filled in', () => {
    const { leave: _, ...bare } = stage('a', did('A'));
    expect(readModel({ ...model(), stages: [bare] })).toEqual({ ok: model(stage('a', did('A'))) });
  });

  it('points into the rule that is wrong, in both languages', () => {
    expect(problems(withEnter({ any: [{ all: [{ did: { event: 'x', within: '30 days' } }] }] }))).toEqual([
      {
        path: ['stages', 0, 'enter', 'any', 0, 'all', 0, 'did', 'within'],
        code: 'custom',
        message: {
          en: 'an ISO 8601 duration above zero, such as P30D or PT12H',
          fr: 'une durée ISO 8601 positive, telle que P30D ou PT12H',
        },
      },
    ]);
    expect(problems(withEnter({ quiet: { for: 5 } }))[0]?.message.fr).toBe(
      'Entrée invalide : chaîne de caractères attendu, nombre reçu',
    );
  });

  it('names the forms there are when a rule has none of them', () => {
    for (const rule of [{ done: 1 }, 3, null, {}, { did: { event: 'a' }, quiet: { for: 'P1D' } }]) {
      expect(problems(withEnter(rule))[0]?.path).toEqual(['stages', 0, 'enter']);
    }
  });

  it('refuses anything without throwing', () => {
    const deep = (depth: number): unknown => {
      let rule: unknown = did('A');
      for (let i = 0; i < depth; i++) rule = { not: rule };
      return rule;
    };
    for (const input of [
      null,
      undefined,
      'x',
      3,
      [],
      {},
      { stages: 'x' },
      withEnter(deep(40)),
      withEnter(deep(20_000)),
    ]) {
      expect(problems(input).length).toBeGreaterThan(0);
    }
  });

  it('accepts the example of docs/models.md', () => {
    const page = readFileSync(new URL('../../../../docs/models.md', import.meta.url), 'utf8');
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(readModel(JSON.parse(example))).toHaveProperty('ok');
  });

  it('tells what the shape allows and sense does not', () => {
    expect(problems(model(stage('a', did('A'), [{ when: did('B'), to: 'z' }]))).map(({ code }) => code)).toEqual([
      'leave-unknown',
    ]);
  });
});
