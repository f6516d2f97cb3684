export { keepValue } from './keepValue.js';
export { listByValue, type ValueList } from './listByValue.js';
export { measureChurn } from './measureChurn.js';
export { type CustomerValue, readCustomerValue } from './readCustomerValue.js';
export { readRfm } from './readRfm.js';
export { readValueModel } from './readValue.js';
export { fitDue, isFitDue, runValue } from './runValue.js';
