import { expect, test } from 'vitest';
import { NO_VOCABULARY } from '../../rules/edit/vocabulary.js';
import { questionOf, stepsIn, usualSteps } from './steps.js';

const event = (name: string) => ({ event: name, interactions: 3, properties: [] });
const nameOf = () => 'a step';

test('steps come from the address, what it says badly is left aside', () => {
  expect(stepsIn('[[{"event":"A"}],[{"event":"B"},{"event":"C"}],[{"even":"D"}],"E"]')).toEqual([
    [{ event: 'A' }],
    [{ event: 'B' }, { event: 'C' }],
  ]);
  for (const text of [undefined, '', '{', '[]', '[[]]', '"A"']) expect(stepsIn(text)).toBeNull();
});

test('steps to begin with are those of a shop that were seen, else what was seen most, twice', () => {
  const shop = { ...NO_VOCABULARY, events: ['Order Completed', 'Odd', 'Product Viewed'].map(event) };
  expect(usualSteps(shop)).toEqual([[{ event: 'Product Viewed' }], [{ event: 'Order Completed' }]]);
  const rare = { event: 'Product Added', interactions: 1, properties: [] };
  const till = { event: 'Order Completed', interactions: 999, properties: [] };
  const shops = { ...NO_VOCABULARY, events: [rare, till, { ...till, event: 'Odd' }] };
  expect(usualSteps(shops)).toEqual([[{ event: 'Order Completed' }], [{ event: 'Order Completed' }]]);
  const other = { ...NO_VOCABULARY, events: ['Odd', 'Even', 'Third'].map(event) };
  expect(usualSteps(other)).toEqual([[{ event: 'Odd' }], [{ event: 'Odd' }]]);
});

test('a step of several interactions is any of them', () => {
  const steps = [[{ event: 'A' }], [{ event: 'B' }, { event: 'C' }]];
  expect(questionOf({ window: 'P7D', order: 'strict', by: 'channel' }, steps, nameOf)).toEqual({
    steps: [
      { name: 'a step', rule: { did: { event: 'A' } } },
      { name: 'a step', rule: { any: [{ did: { event: 'B' } }, { did: { event: 'C' } }] } },
    ],
    window: 'P7D',
    order: 'strict',
    breakdown: { property: 'channel' },
  });
  expect(questionOf({ window: 'soon', order: 'asc', by: 'persona' }, [], nameOf)).toEqual({
    ...{ steps: [], window: 'P30D', order: 'ordered', breakdown: 'persona' },
  });
});
