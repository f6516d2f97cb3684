import { expect, test } from 'vitest';
import type { Sentence } from '../api/dashboard.js';
import { type StoryFormat, tellDeparture, tellSentence } from './words.js';

const format = (language: 'en' | 'fr'): StoryFormat => ({
  language,
  number: String,
  money: (value) => `${value} €`,
  day: (date) => date,
  stage: (_, id) => id.toUpperCase(),
});
const sentence = (over: Partial<Sentence>): Sentence => ({
  ...{ kind: 'orders', stage: null, to: null, count: 12, before: 9, amount: 340, amountBefore: 200 },
  ...{ usual: { expected: 10, low: 5, high: 16 }, departure: null },
  open: { view: 'funnel', query: {} },
  ...over,
});
const said = (over: Partial<Sentence>, language: 'en' | 'fr' = 'en'): string => {
  const { lead, compared, usual } = tellSentence(sentence(over), 'aidar', format(language));
  return `${lead.before}[${lead.number}]${lead.after}${compared} ${usual}`;
};

test('[STORY-3] a number, beside the week before and the usual, in both languages', () => {
  expect(said({})).toBe('[12] orders came in, worth 340 €, 3 more than the week before. As usual: between 5 and 16.');
  expect(said({ count: 1, before: 1, amount: 0, usual: null })).toBe(
    '[1] order came in, as many as the week before. What is usual is not known yet.',
  );
  expect(said({ kind: 'flow', stage: 'visitor', to: 'prospect', departure: 'below', count: 1 }, 'fr')).toBe(
    '[1] personne est passée de « VISITOR » à « PROSPECT », soit 8 de moins que la semaine d’avant. Moins que d’habitude : d’ordinaire entre 5 et 16.',
  );
  expect(said({ kind: 'lapsed', amount: null, departure: 'above' })).toMatch(/fell back in silence.*More than usual/);
});

test('a departure is called by what it counts', () => {
  const of = { model: 'aidar', stage: null, to: null, direction: 'below' as const };
  expect(tellDeparture({ ...of, kind: 'activity' }, format('en'))).toBe('Fewer people than usual did something');
  expect(tellDeparture({ ...of, kind: 'flow', to: 'visitor' }, format('en'))).toContain(
    'came onto the journey at “VISITOR”',
  );
  expect(tellDeparture({ ...of, kind: 'flow', stage: 'visitor', to: 'prospect' }, format('fr'))).toContain(
    'de « VISITOR » à',
  );
});
