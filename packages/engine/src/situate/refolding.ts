import type { Program } from '@parcours/core';
import type { Listening } from '../flows/listening.js';
import { groupBy } from '../grouping.js';
import { RefoldBeside } from './beside.js';
import type { Memory } from './memory.js';
import { applyRefold, prepareRefold } from './refold.js';
import { readStale } from './situate.sql.js';
import type { SituatePorts } from './situatePorts.js';

/** Customers folded at once, at first, at least and at most. */
const FIRST_SIZE = 100;
const FEWEST = 50;
const MOST = 2_000;
/** How long (ms) replacing what is stored of them may take, as the others wait meanwhile, about: so many at a time are folded. */
const TAKES = 150;
/** Where nobody was found waiting, but somebody may not be committed yet, it is looked again so much later (ms). */
const AGAIN = 500;

export interface CustomerRow {
  readonly workspace_id: string;
  readonly customer_id: string;
}
export const byWorkspace = (rows: readonly CustomerRow[]): [string, string[]][] =>
  [...groupBy(rows, ({ workspace_id }) => workspace_id)].map(([id, own]) => [
    id,
    own.map(({ customer_id }) => customer_id),
  ]);

/** What folding from history needs to know of the reader of the log. */
interface Reader {
  currentMemory(): Memory;
  program(workspaceId: string): Promise<Program>;
  reached(): { readonly committed: number };
  /** Everything folded is committed when it resolves. */
  settle(): Promise<void>;
  /** The commit under way has ended. */
  rest(): Promise<void>;
}

/** Customers who are late or were joined, made anew from their whole history. */
export class Refolding {
  /** How many at a time. */
  size = FIRST_SIZE;
  private from = 0;
  private beside: { readonly work: RefoldBeside; readonly customers: number } | null = null;

  constructor(
    private readonly ports: SituatePorts,
    private readonly reader: Reader,
  ) {}

  private get tools() {
    const { operational, warehouse } = this.ports;
    return { operational, warehouse, program: (workspaceId: string) => this.reader.program(workspaceId) };
  }

  /** Some customers, and everyone linked to them; the warehouse must hold everything. */
  async these(workspaceId: string, ids: readonly string[], listening: Listening | null = null): Promise<void> {
    for (let at = 0; at < ids.length; at += MOST) {
      const some = ids.slice(at, at + MOST);
      const prepared = await prepareRefold(this.tools, workspaceId, some, this.ports.clock.now());
      await applyRefold(this.ports.operational, prepared, prepared.parts, listening);
      const concerned = new Set(prepared.parts.flatMap((part) => [...part.ids]));
      this.reader.currentMemory().release(workspaceId, concerned, concerned);
    }
  }

  /** Some of those who wait, nothing else being done meanwhile; false when there are none. */
  async next(): Promise<boolean> {
    await this.leave();
    const memory = this.reader.currentMemory();
    if (!memory.hasStale) return false;
    await this.reader.settle();
    const customers = await this.find();
    if (customers.length === 0) memory.hasStale = false;
    else await this.ports.catchUp(this.reader.reached().committed);
    for (const [workspaceId, ids] of customers) await this.these(workspaceId, ids, memory.listening);
    return customers.length > 0;
  }

  /**
   * The same beside the loop: begins, or replaces what is stored by what came of it; false when there was nothing to do.
   * While the log has more to fold, it gets its share of the time.
   */
  async nextBeside({ isIdle }: { readonly isIdle: boolean }): Promise<boolean> {
    if (this.beside) return this.beside.work.isReady && this.apply(this.beside);
    const { clock, catchUp, onReady } = this.ports;
    const memory = this.reader.currentMemory();
    if (!memory.hasStale || (!isIdle && clock.now() < this.from)) return false;
    await this.reader.rest();
    const customers = await this.find();
    if (customers.length === 0) {
      this.from = clock.now() + AGAIN;
      memory.hasStale = memory.dirty.size > 0;
      return false;
    }
    const { committed } = this.reader.reached();
    const beside = {
      ports: this.tools,
      catchUp: () => catchUp(committed),
      onReady,
      listening: memory.listening,
    };
    const work = new RefoldBeside(beside, memory, customers, clock.now());
    this.beside = { work, customers: customers.reduce((sum, [, ids]) => sum + ids.length, 0) };
    return true;
  }

  /** Nothing comes of what is worked out beside the loop; nothing of it is under way any more. */
  async leave(): Promise<void> {
    const { beside } = this;
    this.beside = null;
    await beside?.work.leave();
  }

  private async apply({ work, customers }: { work: RefoldBeside; customers: number }): Promise<boolean> {
    const { clock } = this.ports;
    const began = clock.now();
    this.beside = null;
    if (!(await work.apply())) return this.next();
    const took = Math.max(1, clock.now() - began);
    const fitting = Math.round(Math.min(MOST, Math.max(FEWEST, (customers * TAKES) / took)));
    if (customers === this.size || fitting < this.size) this.size = fitting;
    // With more of them left, the log gets as much time as they took.
    this.from = clock.now() + took;
    return true;
  }

  private async find(): Promise<[string, string[]][]> {
    return byWorkspace(await this.ports.operational.query<CustomerRow>(readStale, [this.size]));
  }
}
