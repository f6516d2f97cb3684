import { type Json, type Link, linkKey, type ProfileKind, type Program, revive, Seen } from '@parcours/core';
import { groupBy } from '../grouping.js';
import { profileId } from '../identity/profileId.js';
import type { Sql } from '../ports.js';
import { type LiveCustomer, type LiveProfile, newLiveCustomer, none } from './live.js';
import { readLinks, readProfiles, readStates } from './situate.sql.js';

interface LinkRow extends Link {
  /** The customer of user b. */
  readonly customer_id: string;
  readonly removed: boolean;
}

const setOf = (links: readonly Link[]): ReadonlySet<string> =>
  links.length === 0 ? none : new Set(links.map(linkKey));

interface StateRow {
  readonly customer_id: string;
  readonly due: number | null;
  readonly stale: boolean;
  readonly generation: number;
  readonly state: string;
  readonly seen: Buffer;
  readonly traits: Record<string, Json>;
  readonly trait_order: Record<string, [number, string]>;
  readonly first_seen: number;
  readonly last_seen: number;
}

/** A stored customer brought back; stale when their state can no longer be read [KEEP-4], or other definitions made it. */
const liveOf = (program: Program, workspaceId: string, row: StateRow): LiveCustomer => {
  const fits = !row.stale && row.generation === program.generation;
  const customer = fits ? revive(program, row.state) : null;
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
    storedStale: row.stale,
    stored: true,
    traitsChanged: false,
  };
};

/** The stored customers of some ids; those that do not exist are left out. */
export const loadCustomers = async (
  sql: Sql,
  program: Program,
  workspaceId: string,
  ids: readonly string[],
): Promise<LiveCustomer[]> => {
  const rows = await sql.query<StateRow>(readStates, [workspaceId, ids]);
  return rows.map((row) => liveOf(program, workspaceId, row));
};

/** The profiles of some identifiers; those not stored yet are made, their own customers. */
export const loadProfiles = async (
  sql: Sql,
  workspaceId: string,
  named: readonly { readonly kind: ProfileKind; readonly value: string }[],
): Promise<LiveProfile[]> => {
  const ids = named.map(({ kind, value }) => profileId(workspaceId, kind, value));
  const rows = await sql.query<{ profile_id: string; customer_id: string }>(readProfiles, [workspaceId, ids]);
  const customerOf = new Map(rows.map((row) => [row.profile_id, row.customer_id]));
  const links = rows.length > 0 ? await sql.query<LinkRow>(readLinks, [workspaceId, [...customerOf.keys()]]) : [];
  const linksOf = groupBy(links, ({ a }) => a);
  return named.map(({ kind, value }, place) => {
    const id = ids[place] as string;
    const found = linksOf.get(id) ?? [];
    const own = found.filter(({ removed }) => !removed);
    return {
      workspaceId,
      id,
      kind,
      value,
      customerId: customerOf.get(id) ?? id,
      links: setOf(own),
      removed: setOf(found.filter(({ removed }) => removed)),
      sharers: own.length === 0 ? none : new Set(own.map((link) => link.customer_id)),
      stored: customerOf.has(id),
      changed: false,
    };
  });
};
