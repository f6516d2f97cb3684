export { type JourneyMap, measureMap } from './measureMap.js';
