export { measurePace } from './measurePace.js';
export { readPace } from './readPace.js';
export { isMeasureDue, measureDue, runPace } from './runPace.js';
