import type { Changes, Profile, Program } from '@parcours/core';
import type { Listening } from '../flows/listening.js';
import type { Sql } from '../ports.js';
import { isShared, type LiveCustomer, type LiveProfile, newLiveCustomer, Remembered } from './live.js';
import { loadCustomers, loadProfiles } from './loadMemory.js';
import type { Programs } from './programs.js';
import { nothingUnwritten, type Unwritten } from './unwritten.js';

/** How many customers and profiles may be kept in memory between checkpoints. */
export interface MemoryLimits {
  readonly customers: number;
  /** Of all customers on all that is defined: each takes about 750 bytes. */
  readonly standings: number;
  readonly profiles: number;
}

const LIMITS: MemoryLimits = { customers: 100_000, standings: 2_000_000, profiles: 250_000 };

/** What is remembered of one workspace. */
class Space {
  readonly customers = new Remembered<LiveCustomer>(({ dirty, behind }) => !dirty && !behind);
  readonly user = new Remembered<LiveProfile>(({ stored, changed }) => stored && !changed);
  readonly anonymous = new Remembered<LiveProfile>(({ stored, changed }) => stored && !changed);

  constructor(readonly program: Program) {}

  get standings(): number {
    return this.customers.size * this.program.tracks.length;
  }
}

/** What the situate reader knows between checkpoints: profiles, customers, and what is not written yet. */
export class Memory {
  readonly dirty = new Set<LiveCustomer>();
  /** Those whose figures are to be written behind. */
  readonly behind = new Set<LiveCustomer>();
  unwritten = nothingUnwritten();
  /** True when some customer, in memory or in the store, may be waiting for a fold of history. */
  hasStale = true;
  private noted: Set<string> | null = null;
  private readonly spaces = new Map<string, Space>();

  constructor(
    private readonly sql: Sql,
    private readonly programs: Programs,
    readonly listening: Listening,
    private readonly limits: MemoryLimits = LIMITS,
  ) {}

  /** Loads all that is needed to situate interactions of these identifiers, in a few queries. */
  async load(workspaceId: string, named: readonly Profile[]): Promise<void> {
    const space = await this.open(workspaceId);
    const unknown = named.filter(({ kind, value }) => !space[kind].has(value));
    for (const profile of await loadProfiles(this.sql, workspaceId, unknown)) {
      space[profile.kind].set(profile.value, profile);
      if (!profile.stored) this.unwritten.profiles.add(profile);
    }
    const wanted = new Set<string>();
    for (const { kind, value } of named) {
      const profile = this.profile(workspaceId, kind, value);
      if (profile.stored || profile.customerId !== profile.id) wanted.add(profile.customerId);
      if (isShared(profile)) for (const sharer of profile.sharers) wanted.add(sharer);
    }
    await this.loadCustomers(workspaceId, wanted);
  }

  /** Brings customers into memory; those that do not exist yet are made when first asked for. */
  async loadCustomers(workspaceId: string, ids: Iterable<string>): Promise<void> {
    const space = await this.open(workspaceId);
    const missing = [...ids].filter((id) => !space.customers.has(id));
    if (missing.length === 0) return;
    for (const live of await loadCustomers(this.sql, space.program, workspaceId, missing)) {
      space.customers.set(live.id, live);
      if (live.stale && !live.storedStale) this.markStale(live);
    }
  }

  private async open(workspaceId: string): Promise<Space> {
    const known = this.spaces.get(workspaceId);
    if (known) return known;
    const made = new Space(await this.programs.of(workspaceId));
    this.spaces.set(workspaceId, made);
    return made;
  }

  private space(workspaceId: string): Space {
    const space = this.spaces.get(workspaceId);
    if (!space) throw new Error(`workspace ${workspaceId} was not loaded`);
    return space;
  }

  program(workspaceId: string): Program {
    return this.space(workspaceId).program;
  }

  profile(workspaceId: string, kind: Profile['kind'], value: string): LiveProfile {
    const profile = this.space(workspaceId)[kind].get(value);
    if (!profile) throw new Error(`profile ${kind} of workspace ${workspaceId} was not loaded`);
    return profile;
  }

  customer(workspaceId: string, id: string): LiveCustomer {
    const { customers, program } = this.space(workspaceId);
    const known = customers.get(id);
    if (known) return known;
    const made = newLiveCustomer(program, workspaceId, id);
    customers.set(id, made);
    return made;
  }

  touch(live: LiveCustomer): void {
    this.noted?.add(live.id);
    if (live.dirty) return;
    live.dirty = true;
    this.dirty.add(live);
  }

  /** Their positions wait for a fold of the stored history. */
  markStale(live: LiveCustomer): void {
    live.stale = true;
    this.hasStale = true;
    this.touch(live);
  }

  /** Records what a fold changed. */
  changed(live: LiveCustomer, changes: Changes): void {
    if (changes.added.length === 0 && changes.removed.length === 0) return;
    this.unwritten.changes.push({ live, changes });
    this.unwritten.movements += changes.added.length + changes.removed.length;
  }

  /** [FLOW-7] As changed, but by what arrived or by time: flows may begin. */
  moved(live: LiveCustomer, changes: Changes): void {
    this.changed(live, changes);
    if (!this.listening.in(live.workspaceId)) return;
    this.unwritten.causes.push(...this.listening.moved(live.workspaceId, live.id, changes));
  }

  /** A profile has become somebody else's, or has a new link: it stays in memory until the store knows. */
  profileChanged(profile: LiveProfile): void {
    this.noted?.add(profile.id).add(profile.customerId);
    profile.changed = true;
    this.unwritten.changedProfiles.add(profile);
  }

  /** Takes a customer that was merged away out of memory and, at the next checkpoint, out of the store. */
  drop(live: LiveCustomer): void {
    this.noted?.add(live.id);
    this.space(live.workspaceId).customers.delete(live.id);
    this.dirty.delete(live);
    this.behind.delete(live);
    if (live.stored) this.unwritten.gone.push({ workspaceId: live.workspaceId, customerId: live.id });
  }

  /** The customers and profiles something is not committed of, once what is under way has been; from here on whatever happens to others is added. */
  note(): ReadonlySet<string> {
    const { gone, profiles, changedProfiles } = this.unwritten;
    this.noted = new Set([...this.dirty].map(({ id }) => id));
    for (const { customerId } of gone) this.noted.add(customerId);
    for (const { id, customerId } of [...profiles, ...changedProfiles]) this.noted.add(id).add(customerId);
    return this.noted;
  }

  stopNoting(): void {
    this.noted = null;
  }

  /** By id, so that rows go into the store's indexes in their order. */
  takeDirty(): LiveCustomer[] {
    const taken = [...this.dirty].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.dirty.clear();
    return taken;
  }

  /** The figures shown of them are written later. */
  leaveBehind(live: LiveCustomer): void {
    live.behind = true;
    this.behind.add(live);
  }

  takeBehind(): LiveCustomer[] {
    const taken = [...this.behind];
    this.behind.clear();
    for (const live of taken) live.behind = false;
    return taken;
  }

  takeUnwritten(): Unwritten {
    const taken = this.unwritten;
    this.unwritten = nothingUnwritten();
    for (const profile of taken.profiles) profile.stored = true;
    for (const profile of taken.changedProfiles) profile.changed = false;
    return taken;
  }

  /** Forgets customers and profiles whose identity was worked out anew in the store. */
  release(workspaceId: string, customerIds: ReadonlySet<string>, profileIds: ReadonlySet<string>): void {
    for (const id of customerIds) this.noted?.add(id);
    const space = this.spaces.get(workspaceId);
    if (!space) return;
    for (const id of customerIds) {
      const live = space.customers.get(id);
      if (live) this.behind.delete(live);
      space.customers.delete(id);
    }
    for (const profiles of [space.user, space.anonymous]) {
      for (const [value, { id, customerId }] of profiles) {
        if (profileIds.has(id) || customerIds.has(customerId)) profiles.delete(value);
      }
    }
  }

  /** Forgets the oldest of what is safely stored. Only while no batch is being situated and no checkpoint is under way. */
  shrink(): void {
    const spaces = [...this.spaces.values()];
    const standings = spaces.reduce((sum, space) => sum + space.standings, 0);
    const held = spaces.reduce((sum, { customers }) => sum + customers.size, 0);
    shrinkAll(
      spaces.map(({ customers }) => customers),
      Math.min(this.limits.customers, Math.floor((held * this.limits.standings) / Math.max(1, standings))),
    );
    shrinkAll(
      spaces.flatMap(({ user, anonymous }) => [user, anonymous]),
      this.limits.profiles,
    );
  }

  /** Forgets everything of a workspace whose definitions or identities changed in the store. */
  forget(workspaceId: string): void {
    this.programs.forget(workspaceId);
    this.spaces.delete(workspaceId);
  }
}

/** Each gives up its share, so that a fifth less than the most remains. */
const shrinkAll = (all: readonly Pick<Remembered<unknown>, 'size' | 'shrink'>[], most: number): void => {
  const held = all.reduce((sum, { size }) => sum + size, 0);
  if (held > most) for (const one of all) one.shrink(Math.floor((one.size * most * 0.8) / held));
};
