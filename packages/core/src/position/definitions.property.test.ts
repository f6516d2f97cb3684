import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import { caseArbitrary, foldedCase, referredCase } from '../testing/situations.js';

describe('the fold of all definitions agrees with the reference', PATIENCE, () => {
  it('[SEG-1] [SEG-2] [SEG-3] [REF-1] [REF-2] [REF-3] [REF-4] [REF-5] [BIND-1] [STR-1] [STR-2] [STR-3] [MOVE-6] at random', () => {
    fc.assert(
      fc.property(caseArbitrary(), (one) => {
        expect(foldedCase(one)).toEqual(referredCase(one));
      }),
      { numRuns: RUNS },
    );
  });
});
