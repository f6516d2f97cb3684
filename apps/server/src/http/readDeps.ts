import type { Clock, ModelPreview, OperationalStore, PreviewTask, Warehouse } from '@parcours/engine';
import type { Accounts } from '../accounts/accounts.js';
import type { Gate } from '../accounts/gate.js';

/** What the reading routes work with. */
export interface ReadDeps {
  readonly store: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly gate: Gate;
  readonly version: string;
  /** 'starting' until the roles run. */
  state(): 'starting' | 'running';
  /** Interactions acknowledged and not yet situated, or not yet in the warehouse. */
  lag(): Promise<{ situate: number; warehouse: number }>;
  /** Definitions were saved: whoever folds history again need not wait for the next look. */
  definitionsSaved(): void;
  /** Who would stand where on a draft model. */
  preview(task: PreviewTask): Promise<ModelPreview>;
}
