import { readRule } from '@parcours/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/client.js';
import {
  comparisonOf,
  firstTest,
  isComplete,
  OPERATORS,
  operatorsFor,
  scalarOf,
  testsOf,
  valueFor,
} from './comparisons.js';
import { readSpan, UNITS, writeSpan } from './durations.js';
import { beginWith, FORM_GROUPS, type Form, formOf } from './forms.js';
import { record, redo, startHistory, undo } from './history.js';
import { problemsAt, problemsOf, problemsWithin } from './problems.js';
import { eventsOf, NO_VOCABULARY, namesIn, type Property, type Vocabulary } from './vocabulary.js';

const property = (name: string, types: Property['types'], values: Property['values'] = []): Property => ({
  name,
  types,
  values,
});
const vocabulary: Vocabulary = {
  events: [
    { event: 'Page Viewed', interactions: 9, properties: [property('path', ['text'], ['/'])] },
    {
      event: 'Order Completed',
      interactions: 4,
      properties: [property('currency', ['text'], ['EUR']), property('total', ['number'], [5, 80, 20])],
    },
    { event: 'Tea Poured', interactions: 12, properties: [] },
  ],
  traits: [property('country', ['text'], ['FR', 'BE'])],
  models: [{ id: 'm', name: { en: 'M', fr: 'M' }, stages: [{ id: 's', name: { en: 'S', fr: 'É' } }] }],
  segments: [{ id: 'vip', name: { en: 'VIP', fr: 'VIP' } }],
  personas: [{ id: 'p', name: { en: 'P', fr: 'P' } }],
};
const FORMS = Object.values(FORM_GROUPS).flat() as Form[];

describe('durations', () => {
  it('are read in one unit and written as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(...UNITS), (amount, unit) => {
        expect(readSpan(writeSpan({ amount, unit }))).toEqual({ amount, unit });
      }),
    );
  });

  it('of several units are left as they are', () => {
    expect(readSpan('P1M15D')).toBeNull();
    expect(readSpan('P1DT2H')).toBeNull();
    expect(readSpan('')).toBeNull();
  });
});

describe('comparisons', () => {
  it('are taken apart into tests and put together again', () => {
    const comparison = { equals: 'a', gte: 2, lt: 9, in: ['a', 'b'], exists: true };
    expect(comparisonOf(testsOf(comparison))).toEqual(comparison);
    expect(testsOf({ exists: false })).toEqual([{ operator: 'missing', value: false }]);
    expect(comparisonOf([{ operator: 'missing', value: false }])).toEqual({ exists: false });
  });

  it('offer what fits the values that were seen', () => {
    expect(operatorsFor(property('total', ['number']))[0]).toBe('gte');
    expect(operatorsFor(property('total', ['number']))).not.toContain('contains');
    expect(operatorsFor(property('vip', ['boolean']))).toEqual(['equals', 'exists', 'missing']);
    expect(operatorsFor(property('unknown', []))).toEqual(OPERATORS);
  });

  it('keep a typed value of the type the property has', () => {
    expect(scalarOf('80', property('total', ['number'], [80]))).toBe(80);
    expect(scalarOf('12,5', property('total', ['number']))).toBe(12.5);
    expect(scalarOf('80', property('code', ['text']))).toBe('80');
    expect(scalarOf('true', property('vip', ['boolean'], [true]))).toBe(true);
  });

  it('begin with a value that can be sent, whatever the operator and the property', () => {
    const types = fc.subarray(['text', 'number', 'boolean', 'list', 'object'] as const);
    fc.assert(
      fc.property(types, fc.constantFrom(...OPERATORS), fc.oneof(fc.integer(), fc.boolean()), (some, operator, was) => {
        const value = valueFor(operator, property('a', [...some], ['seen', 3]), was);
        expect(isComplete({ operator, value })).toBe(true);
        expect('ok' in readRule({ trait: { name: 'a', ...comparisonOf([{ operator, value }]) } })).toBe(true);
      }),
    );
    expect(firstTest(property('total', ['number'], [5, 80, 20]))).toEqual({ operator: 'gte', value: 20 });
  });

  it('wait for a text to compare with', () => {
    expect(isComplete({ operator: 'contains', value: '' })).toBe(false);
    expect(isComplete({ operator: 'in', value: [] })).toBe(false);
  });
});

describe('the forms of conditions', () => {
  it.each(FORMS)('%s begins as a rule that holds together, true to what was seen', (form) => {
    const leaf = beginWith(form, vocabulary);
    expect(leaf && formOf(leaf)).toBe(form);
    expect(readRule(leaf)).toEqual({ ok: leaf });
  });

  it.each(FORMS)('%s begins as a rule also where nothing was seen yet, or is not offered', (form) => {
    const leaf = beginWith(form, NO_VOCABULARY);
    if (['segment', 'persona', 'position'].includes(form)) expect(leaf).toBeNull();
    else expect(readRule(leaf)).toEqual({ ok: leaf });
  });

  it('keep the interaction, its conditions and its window when they change', () => {
    const before = { did: { event: 'Tea Poured', within: 'P7D', where: [{ property: 'hot', equals: true }] } };
    expect(beginWith('sum', vocabulary, before)).toMatchObject({ sum: before.did });
    expect(beginWith('quiet', vocabulary, before)).toEqual({ quiet: { for: 'P7D', event: 'Tea Poured' } });
    const sequence = beginWith('sequence', vocabulary, before);
    expect(sequence).toMatchObject({ sequence: { steps: [{ event: 'Tea Poured' }, {}], within: 'P7D' } });
    expect(sequence && beginWith('did', vocabulary, sequence)).toEqual(before);
  });
});

describe('what was done', () => {
  it('can be undone and done again, until something else is done', () => {
    const done = record(record(startHistory(1), 2), 3);
    expect(undo(done)).toEqual({ past: [1], now: 2, future: [3] });
    expect(redo(undo(done))).toEqual(done);
    expect(record(undo(done), 4)).toEqual({ past: [1, 2], now: 4, future: [] });
    expect(record(done, 3)).toEqual(done);
    expect(undo(startHistory(1))).toEqual(startHistory(1));
  });
});

describe('problems', () => {
  const message = { en: 'no', fr: 'non' };
  const problems = [
    { path: ['all', 0, 'did', 'event'], code: 'a', message },
    { path: ['all', 10], code: 'b', message },
    { path: [], code: 'c', message },
  ];

  it('are found at their place and below it', () => {
    expect(problemsWithin(problems, ['all', 0]).map(({ code }) => code)).toEqual(['a']);
    expect(problemsWithin(problems, ['all', 1])).toEqual([]);
    expect(problemsAt(problems, []).map(({ code }) => code)).toEqual(['c']);
  });

  it('come with a refusal, told from the rule on', () => {
    const refused = new ApiError(422, 'definition.invalid', '', [{ path: ['rule', 'all', 0], code: 'a', message }]);
    expect(problemsOf(refused, ['rule'])).toEqual([{ path: ['all', 0], code: 'a', message }]);
    expect(problemsOf(new ApiError(500, 'x', '', 'nonsense'))).toEqual([]);
    expect(problemsOf(new Error('x'))).toEqual([]);
  });
});

describe('the vocabulary', () => {
  it('lists what was seen first, the most frequent before the others', () => {
    const events = eventsOf(vocabulary).map(({ event }) => event);
    expect(events.slice(0, 3)).toEqual(['Tea Poured', 'Page Viewed', 'Order Completed']);
    expect(new Set(events).size).toBe(events.length);
    expect(events).toContain('Product Reviewed');
  });

  it('names definitions for the sentence', () => {
    expect(namesIn(vocabulary).stages['m']?.['s']?.fr).toBe('É');
  });
});
