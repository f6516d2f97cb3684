export { listVersions } from './listVersions.js';
export { loadDefinitions } from './loadDefinitions.js';
export { type DefinitionPlace, deleteDefinition, restoreDefinition, saveDefinition } from './saveDefinition.js';
export { listSegments, readMoments, readPersonas } from './viewDefinitions.js';
