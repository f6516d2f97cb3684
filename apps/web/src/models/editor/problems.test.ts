import { type Definitions, type Model, noDefinitions, PRESETS, type Rule, readModel } from '@parcours/core';
import { describe, expect, test } from 'vitest';
import { type Action, act, blankDraft, draftOf, type ModelDraft, modelOf } from './draft.js';
import { missingOf, wrongWith } from './problems.js';

const preset = (id: string): Model => PRESETS.find((model) => model.id === id) as Model;
const name = (en: string) => ({ en, fr: en });
const bought: Rule = { did: { event: 'Order Completed' } };
const never: Rule = { did: { event: 'Order Completed', atLeast: 5, atMost: 2 } };
const start = draftOf(preset('ecommerce'));
const done = (...actions: Action[]): ModelDraft => actions.reduce(act, start);
const entering = (enter: Rule): ModelDraft => done({ do: 'changeStage', stage: 'reach', part: { enter } });
const told = (draft: ModelDraft, others: Definitions | null = null) =>
  wrongWith(draft, 'ecommerce', others).map(({ path, code }) => `${path.join('.')} ${code}`);

describe('what is missing', () => {
  test('a blank draft lacks its words and its rule, and nothing is wrong with it', () => {
    expect(missingOf(blankDraft).map(({ path, what }) => `${path.join('.')} ${what}`)).toEqual([
      'name name',
      'description description',
      'stages.0.name name',
      'stages.0.objective objective',
      'stages.0.enter enter',
    ]);
    expect(wrongWith(blankDraft, 'new', noDefinitions)).toEqual([]);
  });

  test.each(PRESETS.map((model) => [model.id, model] as const))('%s lacks nothing', (id, model) => {
    expect(missingOf(draftOf(model))).toEqual([]);
    expect(wrongWith(draftOf(model), id, { ...noDefinitions, models: PRESETS })).toEqual([]);
  });

  test('a stage that goes leaves clauses without a destination: missing, not wrong', () => {
    const draft = done({ do: 'removeStage', stage: 'reach' });
    expect(missingOf(draft).map(({ path }) => path.join('.'))).toContain('stages.0.leave.0.to');
    expect(told(draft)).toEqual([]);
  });
});

describe('what is wrong is told at its field', () => {
  test('a rule that can never hold', () => {
    expect(told(entering(never))).toContain('stages.0.enter.did.atMost bounds');
  });

  test('a rule that is none, as JSON may have it', () => {
    expect(told(entering({ did: {} } as never))[0]).toMatch(/^stages\.0\.enter/);
  });

  test('a segment, a persona and a stage that are not there', () => {
    expect(told(entering({ all: [bought, { segment: 'gone' }] }), noDefinitions)).toContain(
      'stages.0.enter.all.1.segment unknown',
    );
    expect(told(done({ do: 'change', part: { persona: 'gone' } }), noDefinitions)).toContain('persona unknown');
  });

  test('a circle, at each rule that closes it, told by names in both directions', () => {
    const segments = [{ id: 'fans', name: name('Our fans'), rule: { position: { model: 'ecommerce' } } as Rule }];
    const draft = entering({ segment: 'fans' });
    const [problem, ...others] = wrongWith(draft, 'ecommerce', { ...noDefinitions, segments });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      path: ['stages', 0, 'enter'],
      code: 'circle',
      message: { en: 'E-commerce lifecycle → Our fans → E-commerce lifecycle' },
    });
    expect(told(entering({ position: { model: 'ecommerce' } }), noDefinitions)).toEqual(['stages.0.enter circle']);
  });

  test('a persona whose rule asks for the model it would be bound to', () => {
    const rule: Rule = { position: { model: 'ecommerce' } };
    const personas = { personas: [{ id: 'p', name: name('P'), rule }], fallback: { id: 'f', name: name('F') } };
    expect(told(done({ do: 'change', part: { persona: 'p' } }), { ...noDefinitions, personas })).toEqual([
      'persona circle',
    ]);
  });

  test('a stage that others still ask for, by who asks', () => {
    const rule: Rule = { position: { model: 'ecommerce', stage: ['reach', 'retain'] } };
    const segments = [{ id: 'fans', name: name('Our fans'), rule }];
    const draft = done({ do: 'removeStage', stage: 'retain' });
    expect(wrongWith(draft, 'ecommerce', { ...noDefinitions, segments })).toContainEqual({
      path: ['stages'],
      code: 'used',
      message: name('Our fans'),
    });
    expect(told(start, { ...noDefinitions, segments })).toEqual([]);
  });

  test('more conditions than a model may have', () => {
    const many: Rule = { any: Array.from({ length: 32 }, () => ({ all: Array.from({ length: 7 }, () => bought) })) };
    expect(told(entering(many))).toContain('stages too-many-conditions');
  });

  test('what the server would say of the model by itself is what is told', () => {
    const cycle = { to: 'advocate', cycle: true };
    const leave = start.stages[1]?.leave[0]?.key ?? '';
    const draft = done({ do: 'changeLeave', stage: 'acquire', leave, part: cycle });
    const reading = readModel(modelOf(draft, 'ecommerce'));
    expect(reading).toEqual({ problems: wrongWith(draft, 'ecommerce', null) });
    expect(told(draft)).toEqual(['stages.1.leave.0.to cycle-upwards']);
  });
});
