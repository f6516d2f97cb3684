import type { Parting } from '@parcours/core';
import type {
  BandPeople,
  BandTask,
  Clock,
  CompareDrivers,
  DiscoverGroups,
  DryRunTask,
  FlowTried,
  Kept,
  LearnPurchases,
  LinkChange,
  Log,
  LogAppender,
  Mailer,
  ModelPreview,
  OperationalStore,
  PreviewTask,
  Tail,
  Warehouse,
} from '@parcours/engine';
import type { Accounts } from '../accounts/accounts.js';
import type { Audit } from '../accounts/audit.js';
import type { Gate } from '../accounts/gate.js';

/** What the reading routes work with. */
export interface ReadDeps {
  readonly store: OperationalStore;
  readonly warehouse: Warehouse;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly gate: Gate;
  readonly audit: Audit;
  /** What refused events that pass after all are appended by. */
  readonly appender: LogAppender;
  readonly tail: Tail;
  /** Answers kept of large workspaces. */
  readonly kept: Kept;
  readonly mailer: Mailer;
  /** The address of this installation, without a slash at its end. */
  base(): string;
  readonly version: string;
  /** 'starting' until the roles run. */
  state(): 'starting' | 'running';
  /** Interactions acknowledged and not yet situated, or not yet in the warehouse. */
  lag(): Promise<{ situate: number; warehouse: number }>;
  /** Definitions were saved: whoever folds history again need not wait for the next look. */
  definitionsSaved(): void;
  /** A customer is to be erased: from here on their events are refused. */
  erasureRequested(): Promise<void>;
  /** Somebody who was erased may come back. */
  erasuresChanged(): Promise<void>;
  changeLink(change: LinkChange): Promise<Parting>;
  /** Who would stand where on a draft model. */
  preview(task: PreviewTask, signal: AbortSignal): Promise<ModelPreview>;
  previewBand(task: BandTask, signal: AbortSignal): Promise<BandPeople>;
  /** What a flow would have done on real history. */
  tryFlow(task: DryRunTask, signal: AbortSignal): Promise<FlowTried>;
  /** What goes with an outcome, worked out beside the thread that answers. */
  readonly compareDrivers: CompareDrivers;
  /** Groups of people who behave alike, found beside the thread that answers. */
  readonly discoverGroups: DiscoverGroups;
  /** Tries what foretells purchases best, and learns it, beside it too. */
  readonly learnPurchases: LearnPurchases;
  /** A workspace counts its days in another time zone: its history is to be folded again. */
  zoneChanged(workspaceId: string): Promise<void>;
  /** A workspace was deleted: nothing of it is to remain anywhere. */
  workspaceDeleted(workspaceId: string): Promise<void>;
}
