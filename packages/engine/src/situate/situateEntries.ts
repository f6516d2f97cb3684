import {
  type Fact,
  type JsonObject,
  type Link,
  linkKey,
  linksOf,
  type Profile,
  profileOf,
  readInteractions,
  receive,
  recount,
  type WrittenInteraction,
  writtenFact,
} from '@parcours/core';
import { groupBy } from '../grouping.js';
import type { LogEntry, RowBatch } from '../ports.js';
import { interactionRow } from '../warehouse/interactionRow.js';
import { isShared, type LiveCustomer, type LiveProfile } from './live.js';
import type { Memory } from './memory.js';
import { joinTraits, takeTraits } from './traits.js';

/** Facts gathered for each customer before they are folded together. */
type Incoming = Map<LiveCustomer, Fact[]>;

/** An entry of the log whose interactions have been read. */
interface Opened {
  readonly entry: LogEntry;
  readonly interactions: readonly WrittenInteraction[];
}

/** The identifiers of some interactions, each once. */
const namesIn = (opened: readonly Opened[]): Profile[] => {
  const users = new Set<string>();
  const devices = new Set<string>();
  for (const { interactions } of opened) {
    for (const { userId, anonymousId, previousId, type } of interactions) {
      if (userId !== null) users.add(userId);
      if (anonymousId !== null) devices.add(anonymousId);
      if (type === 'alias' && previousId !== null) {
        users.add(previousId);
        devices.add(previousId);
      }
    }
  }
  return [
    ...[...users].map((value): Profile => ({ kind: 'user', value })),
    ...[...devices].map((value): Profile => ({ kind: 'anonymous', value })),
  ];
};

const loadFor = async (memory: Memory, opened: readonly Opened[]): Promise<void> => {
  for (const [workspaceId, own] of groupBy(opened, ({ entry }) => entry.workspaceId)) {
    await memory.load(workspaceId, namesIn(own));
  }
};

const incomingOf = (incoming: Incoming, live: LiveCustomer): Fact[] => {
  const known = incoming.get(live);
  if (known) return known;
  const made: Fact[] = [];
  incoming.set(live, made);
  return made;
};

/** [ID-4] An anonymous customer signs in: everything theirs becomes the user's. */
const join = (memory: Memory, incoming: Incoming, device: LiveProfile, user: LiveProfile): void => {
  const from = memory.customer(device.workspaceId, device.customerId);
  const into = memory.customer(user.workspaceId, user.customerId);
  device.customerId = user.customerId;
  memory.unwritten.profiles.add(device);
  memory.profileChanged(device);
  if (from.seen.size === 0) {
    memory.drop(from);
    return;
  }
  const waiting = incoming.get(from) ?? [];
  incoming.delete(from);
  const whole = from.customer.checkpoint === null && !from.stale;
  const apart = into.seen.isDisjoint(from.seen);
  if (whole && apart && !into.stale) {
    const { facts, movements } = recount(memory.program(from.workspaceId), from.customer);
    incomingOf(incoming, into).push(...facts, ...waiting);
    memory.changed(from, { added: [], removed: movements });
    memory.drop(from);
  } else {
    // What was theirs is found again, and what they moved taken back, when the user is folded from history.
    memory.markStale(into);
    memory.markStale(from);
  }
  into.seen.join(from.seen);
  joinTraits(into, from);
  into.firstSeen = Math.min(into.firstSeen, from.firstSeen);
  into.lastSeen = Math.max(into.lastSeen, from.lastSeen);
  memory.touch(into);
};

/** A link not known before. The plain sign-in is settled here; everything else by a fold of the history of all concerned. */
const takeLink = (memory: Memory, incoming: Incoming, link: Link, one: LiveProfile, other: LiveProfile): void => {
  const first = one.links.size === 0;
  one.links = new Set([...one.links, linkKey(link)]);
  memory.profileChanged(one);
  memory.unwritten.links.push({ workspaceId: one.workspaceId, link });
  if (link.kind === 'sign_in' && one.customerId === other.customerId) return;
  if (link.kind === 'sign_in' && first) {
    join(memory, incoming, one, other);
    return;
  }
  const concerned = new Set([one.customerId, other.customerId, one.id]);
  for (const id of concerned) memory.markStale(memory.customer(one.workspaceId, id));
  if (link.kind === 'sign_in') {
    one.sharers = new Set([...one.sharers, ...[...concerned].filter((id) => id !== one.id)]);
    one.customerId = one.id;
  }
};

const takeLinks = (memory: Memory, incoming: Incoming, workspaceId: string, interaction: WrittenInteraction): void => {
  const { userId, anonymousId, type } = interaction;
  if (userId === null || (anonymousId === null && type !== 'alias')) return;
  const named = new Map<string, LiveProfile>();
  const name = (kind: 'user' | 'anonymous', value: string): string => {
    const profile = memory.profile(workspaceId, kind, value);
    named.set(profile.id, profile);
    return profile.id;
  };
  for (const link of linksOf(interaction, name)) {
    const [one, other] = [named.get(link.a), named.get(link.b)];
    const key = linkKey(link);
    if (one && other && !one.links.has(key) && !one.removed.has(key)) takeLink(memory, incoming, link, one, other);
  }
};

/** What situating some entries works on. */
interface Work {
  readonly memory: Memory;
  readonly incoming: Incoming;
  /** Gathers what goes to the warehouse. */
  readonly rows: RowBatch;
}

const takeInteraction = (
  { memory, incoming, rows }: Work,
  entry: LogEntry,
  interaction: WrittenInteraction,
  place: number,
): void => {
  const { workspaceId } = entry;
  takeLinks(memory, incoming, workspaceId, interaction);
  const { kind, value } = profileOf(interaction);
  const profile = memory.profile(workspaceId, kind, value);
  const live = memory.customer(workspaceId, profile.customerId);
  if (!live.seen.add(interaction.messageId)) {
    const places = memory.unwritten.duplicates.get(entry.id) ?? [];
    memory.unwritten.duplicates.set(entry.id, [...places, place]);
    return;
  }
  rows.add(interactionRow(entry, interaction, profile.id));
  tellFlows(memory, entry, interaction, live);
  memory.touch(live);
  live.firstSeen = Math.min(live.firstSeen, interaction.time);
  live.lastSeen = Math.max(live.lastSeen, interaction.time);
  if (interaction.type === 'identify') takeTraits(live, interaction, JSON.parse(interaction.properties) as JsonObject);
  const device =
    interaction.anonymousId === null ? null : memory.profile(workspaceId, 'anonymous', interaction.anonymousId);
  // Who signs in by a link that was removed [ID-8] is none of them, and is folded on.
  if (device && isShared(device)) markSharers(memory, device);
  if (!live.stale) incomingOf(incoming, live).push(writtenFact(memory.program(workspaceId).needs, interaction));
};

/** [FLOW-7] An event that a flow waits for; what was imported begins nothing. */
const tellFlows = (
  { listening, unwritten }: Memory,
  { workspaceId, imported, receivedAt }: LogEntry,
  { event, messageId, time, properties }: WrittenInteraction,
  live: LiveCustomer,
): void => {
  if (!listening.in(workspaceId)) return;
  if (imported) {
    unwritten.imports.set(live, receivedAt);
    return;
  }
  if (!listening.hears(workspaceId, event)) return;
  const told = { event, messageId, time, properties: JSON.parse(properties) as JsonObject };
  unwritten.causes.push(...listening.happened(workspaceId, live.id, told));
};

/** Whose a shared device's interactions are depends on all of its users, so all are folded from history. */
const markSharers = (memory: Memory, device: LiveProfile): void => {
  for (const id of [device.customerId, ...device.sharers]) memory.markStale(memory.customer(device.workspaceId, id));
};

/**
 * Situates entries of the log in memory: identities, duplicates, facts folded per customer. Nothing is written: the next
 * checkpoint writes what changed together with the position reached, and `rows` gathers the interactions for the warehouse.
 */
export const situateEntries = async (memory: Memory, entries: readonly LogEntry[], rows: RowBatch): Promise<void> => {
  const opened = entries.map((entry): Opened => ({ entry, interactions: readInteractions(entry.text) }));
  await loadFor(memory, opened);
  const incoming: Incoming = new Map();
  for (const { entry, interactions } of opened) {
    interactions.forEach((interaction, place) =>
      takeInteraction({ memory, incoming, rows }, entry, interaction, place),
    );
  }
  for (const [live, facts] of incoming) {
    if (live.stale) continue;
    const folded = receive(memory.program(live.workspaceId), live.customer, facts);
    if (folded === null) {
      memory.markStale(live);
      continue;
    }
    live.customer = folded.customer;
    memory.moved(live, folded.changes);
  }
};
