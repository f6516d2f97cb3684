export * from './delivery.js';
export * from './purposes.js';
