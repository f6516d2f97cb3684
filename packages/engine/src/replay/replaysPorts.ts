import type { Clock, Log, OperationalStore, Warehouse } from '../ports.js';
import type { RunningEngine } from '../situate/runEngine.js';
import type { Fold } from './eachPart.js';

export interface ReplaysPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'head'>;
  readonly clock: Clock;
  readonly engine: Pick<RunningEngine, 'exclusive' | 'forget' | 'hold' | 'reached'>;
  readonly onError: (where: string, error: unknown) => void;
  /** How many parts may be folded at once, from how many interactions on that is worth it, and how; else all is done here. */
  readonly elsewhere?: { readonly parts: number; readonly from: number; readonly fold: Fold };
}
