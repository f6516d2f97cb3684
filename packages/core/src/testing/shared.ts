/** What tests of other packages compare with. */
export { historyArbitrary, instantOfLook, interactionOf, lookArbitrary, zoneArbitrary } from './arbitraryHistories.js';
export { ruleArbitrary } from './arbitraryModels.js';
export { PATIENCE, RUNS } from './scenes.js';
