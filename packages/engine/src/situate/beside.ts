import type { Listening } from '../flows/listening.js';
import type { Memory } from './memory.js';
import { applyRefold, type PreparedRefold, prepareRefold, type RefoldPorts } from './refold.js';

export interface Beside {
  readonly ports: RefoldPorts;
  readonly listening: Listening;
  /** Resolves when the warehouse holds everything committed. */
  readonly catchUp: () => Promise<void>;
  /** Told when what was being worked out can be applied. */
  readonly onReady: () => void;
}

/**
 * Customers made anew from history while the log is folded on: what takes long is read and folded beside it, and only
 * replacing what is stored makes others wait. Whoever something happened to meanwhile is left for the next time.
 */
export class RefoldBeside {
  isReady = false;
  private readonly worked: Promise<PreparedRefold[]>;
  private readonly noted: ReadonlySet<string>;

  /** To be begun when nothing is being committed. */
  constructor(
    private readonly beside: Beside,
    private readonly memory: Memory,
    customers: readonly [workspaceId: string, ids: readonly string[]][],
    now: number,
  ) {
    this.noted = memory.note();
    this.worked = this.work(customers, now).finally(() => {
      this.isReady = true;
      beside.onReady();
    });
    this.worked.catch(() => undefined);
  }

  private async work(
    customers: readonly [workspaceId: string, ids: readonly string[]][],
    now: number,
  ): Promise<PreparedRefold[]> {
    await this.beside.catchUp();
    const prepared: PreparedRefold[] = [];
    for (const [workspaceId, ids] of customers) {
      prepared.push(await prepareRefold(this.beside.ports, workspaceId, ids, now));
    }
    return prepared;
  }

  /** Replaces what is stored of those nothing happened to since; false when something happened to all. @throws what working it out threw */
  async apply(): Promise<boolean> {
    const prepared = await this.worked.finally(() => this.memory.stopNoting());
    let applied = false;
    for (const one of prepared) {
      const calm = one.parts.filter(({ ids }) => [...ids].every((id) => !this.noted.has(id)));
      if (calm.length === 0) continue;
      await applyRefold(this.beside.ports.operational, one, calm, this.beside.listening);
      const ids = new Set(calm.flatMap((part) => [...part.ids]));
      this.memory.release(one.workspaceId, ids, ids);
      applied = true;
    }
    return applied;
  }

  /** Resolves when nothing of it is under way any more; nothing comes of it. */
  async leave(): Promise<void> {
    this.memory.stopNoting();
    await this.worked.catch(() => undefined);
  }
}
