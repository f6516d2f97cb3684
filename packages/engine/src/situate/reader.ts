import { advance, type Program } from '@parcours/core';
import { Listening } from '../flows/listening.js';
import type { RowBatch } from '../ports.js';
import { checkpoint, writeBehind } from './checkpoint.js';
import { Memory } from './memory.js';
import { loadPrograms, type Programs } from './programs.js';
import { byWorkspace, type CustomerRow, Refolding } from './refolding.js';
import { mendCustomers, readDue, readPosition, readUnsettled, readWorkspaces } from './situate.sql.js';
import { situateEntries } from './situateEntries.js';
import type { SituatePorts } from './situatePorts.js';

/** Interactions folded before other work gets a turn. */
const BATCH = 4_000;
const CHECKPOINT_EVERY = 1_000;
/** With a backlog to fold, checkpoints wait longer: the more interactions one state's write stands for, the less each costs. */
const CHECKPOINT_BEHIND = 20_000;
const MOST_DIRTY = 150_000;
/** Movements of one checkpoint: fewer than the million its rows' versions have room for. */
const MOST_MOVEMENTS = 800_000;
/** Rows for the warehouse that may wait for a commit: they go as one block, of a million at most. */
const MOST_ROWS = 900_000;
/** The same in bytes. */
const MOST_GATHERED = 192 * 1024 * 1024;
const FIGURES_EVERY = 15_000;
const FIGURES_BEHIND = 60_000;
const MOST_BEHIND = 100_000;
const AT_ONCE = 2_000;
/** Before all of them. */
const FIRST: UnsettledRow = { generation: -1, customer_id: '00000000-0000-0000-0000-000000000000' };

interface UnsettledRow {
  readonly generation: number;
  readonly customer_id: string;
}

const storedPosition = async ({ operational }: SituatePorts): Promise<number> => {
  const [row] = await operational.query<{ position: number }>(readPosition, ['situate']);
  return row?.position ?? 0;
};

/** The situate reader as steps; the loop that runs them is its only caller. */
export class Situate {
  private readonly programs: Programs;
  private readonly listening: Listening;
  /** Customers folded from history. */
  readonly refolding: Refolding;
  private memory: Memory;
  private committed: number;
  private underWay: Promise<void> = Promise.resolve();
  private lastCheckpoint = 0;
  private lastFigures: number;
  /** By workspace with customers whose state other definitions may have made: up to which they have been folded again. */
  private readonly unsettled = new Map<string, UnsettledRow>();
  /** Workspaces whose replay is under way: who is folded again now would soon be folded again. */
  private readonly held = new Set<string>();
  /** The entry after which rows are being gathered. */
  private gatheredAfter: number;

  private constructor(
    private readonly ports: SituatePorts,
    private position: number,
    private rows: RowBatch,
  ) {
    this.gatheredAfter = position;
    this.programs = loadPrograms(ports.operational);
    this.listening = new Listening(ports.operational);
    this.memory = new Memory(ports.operational, this.programs, this.listening, ports.limits);
    this.committed = position;
    this.lastFigures = ports.clock.now();
    this.refolding = new Refolding(ports, this);
  }

  static async open(ports: SituatePorts): Promise<Situate> {
    await ports.operational.query(mendCustomers);
    const workspaces = await ports.operational.query<{ id: string }>(readWorkspaces);
    const situate = new Situate(ports, await storedPosition(ports), await ports.warehouse.batch('interactions'));
    for (const { id } of workspaces) situate.unsettled.set(id, FIRST);
    return situate;
  }

  /** The last log entry folded, and the last whose outcome is in the store. */
  reached(): { folded: number; committed: number } {
    return { folded: this.position, committed: this.committed };
  }

  program(workspaceId: string): Promise<Program> {
    return this.programs.of(workspaceId);
  }

  currentMemory(): Memory {
    return this.memory;
  }

  /** The commit under way has ended when it resolves. */
  rest(): Promise<void> {
    return this.underWay;
  }

  /** What was made by the definitions of before is made again, in the background. */
  forget(workspaceId: string): void {
    this.memory.forget(workspaceId);
    this.unsettled.set(workspaceId, FIRST);
  }

  /** A workspace's customers, marked in the store, wait for a fold of history. */
  expectStale(): void {
    this.memory.hasStale = true;
  }

  /** Until released, customers of a workspace whose state other definitions made stay as they are. */
  hold(workspaceId: string): () => void {
    this.held.add(workspaceId);
    return () => this.held.delete(workspaceId);
  }

  /** Folds some customers again whose state other definitions made; false when there are none left to fold now. */
  async settleNext(held: ReadonlySet<string> = this.held): Promise<boolean> {
    const { operational, catchUp } = this.ports;
    for (const [workspaceId, after] of this.unsettled) {
      if (held.has(workspaceId)) continue;
      const place = [after.generation, after.customer_id];
      const rows = await operational.query<UnsettledRow>(readUnsettled, [workspaceId, ...place, this.refolding.size]);
      const ids = rows.map(({ customer_id }) => customer_id);
      const last = rows.at(-1);
      if (last === undefined) {
        this.unsettled.delete(workspaceId);
        continue;
      }
      await this.settle();
      await catchUp(this.committed);
      await this.refolding.these(workspaceId, ids);
      this.unsettled.set(workspaceId, last);
      return true;
    }
    return false;
  }

  /** Lets go of what is remembered of some customers and profiles. */
  release(workspaceId: string, customers: readonly string[], profiles: readonly string[]): void {
    this.memory.release(workspaceId, new Set(customers), new Set(profiles));
  }

  /** Folds the next entries of the log; false when there are none. */
  async step(): Promise<boolean> {
    const entries = await this.ports.log.read(this.position, BATCH);
    const last = entries.at(-1);
    if (!last) return false;
    await this.listening.refresh();
    await situateEntries(this.memory, entries, this.rows);
    this.position = last.id;
    const folded = entries.reduce((sum, { size }) => sum + size, 0);
    const behind = folded >= BATCH;
    if (this.checkpointIsDue(behind)) await this.save();
    if (this.figuresAreDue(behind)) await this.writeFigures();
    return true;
  }

  /** Everything folded so far is in the store when this resolves. */
  async settle(): Promise<void> {
    if (this.position > this.committed || this.memory.dirty.size > 0) await this.save();
    await this.underWay;
    if (this.memory.behind.size > 0) await this.writeFigures();
  }

  /** [POS-5] Applies due instants that have come; false when none has. Only called when the backlog is folded. */
  async wakeDue(): Promise<boolean> {
    const { operational, clock } = this.ports;
    const now = clock.now();
    const rows = await operational.query<CustomerRow>(readDue, [now, AT_ONCE]);
    if (rows.length > 0) await this.listening.refresh();
    for (const [workspaceId, ids] of byWorkspace(rows)) {
      await this.memory.loadCustomers(workspaceId, ids);
      for (const id of ids) {
        const live = this.memory.customer(workspaceId, id);
        if (live.stale) continue;
        const { customer, changes } = advance(live.customer, now);
        live.customer = customer;
        this.memory.moved(live, changes);
        this.memory.touch(live);
      }
    }
    await this.settle();
    return rows.length > 0;
  }

  /** After a failure: everything since the last commit is folded again. Should it fail too, it must be repeated before any other step. */
  async restart(): Promise<void> {
    await this.refolding.leave();
    await this.underWay.catch(() => undefined);
    const { operational, warehouse, limits } = this.ports;
    await operational.query(mendCustomers);
    const position = await storedPosition(this.ports);
    const rows = await warehouse.batch('interactions');
    // All at once, or the old memory would be folded into from a new position, or the reverse.
    this.memory = new Memory(operational, this.programs, this.listening, limits);
    this.position = position;
    this.committed = position;
    this.gatheredAfter = position;
    this.rows = rows;
    this.underWay = Promise.resolve();
  }

  private checkpointIsDue(behind: boolean): boolean {
    const waited = this.ports.clock.now() - this.lastCheckpoint;
    if (this.memory.dirty.size > MOST_DIRTY || this.memory.unwritten.movements > MOST_MOVEMENTS) return true;
    if (this.rows.bytes > MOST_GATHERED || this.rows.rows > MOST_ROWS) return true;
    return waited > (behind ? CHECKPOINT_BEHIND : CHECKPOINT_EVERY);
  }

  private figuresAreDue(behind: boolean): boolean {
    const waited = this.ports.clock.now() - this.lastFigures;
    return this.memory.behind.size > MOST_BEHIND || waited > (behind ? FIGURES_BEHIND : FIGURES_EVERY);
  }

  private async save(): Promise<void> {
    await this.underWay;
    this.memory.shrink();
    const { operational, clock, handover, onCommitted } = this.ports;
    const reached = this.position;
    const stretch = { after: this.gatheredAfter, to: reached, rows: this.rows };
    this.rows = await this.ports.warehouse.batch('interactions');
    this.gatheredAfter = reached;
    this.lastCheckpoint = clock.now();
    const { committed } = await checkpoint(
      { operational, memory: this.memory, handover },
      reached,
      this.lastCheckpoint,
    );
    this.underWay = committed.then(() => {
      this.committed = reached;
      if (stretch.to > stretch.after) handover.giveStretch(stretch);
      onCommitted(reached);
    });
    this.underWay.catch(() => undefined);
  }

  private async writeFigures(): Promise<void> {
    await this.underWay;
    this.lastFigures = this.ports.clock.now();
    await writeBehind({ operational: this.ports.operational, memory: this.memory });
  }
}
