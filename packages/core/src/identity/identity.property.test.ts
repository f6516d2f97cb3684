import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../interaction/interaction.js';
import { identifiedArbitrary } from '../testing/arbitraryHistories.js';
import { plainProfileId, referenceIdentity } from '../testing/referenceIdentity.js';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { attribute } from './attribute.js';

const owners = (interactions: readonly Interaction[]): Map<string, string> =>
  new Map(
    [...attribute(interactions, plainProfileId)].flatMap(([customer, own]) =>
      own.map(({ messageId }) => [messageId, customer] as const),
    ),
  );

const shuffled = identifiedArbitrary.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

describe('identity', PATIENCE, () => {
  it('[ID-1] [ID-2] [ID-3] [ID-4] [ID-5] [ID-6] agrees with the reference', () => {
    fc.assert(
      fc.property(identifiedArbitrary, (all) => {
        const expected = referenceIdentity(all);
        expect(owners(all)).toEqual(new Map(all.map(({ messageId }, index) => [messageId, expected[index]])));
      }),
      { numRuns: RUNS * 3 },
    );
  });

  it('[ID-7] is a function of the set, not of arrival', () => {
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(owners(other)).toEqual(owners(all));
      }),
      { numRuns: RUNS },
    );
  });
});
