import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../interaction/interaction.js';
import { identifiedArbitrary } from '../testing/arbitraryHistories.js';
import { plainProfileId, referenceIdentity } from '../testing/referenceIdentity.js';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { attribute } from './attribute.js';
import { type Link, linkKey, linksOf, resolvePersons } from './resolve.js';

const owners = (interactions: readonly Interaction[]): Map<string, string> =>
  new Map(
    [...attribute(interactions, plainProfileId)].flatMap(([customer, own]) =>
      own.map(({ messageId }) => [messageId, customer] as const),
    ),
  );

const shuffled = identifiedArbitrary.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

const linksIn = (all: readonly Interaction[]): Link[] =>
  all.flatMap((interaction) => linksOf(interaction, plainProfileId));

const ownersWithout = (interactions: readonly Interaction[], removed: readonly Link[]): Map<string, string> => {
  const persons = resolvePersons(linksIn(interactions), new Set(removed.map(linkKey)));
  return new Map(
    [...attribute(interactions, plainProfileId, persons)].flatMap(([customer, own]) =>
      own.map(({ messageId }) => [messageId, customer] as const),
    ),
  );
};

/** A history, some of the links its interactions make, and the same in another order. */
const parted = identifiedArbitrary.chain((all) =>
  fc.tuple(fc.constant(all), fc.subarray(linksIn(all)), fc.shuffledSubarray(all, { minLength: all.length })),
);
const valueOf = (profile: string): string => profile.slice(profile.indexOf(':') + 1);

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

  it('[ID-8] without removed links agrees with the reference, and is a function of both sets', () => {
    fc.assert(
      fc.property(parted, ([all, removed, other]) => {
        const spoken = removed.map(({ kind, a, b }) => ({ kind, from: valueOf(a), to: valueOf(b) }));
        const expected = referenceIdentity(all, plainProfileId, spoken);
        const found = ownersWithout(all, removed);
        expect(found).toEqual(new Map(all.map(({ messageId }, index) => [messageId, expected[index]])));
        expect(ownersWithout(other, [...removed].reverse())).toEqual(found);
      }),
      { numRuns: RUNS * 3 },
    );
  });

  it('[ID-8] a link removed and restored leaves everything as it was', () => {
    fc.assert(
      fc.property(identifiedArbitrary, (all) => {
        expect(ownersWithout(all, [])).toEqual(owners(all));
      }),
      { numRuns: RUNS },
    );
  });
});
