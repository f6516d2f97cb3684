import type { Profile } from '@parcours/core';
import { groupBy } from '../grouping.js';
import { profileId } from '../identity/profileId.js';
import type { OperationalStore, Warehouse } from '../ports.js';
import { lookAround } from '../situate/history.js';
import type { Remembrance } from '../warehouse/historyRow.js';
import * as text from './erasure.sql.js';
import { ownEmails } from './requestErasure.js';

/** An erasure to be carried out. */
export interface ErasureTask {
  readonly id: string;
  readonly workspace_id: string;
  readonly customer_id: string;
}

/** One customer to be erased. */
export interface Person {
  readonly erasureId: string;
  readonly customerId: string;
  /** Identifiers that are theirs alone. */
  readonly own: readonly (Profile & { readonly id: string })[];
  readonly emails: ReadonlySet<string>;
}

/** All that goes with some customers of a workspace, and whom it concerns besides. */
export interface Gathered {
  readonly persons: readonly Person[];
  /** What they did, unsigned, on devices that are others' too; by log id and messageId within the device's profile. */
  readonly onShared: ReadonlyMap<string, readonly Remembrance[]>;
  /** Customers to be folded anew without them. */
  readonly others: readonly string[];
  /** Profiles of all concerned. */
  readonly around: readonly string[];
}

export interface GatherPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
}

const emailOf = ({ type, properties }: Remembrance): string[] => {
  const email = type === 'identify' ? properties['email'] : undefined;
  return typeof email === 'string' && email.trim() !== '' ? [email] : [];
};

const addressesOf = async (
  { operational }: GatherPorts,
  workspaceId: string,
  customerIds: readonly string[],
  own: Person['own'],
  history: readonly Remembrance[],
): Promise<Set<string>> => {
  const mine = own.map(({ id }) => id);
  const rows = await operational.query<{ email: string }>(text.emailsOf, [workspaceId, mine]);
  const named = own.map(({ value }) => value).filter((value) => value.includes('@'));
  const all = [...rows.map(({ email }) => email), ...named, ...history.flatMap(emailOf)];
  return ownEmails(operational, workspaceId, customerIds, all);
};

/** Works out, from links and histories as they are, what is to be removed with some customers. Changes nothing. */
export const gatherPersons = async (
  ports: GatherPorts,
  workspaceId: string,
  tasks: readonly ErasureTask[],
): Promise<Gathered> => {
  const asked = tasks.map((task) => task.customer_id);
  const { profiles, histories } = await lookAround(ports, workspaceId, asked);
  const nowOf = new Map(profiles.map((profile) => [profile.profile_id, profile.nowOf]));
  const current = new Set(asked.map((id) => nowOf.get(id) ?? id));
  const everyone = [...asked, ...profiles.filter((one) => current.has(one.nowOf)).map((one) => one.profile_id)];
  const persons: Person[] = [];
  const onShared: Remembrance[] = [];
  for (const { id, customer_id: was } of tasks) {
    const customerId = nowOf.get(was) ?? was;
    const own = profiles
      .filter((profile) => profile.nowOf === customerId && !profile.shared)
      .map(({ profile_id, kind, value }) => ({ id: profile_id, kind, value }));
    const history = histories.get(customerId) ?? [];
    const mine = new Set(own.map((profile) => profile.id));
    const emails = await addressesOf(ports, workspaceId, everyone, own, history);
    persons.push({ erasureId: id, customerId, own, emails });
    onShared.push(
      ...history.filter(
        ({ userId, anonymousId }) =>
          userId === null && !mine.has(profileId(workspaceId, 'anonymous', anonymousId ?? '')),
      ),
    );
  }
  const gone = new Set([
    ...asked,
    ...persons.flatMap(({ customerId, own }) => [customerId, ...own.map(({ id }) => id)]),
  ]);
  const concerned = [...histories.keys(), ...profiles.flatMap((one) => [one.nowOf, one.customer_id, one.profile_id])];
  return {
    persons,
    onShared: groupBy(onShared, ({ anonymousId }) => profileId(workspaceId, 'anonymous', anonymousId ?? '')),
    others: [...new Set(concerned)].filter((id) => !gone.has(id)),
    around: profiles.map((profile) => profile.profile_id),
  };
};
