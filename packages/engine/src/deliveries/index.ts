export type { Identifier } from '../collect/tellOfCustomer.js';
export { type DeliveryAsked, requestDelivery } from './requestDelivery.js';
export { SEND_LEASE, type SendPorts, sendDeliveries, UNSUBSCRIBE } from './sendDeliveries.js';
