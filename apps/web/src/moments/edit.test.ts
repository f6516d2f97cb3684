import { MOMENT_PRESETS, readRule } from '@parcours/core';
import { expect, test } from 'vitest';
import { draftOf, momentOf, newMoment, ruleOf, withMoment, withoutMoment, withPresets } from './edit.js';

const [praise, complaint] = MOMENT_PRESETS.feedback;

test('a moment is the same after it was opened and kept', () => {
  for (const moment of Object.values(MOMENT_PRESETS).flat()) expect(momentOf(draftOf(moment))).toEqual(moment);
});

test('presets are added once, in the order of the catalogue', () => {
  const some = withPresets({ moments: [] }, ['unsubscribed', 'praise']);
  expect(some.moments.map(({ id }) => id)).toEqual(['praise', 'unsubscribed']);
  expect(withPresets(some, ['praise'])).toEqual(some);
});

test('a moment changes at its place, a new one comes last, and one can go', () => {
  if (!praise || !complaint) throw new Error('the catalogue has lost its reviews');
  const moments = withMoment(withMoment({ moments: [] }, praise), complaint);
  expect(withMoment(moments, { ...praise, weight: 3 }).moments.map(({ weight }) => weight)).toEqual([
    3,
    complaint.weight,
  ]);
  expect(withoutMoment(moments, praise.id).moments).toEqual([complaint]);
});

test('a moment counts to whom it happened by a rule that holds together', () => {
  const draft = newMoment({ en: '', fr: '' }, 'Order Completed', ['moment']);
  expect(draft.id).toBe('moment-2');
  expect(momentOf(draft)).toBeNull();
  const provided = { quiet: { for: 'P1D' } };
  expect(readRule(ruleOf(draft))).toEqual({ ok: { did: { event: 'Order Completed' } } });
  expect(ruleOf({ ...draft, provided })).toEqual({ all: [{ did: { event: 'Order Completed' } }, provided] });
});
