import type { Clock, OperationalStore, Warehouse } from '../ports.js';

/** What is fitted to purchases works with. */
export interface FitPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}

/** What is kept of a workspace's last fit: `took` is how long it took, in ms; `mark` changes whenever what it is made of does. */
export interface KeptFit<Answer> {
  readonly took: number;
  readonly mark: string;
  readonly model: Answer;
}
