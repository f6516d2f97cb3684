/** What tests of other packages compare with. */
export { historyArbitrary, instantOfLook, interactionOf, lookArbitrary, zoneArbitrary } from './arbitraryHistories.js';
export { EVENTS, modelArbitrary, ruleArbitrary } from './arbitraryModels.js';
export { PATIENCE, RUNS } from './scenes.js';
