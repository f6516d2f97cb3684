export { listPathPeople } from './listPathPeople.js';
export { measurePaths } from './measurePaths.js';
