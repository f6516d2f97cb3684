import { PRESETS, type Rule } from '@parcours/core';
import { expect, test } from 'vitest';
import { examplesFor, SEGMENT_EXAMPLES } from './examples.js';
import { type Askers, usesOf } from './usedBy.js';

const name = { en: 'x', fr: 'x' };
const vip: Rule = { not: { all: [{ segment: 'vip' }, { persona: 'runner' }] } };
const [model] = PRESETS;

const askers: Askers = {
  segments: [
    { id: 'vip', name, rule: { quiet: { for: 'P1D' } } },
    { id: 'asks', name, rule: vip },
  ],
  models: model
    ? [
        { ...model, id: 'bound', persona: 'runner' },
        { ...model, id: 'asks', stages: model.stages.map((stage) => ({ ...stage, enter: vip })) },
        model,
      ]
    : [],
  personas: { personas: [{ id: 'runner', name, rule: { segment: 'vip' } }], fallback: { id: 'others', name } },
  moments: [{ id: 'm', name, event: 'e', provided: vip, weight: 1, effect: 'weaken' }],
};

const told = (asked: Parameters<typeof usesOf>[0]) => usesOf(asked, askers).map(({ kind, id }) => `${kind} ${id}`);

test('all that asks for a segment is found, however deep', () => {
  expect(told({ segment: 'vip' })).toEqual(['segment asks', 'model asks', 'personas runner', 'moments m']);
  expect(told({ segment: 'asks' })).toEqual([]);
});

test('all that asks for a persona is found, a model bound to it too', () => {
  expect(told({ persona: 'runner' })).toEqual(['segment asks', 'model bound', 'model asks', 'moments m']);
});

test('examples are those that the interactions seen can answer; all of them where nothing was seen', () => {
  expect(examplesFor([])).toEqual(SEGMENT_EXAMPLES);
  expect(examplesFor(['Product Reviewed']).map(({ id }) => id)).toEqual(['delighted']);
});
