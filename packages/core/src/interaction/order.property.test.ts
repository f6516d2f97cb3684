import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { compareBytes, compareOrder, type Ordered } from './order.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // neighbours of the surrogates, where UTF-16 and UTF-8 disagree
  fc.string({
    unit: fc.constantFrom(
      'a',
      '\u07ff',
      '\u0800',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '\u{10000}',
      '\u{1f600}',
      '\u{10ffff}',
    ),
  }),
);

describe('order', PATIENCE, () => {
  it('[ORDER-2] texts are ordered as their UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(bytes(a), bytes(b)));
      }),
      { numRuns: RUNS * 10 },
    );
  });

  it('[ORDER-1] sorting any permutation gives one order', () => {
    const ordered: fc.Arbitrary<Ordered> = fc.record({
      time: fc.nat({ max: 2 }),
      rank: fc.nat({ max: 5 }),
      messageId: text,
    });
    const shuffled = fc
      .uniqueArray(ordered, { selector: ({ time, rank, messageId }) => `${time} ${rank} ${messageId}` })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        expect([...a].sort(compareOrder)).toEqual([...b].sort(compareOrder));
      }),
      { numRuns: RUNS },
    );
  });
});
