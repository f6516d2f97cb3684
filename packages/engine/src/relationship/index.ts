export { measureImpact } from './measureImpact.js';
export { readRelationship } from './readRelationship.js';
