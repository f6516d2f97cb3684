import { type Changes, type Json, type Link, type ProfileKind, type Program, revive, Seen } from '@parcours/core';
import { groupBy } from '../grouping.js';
import { profileId } from '../identity/profileId.js';
import type { Sql } from '../ports.js';
import { keyOf, type LiveCustomer, type LiveProfile, newLiveCustomer, Remembered } from './live.js';
import type { Programs } from './programs.js';
import { readLinks, readProfiles, readStates } from './situate.sql.js';

const MOST_CUSTOMERS = 100_000;
const MOST_PROFILES = 250_000;

/** One identifier as an interaction names it. */
export interface Named {
  readonly workspaceId: string;
  readonly kind: ProfileKind;
  readonly value: string;
}

/** Everything the next checkpoint has to write besides the dirty customers themselves. */
export interface Unwritten {
  readonly links: { workspaceId: string; link: Link }[];
  readonly duplicates: Map<number, number[]>;
  readonly movements: { workspaceId: string; customerId: string; changes: Changes }[];
  readonly gone: { workspaceId: string; customerId: string }[];
  readonly profiles: Set<LiveProfile>;
}

const nothingUnwritten = (): Unwritten => ({
  links: [],
  duplicates: new Map(),
  movements: [],
  gone: [],
  profiles: new Set(),
});

interface LinkRow extends Link {
  /** The customer of user b. */
  readonly customer_id: string;
}

interface StateRow {
  readonly customer_id: string;
  readonly due: number | null;
  readonly stale: boolean;
  readonly state: string;
  readonly seen: Buffer;
  readonly traits: Record<string, Json>;
  readonly trait_order: Record<string, [number, string]>;
  readonly first_seen: number;
  readonly last_seen: number;
}

/** A stored customer brought back; stale when their state can no longer be read [KEEP-4]. */
const liveOf = (program: Program, workspaceId: string, row: StateRow): LiveCustomer => {
  const customer = row.stale ? null : revive(program, row.state);
  const fresh = newLiveCustomer(program, workspaceId, row.customer_id);
  return {
    ...fresh,
    customer: customer ?? fresh.customer,
    seen: Seen.fromBytes(row.seen),
    seenText: { hex: row.seen.toString('hex'), size: row.seen.length / 8 },
    traits: row.traits,
    traitOrder: row.trait_order,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    storedDue: row.due,
    stale: customer === null,
    stored: true,
    traitsChanged: false,
  };
};

/** What the situate reader knows between checkpoints: profiles, customers, and what is not written yet. */
export class Memory {
  readonly customers = new Remembered<LiveCustomer>(MOST_CUSTOMERS, ({ dirty, behind }) => !dirty && !behind);
  readonly dirty = new Set<LiveCustomer>();
  /** Those whose figures are to be written behind. */
  readonly behind = new Set<LiveCustomer>();
  unwritten = nothingUnwritten();
  /** True when some customer, in memory or in the store, may be waiting for a fold of history. */
  hasStale = true;
  private readonly profiles = new Remembered<LiveProfile>(MOST_PROFILES, ({ stored }) => stored);
  private readonly workspaces = new Map<string, Program>();

  constructor(
    private readonly sql: Sql,
    private readonly programs: Programs,
  ) {}

  /** Loads all that is needed to situate interactions of these identifiers, in a few queries. */
  async load(workspaceId: string, named: Iterable<Named>): Promise<void> {
    this.workspaces.set(workspaceId, await this.programs.of(workspaceId));
    const unknown = new Map<string, Named>();
    const wanted = new Set<string>();
    for (const name of named) {
      const profile = this.profiles.get(nameKey(name));
      if (profile) {
        wanted.add(profile.customerId);
        if (isShared(profile)) for (const sharer of profile.sharers) wanted.add(sharer);
      } else unknown.set(profileId(workspaceId, name.kind, name.value), name);
    }
    if (unknown.size > 0) await this.loadProfiles(workspaceId, unknown, wanted);
    await this.loadCustomers(workspaceId, wanted);
  }

  private async loadProfiles(workspaceId: string, unknown: Map<string, Named>, wanted: Set<string>): Promise<void> {
    const ids = [...unknown.keys()];
    const rows = await this.sql.query<{ profile_id: string; customer_id: string }>(readProfiles, [workspaceId, ids]);
    const customerOf = new Map(rows.map((row) => [row.profile_id, row.customer_id]));
    const links =
      rows.length > 0 ? await this.sql.query<LinkRow>(readLinks, [workspaceId, [...customerOf.keys()]]) : [];
    const linksOf = groupBy(links, ({ a }) => a);
    for (const [id, { kind, value }] of unknown) {
      const customerId = customerOf.get(id);
      const own = linksOf.get(id) ?? [];
      const profile: LiveProfile = {
        workspaceId,
        id,
        kind,
        value,
        customerId: customerId ?? id,
        links: new Set(own.map(linkKey)),
        sharers: new Set(own.map((link) => link.customer_id)),
        stored: customerId !== undefined,
      };
      this.profiles.set(nameKey({ workspaceId, kind, value }), profile);
      if (isShared(profile)) for (const sharer of profile.sharers) wanted.add(sharer);
      if (customerId !== undefined) wanted.add(customerId);
      else this.unwritten.profiles.add(profile);
    }
  }

  /** Brings customers into memory; those that do not exist yet are made when first asked for. */
  async loadCustomers(workspaceId: string, ids: Iterable<string>): Promise<void> {
    const missing = [...ids].filter((id) => !this.customers.has(keyOf(workspaceId, id)));
    if (missing.length === 0) return;
    const program = await this.programs.of(workspaceId);
    this.workspaces.set(workspaceId, program);
    const rows = await this.sql.query<StateRow>(readStates, [workspaceId, missing]);
    for (const row of rows) {
      const live = liveOf(program, workspaceId, row);
      this.customers.set(keyOf(workspaceId, row.customer_id), live);
      if (live.stale && !row.stale) this.markStale(live);
    }
  }

  program(workspaceId: string): Program {
    const program = this.workspaces.get(workspaceId);
    if (!program) throw new Error(`workspace ${workspaceId} was not loaded`);
    return program;
  }

  profile(name: Named): LiveProfile {
    const profile = this.profiles.get(nameKey(name));
    if (!profile) throw new Error(`profile ${name.kind} of workspace ${name.workspaceId} was not loaded`);
    return profile;
  }

  customer(workspaceId: string, id: string): LiveCustomer {
    const key = keyOf(workspaceId, id);
    const known = this.customers.get(key);
    if (known) return known;
    const made = newLiveCustomer(this.program(workspaceId), workspaceId, id);
    this.customers.set(key, made);
    return made;
  }

  touch(live: LiveCustomer): void {
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
    for (const { model, value } of [...changes.added, ...changes.removed]) live.moved.add(`${model}\n${value}`);
    this.unwritten.movements.push({ workspaceId: live.workspaceId, customerId: live.id, changes });
  }

  /** Takes a customer that was merged away out of memory and, at the next checkpoint, out of the store. */
  drop(live: LiveCustomer): void {
    this.customers.delete(keyOf(live.workspaceId, live.id));
    this.dirty.delete(live);
    this.behind.delete(live);
    if (live.stored) this.unwritten.gone.push({ workspaceId: live.workspaceId, customerId: live.id });
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
    return taken;
  }

  /** Forgets customers and profiles whose identity was worked out anew in the store. */
  release(workspaceId: string, customerIds: ReadonlySet<string>, profileIds: ReadonlySet<string>): void {
    for (const id of customerIds) {
      const live = this.customers.get(keyOf(workspaceId, id));
      if (live) this.behind.delete(live);
      this.customers.delete(keyOf(workspaceId, id));
    }
    for (const [key, profile] of this.profiles) {
      if (profile.workspaceId === workspaceId && (profileIds.has(profile.id) || customerIds.has(profile.customerId))) {
        this.profiles.delete(key);
      }
    }
  }

  /** After a checkpoint: forgets the oldest of what is safely stored. */
  shrink(): void {
    this.customers.shrink();
    this.profiles.shrink();
  }

  /** Forgets everything of a workspace whose definitions or identities changed in the store. */
  forget(workspaceId: string): void {
    this.programs.forget(workspaceId);
    this.workspaces.delete(workspaceId);
    for (const [key, { workspaceId: of }] of this.customers) if (of === workspaceId) this.customers.delete(key);
    for (const [key, { workspaceId: of }] of this.profiles) if (of === workspaceId) this.profiles.delete(key);
  }
}

/** [ID-5] A device on which several persons sign in: it has users, and joined none of them. */
export const isShared = (profile: LiveProfile): boolean =>
  profile.kind === 'anonymous' && profile.customerId === profile.id && profile.links.size > 1;

export const nameKey = ({ workspaceId, kind, value }: Named): string =>
  `${kind === 'user' ? 'u' : 'a'}${workspaceId}\n${value}`;

export const linkKey = ({ kind, a, b }: Link): string => `${kind} ${a} ${b}`;
