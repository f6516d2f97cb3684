export * from './api/schemas.js';
export * from './interaction/interaction.js';
export * from './interaction/order.js';
export * from './lifecycle/schema.js';
export * from './position/types.js';
export * from './position/velocity.js';
export * from './rule/schema.js';
export * from './time/duration.js';
