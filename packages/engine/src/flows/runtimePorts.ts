import type { Clock, Log, OperationalStore, Transaction, Warehouse } from '../ports.js';

/** A message to be sent once for its cause. */
export interface MessageAsked {
  readonly workspace: string;
  readonly cause: string;
  readonly customer: string;
  readonly content: string;
  readonly channel: 'email';
  readonly purpose: string;
  readonly origin: { readonly kind: 'flow'; readonly id: string; readonly node: string };
  readonly at: number;
}

export interface FlowPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  /** Asks for a message, in the transaction that decides it. */
  readonly request: (sql: Transaction, message: MessageAsked) => Promise<unknown>;
}

/** One transaction of them. */
export interface FlowWork extends Omit<FlowPorts, 'operational' | 'clock'> {
  readonly sql: Transaction;
  readonly now: number;
}
