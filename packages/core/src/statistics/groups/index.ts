export { chanceFrom } from './chance.js';
export * from './findGroups.js';
export type { Bound } from './separate.js';
