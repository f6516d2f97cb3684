import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Parting } from '@parcours/core';
import type { Diagnosis, LinkChange, LogEntry, Replayed, ReplayProgress } from '@parcours/engine';
import type { Addresses, BackedUp } from '@parcours/stores';
import type { CallName, Calls, FromEngine, Start, ToEngine } from './messages.js';
import { spawnThread } from './spawnThread.js';
import { errorTold } from './toldError.js';

type ReplayOptions = Parameters<Calls['replay']>[0];
type BackUpOptions = Parameters<Calls['backUp']>[0];

/** The engine at work on a thread of its own. */
export interface EngineThread extends Omit<Calls, 'replay' | 'backUp'> {
  /** Entries just appended, so that they need not be read back. */
  offer(entries: readonly LogEntry[]): void;
  /** Definitions were saved: their replay need not wait for the next look. */
  definitionsSaved(): void;
  /** An erasure was asked for. */
  erasureRequested(): void;
  replay(options: ReplayOptions, onProgress?: (progress: ReplayProgress) => void): Promise<Replayed>;
  backUp(options: BackUpOptions, onProgress?: (progress: ReplayProgress) => void): Promise<BackedUp>;
}

export interface EngineOptions {
  readonly addresses: Addresses;
  /** Told what went wrong and is tried again. */
  readonly onError: (where: string, error: unknown) => void;
}

interface Asked {
  readonly name: CallName;
  readonly given: unknown;
  readonly onProgress: (progress: ReplayProgress) => void;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  /** True once it was asked of a second thread. */
  again: boolean;
}

const PROGRAM = { bundle: 'engine-thread.mjs', source: 'engine.worker.ts' };
const RETRY = 1_000;
/** Room for the customers kept in memory, and for young objects to die young, in MB. */
const LIMITS = { maxOldGenerationSizeMb: 3072, maxYoungGenerationSizeMb: 384 };

/** Resolves when the thread is ready; rejects when it ends before. */
const readiness = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.on('message', ({ say }: FromEngine) => say === 'ready' && resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the engine's thread ended with code ${code}`)));
  });

class Thread implements EngineThread {
  private worker!: Worker;
  private exited: Promise<void> = Promise.resolve();
  private stopping = false;
  private lastId = 0;
  /** What was asked and is not answered yet. */
  private readonly asked = new Map<number, Asked>();

  constructor(private readonly options: EngineOptions) {}

  async open(): Promise<void> {
    const start: Start = { addresses: this.options.addresses };
    const worker = spawnThread(PROGRAM, start, LIMITS);
    this.worker = worker;
    // what is asked from now on is already on its way to the new thread
    const before = this.lastId;
    this.exited = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (message: FromEngine) => this.hear(message));
    worker.on('error', (error) => this.options.onError('engine', error));
    await readiness(worker);
    void this.exited.then(() => this.reopen());
    this.askAgain(before);
  }

  /** What two threads have failed over is not asked of a third. */
  private askAgain(upTo: number): void {
    for (const [id, asked] of this.asked) {
      if (id > upTo) continue;
      if (asked.again) {
        this.asked.delete(id);
        asked.reject(new Error(`the engine failed twice while it was asked to ${asked.name}`));
        continue;
      }
      asked.again = true;
      this.post({ say: 'call', id, name: asked.name, given: asked.given });
    }
  }

  private async reopen(): Promise<void> {
    while (!this.stopping) {
      await sleep(RETRY);
      if (this.stopping) return;
      try {
        return await this.open();
      } catch (error) {
        this.options.onError('engine', error);
      }
    }
  }

  private post(message: ToEngine): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromEngine): void {
    if (message.say === 'ready') return;
    if (message.say === 'trouble') {
      this.options.onError(message.where, errorTold(message.error));
      return;
    }
    const asked = this.asked.get(message.id);
    if (message.say === 'progress') {
      asked?.onProgress(message.progress);
      return;
    }
    this.asked.delete(message.id);
    if (message.say === 'done') asked?.resolve(message.answer as never);
    else asked?.reject(errorTold(message.error));
  }

  private call<Name extends CallName>(
    name: Name,
    given?: Parameters<Calls[Name]>[0],
    onProgress: Asked['onProgress'] = () => undefined,
  ): ReturnType<Calls[Name]> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.asked.set(id, { name, given, onProgress, resolve, reject, again: false });
      this.post({ say: 'call', id, name, given });
    }) as ReturnType<Calls[Name]>;
  }

  definitionsSaved(): void {
    this.post({ say: 'saved' });
  }
  erasureRequested(): void {
    this.post({ say: 'erase' });
  }
  offer(entries: readonly LogEntry[]): void {
    this.post({ say: 'offer', entries });
  }
  waitFor(logId: number): Promise<void> {
    return this.call('waitFor', logId);
  }
  settle(): Promise<void> {
    return this.call('settle');
  }
  replay(options: ReplayOptions, onProgress?: Asked['onProgress']): Promise<Replayed> {
    return this.call('replay', options, onProgress);
  }
  backUp(options: BackUpOptions, onProgress?: Asked['onProgress']): Promise<BackedUp> {
    return this.call('backUp', options, onProgress);
  }
  diagnose(): Promise<Diagnosis> {
    return this.call('diagnose');
  }
  removeWorkspace(workspaceId: string): Promise<void> {
    return this.call('removeWorkspace', workspaceId);
  }
  changeLink(change: LinkChange): Promise<Parting> {
    return this.call('changeLink', change);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.race([this.call('stop'), this.exited]);
    await this.exited;
  }
}

/**
 * Starts the engine on a thread of its own. Should the thread fail, it is started again and takes up where the stores
 * stand; what was asked of it is asked again.
 */
export const startEngine = async (options: EngineOptions): Promise<EngineThread> => {
  const thread = new Thread(options);
  await thread.open();
  return thread;
};
