import { expect, test } from 'vitest';
import { returnsIn, startIn } from './start.js';

test('a beginning is an interaction, a stage or a segment; what the address says badly is none', () => {
  const known = [
    { rule: { did: { event: 'Order Completed' } } },
    { stage: { model: 'aidar', stage: 'customer' } },
    { segment: 'vip' },
  ];
  expect(known.map((start) => startIn(JSON.stringify(start)))).toEqual(known);
  for (const text of [undefined, '{', '{}', '{"rule":{}}', '{"rule":null}', '{"segment":"V I P"}', '[]'])
    expect([text, startIn(text)]).toEqual([text, null]);
});

test('coming back is an interaction, or any', () => {
  expect(returnsIn('{"event":"A"}')).toEqual({ event: 'A' });
  expect([returnsIn(undefined), returnsIn('"A"')]).toEqual([null, null]);
});
