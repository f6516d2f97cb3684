export type { Identifier } from '../collect/tellOfCustomer.js';
export type { SendPorts } from './delivery.js';
export { listDeliveries } from './listDeliveries.js';
export { noteClicked, noteOpened, whereLinkLeads } from './noteFollowed.js';
export { messageId } from './readyDelivery.js';
export { type DeliveryAsked, requestDelivery } from './requestDelivery.js';
export { runDeliveries } from './runDeliveries.js';
export { SEND_LEASE, sendDeliveries } from './sendDeliveries.js';
