import type { Interaction } from '../interaction/interaction.js';
import { compareBytes } from '../interaction/order.js';

export type ProfileKind = 'user' | 'anonymous';

/** One identifier of a customer. */
export interface Profile {
  readonly kind: ProfileKind;
  readonly value: string;
}

/** What an interaction says of who is who. */
type Identifying = Pick<Interaction, 'type' | 'userId' | 'anonymousId' | 'previousId'>;

/** Names a profile; any injective naming will do (the engine uses UUIDs). */
export type NameProfile = (kind: ProfileKind, value: string) => string;

/** `alias` joins two users; `sign_in` ties an anonymous profile `a` to a user `b`. */
export interface Link {
  readonly kind: 'alias' | 'sign_in';
  readonly a: string;
  readonly b: string;
}

/** The profile an interaction is kept under: its user's, else its anonymous one. */
export const profileOf = ({ userId, anonymousId }: Pick<Interaction, 'userId' | 'anonymousId'>): Profile =>
  userId !== null ? { kind: 'user', value: userId } : { kind: 'anonymous', value: anonymousId ?? '' };

/** [ID-2] The links one interaction makes. An alias's previousId may be of either kind, so it counts as both. */
export const linksOf = ({ type, userId, anonymousId, previousId }: Identifying, name: NameProfile): Link[] => {
  if (userId === null) return [];
  const user = name('user', userId);
  const links: Link[] = [];
  if (anonymousId !== null) links.push({ kind: 'sign_in', a: name('anonymous', anonymousId), b: user });
  if (type === 'alias' && previousId !== null) {
    if (previousId !== userId) links.push({ kind: 'alias', a: name('user', previousId), b: user });
    links.push({ kind: 'sign_in', a: name('anonymous', previousId), b: user });
  }
  return links;
};

/** The same link, whichever interactions make it. */
export const linkKey = ({ kind, a, b }: Link): string => `${kind} ${a} ${b}`;

/** Who is who, as a function of the set of links, less those a person removed. */
export interface Persons {
  /** The profile that stands for the person a profile belongs to; itself when nothing joins it. */
  readonly customerOf: (profile: string) => string;
  /** [ID-5] Anonymous profiles that several persons sign in on: they join none. */
  readonly shared: ReadonlySet<string>;
  /** [ID-8] Links that count for nothing, whoever makes them, by key. */
  readonly removed: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

const smaller = (a: string, b: string): string => (compareBytes(a, b) <= 0 ? a : b);

/** [ID-3] [ID-4] [ID-8] Users join by alias alone; an anonymous profile joins the one person it is linked to. */
export const resolvePersons = (links: Iterable<Link>, removed: ReadonlySet<string> = none): Persons => {
  const parent = new Map<string, string>();
  const root = (profile: string): string => {
    let at = profile;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const users = new Map<string, string[]>();
  for (const link of links) {
    const { kind, a, b } = link;
    if (removed.has(linkKey(link))) continue;
    if (kind === 'sign_in') {
      users.set(a, [...(users.get(a) ?? []), b]);
      continue;
    }
    const [one, other] = [root(a), root(b)];
    const first = smaller(one, other);
    parent.set(one, first);
    parent.set(other, first);
  }
  const personOf = new Map<string, string>();
  const shared = new Set<string>();
  for (const [anonymous, signedIn] of users) {
    const persons = new Set(signedIn.map(root));
    if (persons.size === 1) personOf.set(anonymous, [...persons][0] as string);
    else shared.add(anonymous);
  }
  return { customerOf: (profile) => personOf.get(profile) ?? root(profile), shared, removed };
};
