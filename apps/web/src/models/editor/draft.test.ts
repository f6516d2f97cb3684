import { type Model, modelSchema, PRESETS, type Rule } from '@parcours/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Action,
  act,
  blankDraft,
  copyOf,
  draftOf,
  idsOf,
  type ModelDraft,
  modelOf,
  placesAlike,
} from './draft.js';
import { begin, type DraftHistory, doing, redo, undo } from './history.js';

const preset = (id: string): Model => PRESETS.find((model) => model.id === id) as Model;
const bought: Rule = { did: { event: 'Order Completed' } };

const text = fc.constantFrom('Visitor', 'Été à Paris', 'Visitor ', '', '42').map((en) => ({ en, fr: en }));
const rule = fc.constantFrom<Rule | null>(bought, { quiet: { for: 'P60D' } }, null);
const part = fc.oneof(
  text.map((name) => ({ name })),
  text.map((objective) => ({ objective })),
  rule.map((enter) => ({ enter })),
  fc.constant({ action: 'desire' as const }),
);
/** An action on whatever stage and clause are there at that moment, sometimes on none. */
const actions: fc.Arbitrary<(draft: ModelDraft) => Action> = fc
  .record({ kind: fc.nat(10), at: fc.nat(6), clause: fc.nat(3), to: fc.integer({ min: -1, max: 7 }), part, text, rule })
  .map(({ kind, at, clause, to, part: changed, text: name, rule: when }) => ({ stages }) => {
    const stage = stages[at]?.key ?? 'nobody';
    const leave = stages[at]?.leave[clause]?.key ?? 'none';
    const all: Action[] = [
      { do: 'addStage' },
      { do: 'copyStage', stage },
      { do: 'removeStage', stage },
      { do: 'moveStage', stage, to },
      { do: 'changeStage', stage, part: changed },
      { do: 'addLeave', stage },
      { do: 'removeLeave', stage, leave },
      { do: 'moveLeave', stage, leave, to },
      { do: 'changeLeave', stage, leave, part: { when, to: stages[Math.max(0, to)]?.key ?? null } },
      { do: 'change', part: { name } },
      { do: 'change', part: { persona: to > 3 ? 'regular' : null } },
    ];
    return all[kind] as Action;
  });
const beginnings = fc.constantFrom(blankDraft, ...PRESETS.map(draftOf));
const doAll = (from: ModelDraft, steps: readonly ((draft: ModelDraft) => Action)[]): DraftHistory =>
  steps.reduce((history, step) => doing(history, step(history.now)), begin(from));
const repeat = (history: DraftHistory, step: (history: DraftHistory) => DraftHistory, times: number): DraftHistory =>
  Array.from({ length: times }).reduce<DraftHistory>(step, history);

describe('a draft', () => {
  test('undone to its beginning it is as it was, and redone it is what it had become', () => {
    fc.assert(
      fc.property(beginnings, fc.array(actions, { maxLength: 60 }), (from, steps) => {
        const done = doAll(from, steps);
        const back = repeat(done, undo, done.past.length);
        expect(back.now).toEqual(from);
        expect(undo(back)).toEqual(back);
        const again = repeat(back, redo, back.future.length);
        expect(again.now).toEqual(done.now);
        expect(redo(again)).toEqual(again);
      }),
    );
  });

  test('whatever is done, keys and ids stay distinct, and no clause leads to a stage that is gone', () => {
    fc.assert(
      fc.property(beginnings, fc.array(actions, { maxLength: 60 }), (from, steps) => {
        const { now } = doAll(from, steps);
        const stages = now.stages.map(({ key }) => key);
        const all = [...stages, ...now.stages.flatMap(({ leave }) => leave.map(({ key }) => key))];
        expect(new Set(all).size).toBe(all.length);
        const ids = [...idsOf(now).values()];
        expect(new Set(ids).size).toBe(ids.length);
        for (const { leave } of now.stages) {
          for (const { to } of leave) expect(to === null || stages.includes(to)).toBe(true);
        }
      }),
    );
  });

  test('what is typed into one text is one step; another text is another', () => {
    const typed = ['V', 'Vi', 'Vis'].map((en): Action => ({ do: 'change', part: { name: { en, fr: en } } }));
    const described: Action = { do: 'change', part: { description: { en: 'D', fr: 'D' } } };
    const done = [...typed, described].reduce(doing, begin(blankDraft));
    expect(done.past).toHaveLength(2);
    expect(undo(done).now.name.en).toBe('Vis');
    // After undoing, typing is a step again.
    const more = doing(undo(done), { do: 'change', part: { name: { en: 'Visi', fr: 'Visi' } } });
    expect(more.past).toHaveLength(2);
    expect(more.future).toEqual([]);
  });

  test.each(PRESETS.map((model) => [model.id, model] as const))('%s comes out as it went in', (id, model) => {
    expect(modelSchema.parse(modelOf(draftOf(model), id))).toEqual(model);
  });

  test('a stage that was saved keeps its id under another name; a new one takes its id from its name', () => {
    const from = draftOf(preset('aidar'));
    const [first] = from.stages;
    const name = { en: 'Lead', fr: 'Piste' };
    const renamed = act(from, { do: 'changeStage', stage: first?.key ?? '', part: { name } });
    const added = act(renamed, { do: 'addStage' });
    const named = act(added, { do: 'changeStage', stage: added.stages.at(-1)?.key ?? '', part: { name } });
    const { stages } = modelOf(named, 'aidar');
    expect(stages[0]).toMatchObject({ id: first?.key, name });
    expect(stages.at(-1)).toMatchObject({ id: 'lead', action: 'recommendation' });
  });

  test('a new way out leads to the stage before, from the first to the second', () => {
    const { stages } = draftOf(preset('ecommerce'));
    const add = (at: number) =>
      act(draftOf(preset('ecommerce')), { do: 'addLeave', stage: stages[at]?.key ?? '' }).stages[at]?.leave.at(-1);
    expect(add(2)?.to).toBe(stages[1]?.key);
    expect(add(0)?.to).toBe(stages[1]?.key);
  });

  test('a copy says so in both languages, and places customers as its source does', () => {
    const source = preset('aidar');
    const copy = copyOf(source, (name, language) => `${name} (${language === 'fr' ? 'copie' : 'copy'})`);
    expect(copy.name).toEqual({ en: `${source.name.en} (copy)`, fr: `${source.name.fr} (copie)` });
    expect(placesAlike(modelOf(copy, 'other'), source)).toBe(true);
    const moved = act(copy, { do: 'moveStage', stage: copy.stages[0]?.key ?? '', to: 2 });
    expect(placesAlike(modelOf(moved, 'other'), source)).toBe(false);
  });
});
