export { listCustomers } from './listCustomers.js';
export { listMovements } from './listMovements.js';
export { listTimeline } from './listTimeline.js';
export { readCustomer } from './readCustomer.js';
export type { ReadPorts } from './readPorts.js';
export { resolveCustomer } from './resolveCustomer.js';
