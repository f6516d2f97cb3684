import type { Clock, Log, OperationalStore, Warehouse } from '../ports.js';
import type { Handover } from '../warehouse/handover.js';
import type { MemoryLimits } from './memory.js';

/** What the reader of the log that situates customers works with. */
export interface SituatePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly clock: Clock;
  /** Resolves when the warehouse holds everything up to a log position, and all movements. */
  readonly catchUp: (position: number) => Promise<void>;
  readonly handover: Pick<Handover, 'giveOutbox' | 'giveStretch'>;
  readonly limits?: MemoryLimits | undefined;
  /** Told after each commit. */
  readonly onCommitted: (position: number) => void;
  /** Told when work done beside the loop waits to be applied. */
  readonly onReady: () => void;
}
