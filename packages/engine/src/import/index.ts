export { type CheckedFile, checkFile, type RejectedEvents } from './checkFile.js';
export { inTimeOrder } from './inTimeOrder.js';
export { type Mapping, mappingSchema, parseMapping } from './mapping.js';
export type { ReadEvents } from './readMapped.js';
export { type Settled, type Situated, settleImport } from './settleImport.js';
export { type ImportedChunk, type ImportPorts, type Taken, takeEvents } from './takeEvents.js';
export type { ImportedEvent } from './toMessage.js';
