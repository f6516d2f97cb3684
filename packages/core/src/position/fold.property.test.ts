import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manyValuesArbitrary, unorderedArbitrary } from '../testing/arbitraryHistories.js';
import {
  folded,
  lived,
  liveSceneArbitrary,
  PATIENCE,
  RUNS,
  referred,
  type Scene,
  sceneArbitrary,
} from '../testing/scenes.js';

const DAY = 86_400_000;
const agrees = (scene: Scene): void => {
  expect(folded(scene)).toEqual(referred(scene));
};
const afterAll = (history: Scene['history'], days: number): number =>
  Math.max(...history.map(({ time }) => time)) + days * DAY;

describe('the fold agrees with the reference', PATIENCE, () => {
  it('[STAGE-1] [STAGE-2] [STAGE-3] [STAGE-4] [STAGE-5] on random models and histories', () => {
    fc.assert(fc.property(sceneArbitrary(), agrees), { numRuns: RUNS });
  });

  it('[TIME-4] where windows end in another order than they began', () => {
    fc.assert(
      fc.property(unorderedArbitrary, (scene) => agrees({ ...scene, now: afterAll(scene.history, 40) })),
      { numRuns: RUNS },
    );
  });

  it('[PER-1] [PER-3] [PER-4] on models kept per value', () => {
    fc.assert(fc.property(sceneArbitrary({ per: 'k' }), agrees), { numRuns: RUNS });
  });

  it('[PER-2] where there are more values than are kept', () => {
    fc.assert(
      fc.property(manyValuesArbitrary, (scene) => agrees({ ...scene, zone: 'UTC', now: afterAll(scene.history, 9) })),
      { numRuns: Math.ceil(RUNS / 12) },
    );
  });

  it('[KEEP-1] live, on histories long enough for a checkpoint', () => {
    fc.assert(
      fc.property(liveSceneArbitrary({ least: 66, most: 110 }), (scene) => {
        expect(lived(scene)).toEqual(referred(scene));
      }),
      { numRuns: Math.ceil(RUNS / 12) },
    );
  });
});
