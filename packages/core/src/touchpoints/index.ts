export {
  type Classified,
  LONGEST_PLACE,
  type TouchpointStep,
  touchpointClassifier,
  touchpointSteps,
} from './classify.js';
export { TOUCHPOINT_PRESETS } from './presets.js';
export { readTouchpoints } from './read.js';
export * from './schema.js';
