export * from './check.js';
export * from './decide.js';
export * from './draw.js';
export * from './facts.js';
export * from './graph.js';
export * from './schema.js';
export * from './triggers.js';
