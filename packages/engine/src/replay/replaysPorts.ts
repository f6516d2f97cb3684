import type { Clock, Log } from '../ports.js';
import type { RunningEngine } from '../situate/runEngine.js';
import type { PartPorts } from './eachPart.js';

export interface ReplaysPorts extends PartPorts {
  readonly log: Pick<Log, 'head'>;
  readonly clock: Clock;
  readonly engine: Pick<RunningEngine, 'exclusive' | 'forget' | 'hold' | 'reached'>;
  readonly onError: (where: string, error: unknown) => void;
}
