import { attribute, type Link, linkKey, type ProfileKind, resolvePersons } from '@parcours/core';
import { profileId } from '../identity/profileId.js';
import type { Sql, Warehouse } from '../ports.js';
import { fromHistoryRow, type HistoryRow, type Remembrance } from '../warehouse/historyRow.js';
import { deleteRepeated, readHistories } from '../warehouse/warehouse.sql.js';
import { readLinksAround, readProfiles, readProfilesOfCustomers } from './situate.sql.js';

export interface ProfileRow {
  readonly profile_id: string;
  readonly kind: ProfileKind;
  readonly value: string;
  readonly customer_id: string;
}

/** A set of profiles that no link leaves, with all their interactions, each with the customer it belongs to. */
export interface Neighbourhood {
  readonly profiles: readonly (ProfileRow & { readonly nowOf: string; readonly shared: boolean })[];
  readonly histories: ReadonlyMap<string, readonly Remembrance[]>;
  readonly links: readonly Link[];
}

interface Ports {
  readonly operational: Sql;
  readonly warehouse: Warehouse;
}

const AT_ONCE = 5_000;

/** Links, by key, to be taken for removed or for restored. */
interface AsIf {
  readonly removed?: ReadonlySet<string>;
  readonly restored?: ReadonlySet<string>;
}

/** All profiles reached by links from some, and the links between them; a removed link [ID-8] leads nowhere. */
const closeOver = async (sql: Sql, workspaceId: string, seeds: Iterable<string>, asIf: AsIf) => {
  const ids = new Set(seeds);
  const links: Link[] = [];
  const removed = new Set(asIf.removed);
  let frontier = [...ids];
  while (frontier.length > 0) {
    const around = await sql.query<Link & { removed: boolean }>(readLinksAround, [workspaceId, frontier]);
    for (const link of around) if (link.removed && !asIf.restored?.has(linkKey(link))) removed.add(linkKey(link));
    const counting = around.filter((link) => !removed.has(linkKey(link)));
    links.push(...counting);
    frontier = [...new Set(counting.flatMap(({ a, b }) => [a, b]))].filter((id) => !ids.has(id));
    for (const id of frontier) ids.add(id);
  }
  return { ids, links, removed };
};

const readRows = async (warehouse: Warehouse, workspaceId: string, ids: readonly string[]): Promise<Remembrance[]> => {
  const found: Remembrance[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const profiles = ids.slice(at, at + AT_ONCE);
    for await (const rows of warehouse.stream(readHistories, { workspace: workspaceId, profiles })) {
      for (const row of rows) found.push(fromHistoryRow(row as unknown as HistoryRow));
    }
  }
  return found;
};

/** [POS-2] Of interactions with one messageId the first accepted counts; the others leave the warehouse too. */
const withoutRepeats = (own: readonly Remembrance[]): { kept: Remembrance[]; repeated: Remembrance[] } => {
  const first = new Map<string, Remembrance>();
  for (const interaction of own) {
    const known = first.get(interaction.messageId);
    if (!known || interaction.logId < known.logId) first.set(interaction.messageId, interaction);
  }
  const kept = own.filter((interaction) => first.get(interaction.messageId) === interaction);
  return { kept, repeated: own.filter((interaction) => first.get(interaction.messageId) !== interaction) };
};

const forgetRepeats = async (
  warehouse: Warehouse,
  workspaceId: string,
  repeated: readonly Remembrance[],
): Promise<void> => {
  if (repeated.length === 0) return;
  const name = (kind: ProfileKind, value: string) => profileId(workspaceId, kind, value);
  await warehouse.command(deleteRepeated, {
    workspace: workspaceId,
    profiles: [
      ...new Set(
        repeated.map(({ userId, anonymousId }) =>
          userId === null ? name('anonymous', anonymousId ?? '') : name('user', userId),
        ),
      ),
    ],
    messageIds: repeated.map(({ messageId }) => messageId),
    logIds: repeated.map(({ logId }) => logId),
  });
};

/** A neighbourhood, and the interactions in it that came twice. */
interface Surroundings extends Neighbourhood {
  readonly repeated: readonly Remembrance[];
}

/**
 * Everything that decides where some customers stand: their profiles, all profiles linked to those, and all interactions.
 * Changes nothing.
 */
export const lookAround = async (
  { operational, warehouse }: Ports,
  workspaceId: string,
  customerIds: readonly string[],
  asIf: AsIf = {},
): Promise<Surroundings> => {
  const own = await operational.query<ProfileRow>(readProfilesOfCustomers, [workspaceId, customerIds]);
  const seeds = [...customerIds, ...own.map((row) => row.profile_id)];
  const { ids, links, removed } = await closeOver(operational, workspaceId, seeds, asIf);
  const rows = await operational.query<ProfileRow>(readProfiles, [workspaceId, [...ids]]);
  const persons = resolvePersons(links, removed);
  const interactions = await readRows(warehouse, workspaceId, [...ids]);
  const histories = new Map<string, readonly Remembrance[]>();
  const again: Remembrance[] = [];
  const name = (kind: ProfileKind, value: string) => profileId(workspaceId, kind, value);
  for (const [customerId, theirs] of attribute(interactions, name, persons)) {
    const { kept, repeated } = withoutRepeats(theirs);
    histories.set(customerId, kept);
    again.push(...repeated);
  }
  return {
    profiles: rows.map((row) => ({
      ...row,
      nowOf: persons.customerOf(row.profile_id),
      shared: persons.shared.has(row.profile_id),
    })),
    histories,
    links,
    repeated: again,
  };
};

/** The same; what came twice is in the warehouse once afterwards. */
export const readNeighbourhood = async (
  ports: Ports,
  workspaceId: string,
  customerIds: readonly string[],
): Promise<Neighbourhood> => {
  const { repeated, ...found } = await lookAround(ports, workspaceId, customerIds);
  await forgetRepeats(ports.warehouse, workspaceId, repeated);
  return found;
};

/** Until when a shared device's unsigned interactions are whose: the runs of its history, newest last. */
export const spansOf = (workspaceId: string, device: ProfileRow, { histories }: Pick<Neighbourhood, 'histories'>) => {
  const theirs = [...histories].flatMap(([customerId, own]) =>
    own
      .filter(({ userId, anonymousId }) => userId === null && anonymousId === device.value)
      .map(({ time }) => ({ time, customerId })),
  );
  theirs.sort((a, b) => a.time - b.time);
  const runs: { until: number; customerId: string }[] = [];
  for (const { time, customerId } of theirs) {
    const last = runs.at(-1);
    if (last?.customerId === customerId || last?.until === time) last.until = time;
    else runs.push({ until: time, customerId });
  }
  return runs.map((run) => ({ workspaceId, profileId: device.profile_id, ...run }));
};
