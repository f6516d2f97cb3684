import type { Parting } from '@parcours/core';
import type {
  BandPeople,
  BandTask,
  Diagnosis,
  DraftEnd,
  DryRunTask,
  FlowTried,
  FoldOrder,
  LinkChange,
  LogEntry,
  ModelPreview,
  PreviewTask,
  Replayed,
  ReplayProgress,
  ReplayTask,
} from '@parcours/engine';
import type { Addresses, BackedUp } from '@parcours/stores';

/** What the engine does when asked, by name: what it is given and what it answers. */
export interface Calls {
  waitFor(logId: number): Promise<void>;
  /** Resolves when everything acknowledged before is situated, committed and in the warehouse. */
  settle(): Promise<void>;
  replay(options: { readonly workspaceId?: string | undefined }): Promise<Replayed>;
  diagnose(): Promise<Diagnosis>;
  /** Writes a backup to an absolute path; `program` is the version that writes it. */
  backUp(options: { readonly file: string; readonly overwrite: boolean; readonly program: string }): Promise<BackedUp>;
  /** Removes all that the stores hold of a deleted workspace, once what was acknowledged of it has been read. */
  removeWorkspace(workspaceId: string): Promise<void>;
  changeLink(change: LinkChange): Promise<Parting>;
  stop(): Promise<void>;
}
export type CallName = keyof Calls;

/** What the thread is started with. */
export interface Start {
  readonly addresses: Addresses;
}

export type ToEngine =
  | { readonly say: 'offer'; readonly entries: readonly LogEntry[] }
  | { readonly say: 'saved' }
  | { readonly say: 'erase' }
  | { readonly say: 'call'; readonly id: number; readonly name: CallName; readonly given: unknown };

/** An error as it crosses threads. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly domain?: { readonly code: string; readonly status: number; readonly details: unknown };
}

export type FromEngine =
  | { readonly say: 'ready' }
  | { readonly say: 'progress'; readonly id: number; readonly progress: ReplayProgress }
  | { readonly say: 'done'; readonly id: number; readonly answer: unknown }
  | { readonly say: 'failed'; readonly id: number; readonly error: ToldError }
  | { readonly say: 'trouble'; readonly where: string; readonly error: ToldError };

/** What a thread that replays one part is started with, and what it says. */
export interface PartStart extends Start {
  readonly task: ReplayTask;
}
export type FromPart =
  | { readonly say: 'progress'; readonly done: Replayed }
  | { readonly say: 'done'; readonly done: Replayed };

/** What a thread that folds by a draft is started with: one part to be kept, or a draft to look at. */
export type DraftStart = Start &
  (
    | FoldOrder
    | { readonly do: 'preview'; readonly task: PreviewTask }
    | { readonly do: 'band'; readonly task: BandTask }
    | { readonly do: 'flow'; readonly task: DryRunTask }
  );
export type FromDraft =
  | { readonly say: 'progress'; readonly interactions: number }
  | { readonly say: 'done'; readonly end: DraftEnd }
  | { readonly say: 'seen'; readonly preview: ModelPreview }
  | { readonly say: 'found'; readonly people: BandPeople }
  | { readonly say: 'tried'; readonly found: FlowTried };
