import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../lifecycle/presets/index.js';
import type { Model, Stage } from '../lifecycle/schema.js';
import { noNames } from '../rule/describe/describeReference.js';
import type { Rule } from '../rule/schema.js';
import { compareModels } from './compareModels.js';

const both = (text: string) => ({ en: text, fr: text });
const seen: Rule = { did: { event: 'Page Viewed' } };
const bought: Rule = { did: { event: 'Order Completed' } };
const quiet = (days: number): Rule => ({ quiet: { for: `P${days}D` } });
const stage = (id: string, part: Partial<Stage> = {}): Stage => ({
  id,
  name: both(id.toUpperCase()),
  objective: both('o'),
  action: 'attention',
  enter: seen,
  leave: [],
  ...part,
});
const model = (stages: Stage[], part: Partial<Model> = {}): Model => ({
  id: 'ours',
  name: both('Ours'),
  description: both('d'),
  stages,
  ...part,
});
const whats = (before: Model, after: Model) =>
  compareModels(before, after).map((difference) =>
    'stage' in difference ? `${difference.what} ${difference.stage.id}` : difference.what,
  );
const named = (id: string) => ({ id, name: both(id.toUpperCase()) });

describe('two versions of a model', () => {
  it('have nothing to tell when they are the same, whatever the order of keys', () => {
    for (const preset of PRESETS) {
      const turned = JSON.parse(JSON.stringify(preset), (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ) as Model;
      expect(compareModels(preset, turned)).toEqual([]);
    }
  });

  it('differ by name, description, persona and what positions are kept by', () => {
    const before = model([stage('a')], { per: 'brand' });
    const after = model([stage('a')], { name: both('New'), description: both('e'), persona: 'buyer' });
    expect(compareModels(before, after)).toEqual([
      { what: 'name', before: both('Ours'), after: both('New') },
      { what: 'description', before: both('d'), after: both('e') },
      { what: 'persona', before: null, after: 'buyer' },
      { what: 'per', before: 'brand', after: null },
    ]);
  });

  it('tell stages gone, added, renamed and changed', () => {
    const before = model([stage('a'), stage('b')]);
    const renamed = stage('b', { name: both('Bee'), objective: both('p'), action: 'action' });
    expect(compareModels(before, model([stage('n', { enter: bought }), renamed]))).toEqual([
      { what: 'stageRemoved', stage: named('a'), rank: 1, enter: expect.objectContaining({ en: 'viewed a page' }) },
      { what: 'stageAdded', stage: named('n'), rank: 1, enter: expect.objectContaining({ en: 'placed an order' }) },
      { what: 'stageRenamed', stage: { id: 'b', name: both('Bee') }, before: both('B'), after: both('Bee') },
      { what: 'objective', stage: { id: 'b', name: both('Bee') }, before: both('o'), after: both('p') },
      { what: 'action', stage: { id: 'b', name: both('Bee') }, before: 'attention', after: 'action' },
    ]);
  });

  it('tell the fewest stages that moved, and neither an added nor a removed one makes others move', () => {
    const [a, b, c, d] = [stage('a'), stage('b'), stage('c'), stage('d')];
    expect(compareModels(model([a, b, c, d]), model([a, c, d, b]))).toEqual([
      { what: 'stageMoved', stage: named('b'), before: 2, after: 4 },
    ]);
    expect(whats(model([a, b, c]), model([stage('n'), a, b, c]))).toEqual(['stageAdded n']);
    expect(whats(model([a, b, c]), model([b, c]))).toEqual(['stageRemoved a']);
  });

  it('say rules in words of both languages, with what definitions are called', () => {
    const ask: Rule = { segment: 'vip' };
    const names = { ...noNames, segments: { vip: { en: 'Best', fr: 'Meilleurs' } } };
    const before = model([stage('a', { enter: bought })]);
    expect(compareModels(before, model([stage('a', { enter: ask })]), names)).toEqual([
      {
        what: 'enter',
        stage: named('a'),
        before: { en: 'placed an order', fr: 'a passé une commande' },
        after: { en: 'is in the segment “Best”', fr: expect.stringContaining('est dans le segment') },
      },
    ]);
  });

  it('tell ways down that are gone, added, changed, or asked in another order', () => {
    const leaves = (...leave: Stage['leave']) => model([stage('a'), stage('b'), stage('c', { leave })]);
    const [toA, toB] = [
      { when: quiet(30), to: 'a' },
      { when: quiet(60), to: 'b' },
    ];
    expect(whats(leaves(toA), leaves())).toEqual(['leaveRemoved c']);
    expect(whats(leaves(), leaves(toA))).toEqual(['leaveAdded c']);
    expect(whats(leaves(toA, toB), leaves(toB, toA))).toEqual(['leaveOrder c']);
    expect(whats(leaves(toA, toB), leaves(toB))).toEqual(['leaveRemoved c']);
    expect(compareModels(leaves(toA), leaves({ ...toA, when: quiet(90) }))).toEqual([
      {
        what: 'leave',
        stage: named('c'),
        before: { to: named('a'), cycle: false, when: expect.objectContaining({ en: expect.stringContaining('30') }) },
        after: { to: named('a'), cycle: false, when: expect.objectContaining({ en: expect.stringContaining('90') }) },
      },
    ]);
    expect(whats(leaves(toA), leaves({ ...toA, to: 'b' }))).toEqual(['leave c']);
    expect(whats(leaves(toA), leaves({ ...toA, kind: 'cycle' }))).toEqual(['leave c']);
  });

  it('are the same exactly when nothing is told, for any stages in any order', () => {
    const pool = ['a', 'b', 'c', 'd', 'e'].map((id) => stage(id));
    const drawn = fc.shuffledSubarray(pool, { minLength: 1 }).map((stages) => model(stages));
    fc.assert(
      fc.property(drawn, drawn, (before, after) => {
        const told = compareModels(before, after);
        expect(told.length === 0).toBe(JSON.stringify(before) === JSON.stringify(after));
        const counted = (what: string) => told.filter((difference) => difference.what === what).length;
        expect(before.stages.length - counted('stageRemoved') + counted('stageAdded')).toBe(after.stages.length);
      }),
    );
  });
});
