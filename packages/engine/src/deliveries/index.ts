export { type DeliveryAsked, requestDelivery } from './requestDelivery.js';
export { SEND_LEASE, type SendPorts, sendDeliveries, UNSUBSCRIBE } from './sendDeliveries.js';
export type { Identifier } from './tellCustomer.js';
