export { type ErasedIdentifiers, keepErased } from './erasedIdentifiers.js';
export { allowAgain, listErasures, readErasure } from './listErasures.js';
export { requestErasure } from './requestErasure.js';
export { type ErasuresPorts, type RunningErasures, runErasures } from './runErasures.js';
