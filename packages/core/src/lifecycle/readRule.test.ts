import { describe, expect, it } from 'vitest';
import { readRule } from './readRule.js';

const placesOf = (input: unknown): string[] => {
  const reading = readRule(input);
  return 'problems' in reading ? reading.problems.map(({ path }) => path.join('.')) : [];
};

describe('readRule', () => {
  it('gives the rule when it can be used', () => {
    const rule = { all: [{ did: { event: 'Order Completed' } }, { not: { quiet: { for: 'P60D' } } }] };
    expect(readRule(rule)).toEqual({ ok: rule });
  });

  it.each([
    [{ all: [{ did: { event: '' } }] }, 'all.0.did.event'],
    [{ any: [{ trait: { name: 'a' } }] }, 'any.0.trait'],
    [{ not: { quiet: { for: 'soon' } } }, 'not.quiet.for'],
    [{ sum: { event: 'a', property: 'b', atLeast: 5, atMost: 1 } }, 'sum.atMost'],
    [{ all: [] }, 'all'],
    ['nonsense', ''],
  ])('says what is wrong with %j at its place', (input, place) => {
    expect(placesOf(input)).toContain(place);
  });

  it('refuses what is nested too deep, in a sentence of both languages', () => {
    const deep = Array.from({ length: 200 }).reduce<unknown>((rule) => ({ not: rule }), { quiet: { for: 'P1D' } });
    const reading = readRule(deep);
    expect('problems' in reading && reading.problems[0]?.message.fr).toMatch(/emboîté/);
  });
});
