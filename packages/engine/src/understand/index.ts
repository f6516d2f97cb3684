export { admittedConditions } from './conditionsIn.js';
export { type Activity, measureActivity } from './measureActivity.js';
export { type JourneyMap, measureMap } from './measureMap.js';
