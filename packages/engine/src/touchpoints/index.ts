export { countTouchpoints, type TouchpointVolumes } from './countTouchpoints.js';
export { loadTouchpoints, type TouchpointsView } from './loadTouchpoints.js';
export { previewTouchpoints } from './previewTouchpoints.js';
export { resetTouchpoints, restoreTouchpoints, saveTouchpoints } from './saveTouchpoints.js';
