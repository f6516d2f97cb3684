export { createKey } from './createKey.js';
export { deleteKey } from './deleteKey.js';
export { type IdentifiedKey, identifyKey } from './identifyKey.js';
export type { ApiKey, KeyKind } from './key.js';
export { listKeys } from './listKeys.js';
