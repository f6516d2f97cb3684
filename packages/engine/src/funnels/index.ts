export { listFunnelPeople } from './listFunnelPeople.js';
export { type FunnelMeasured, measureFunnel } from './measureFunnel.js';
export { type FunnelLeft, measureLeft } from './measureLeft.js';
