export { openTail, type Tail, type Viewer } from './openTail.js';
export { tailFilter } from './tailFilter.js';
