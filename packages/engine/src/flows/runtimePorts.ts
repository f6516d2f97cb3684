import type { DeliveryAsked } from '../deliveries/requestDelivery.js';
import type { Clock, Log, OperationalStore, Transaction, Warehouse } from '../ports.js';

export interface FlowPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  /** Asks for a message, in the transaction that decides it. */
  readonly request: (sql: Transaction, message: DeliveryAsked) => Promise<unknown>;
}

/** One transaction of them. */
export interface FlowWork extends Omit<FlowPorts, 'operational' | 'clock'> {
  readonly sql: Transaction;
  readonly now: number;
}
