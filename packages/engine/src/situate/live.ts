import { type Customer, type Json, newCustomer, type ProfileKind, type Program, Seen } from '@parcours/core';

/** One identifier as the situate reader remembers it. */
export interface LiveProfile {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: ProfileKind;
  readonly value: string;
  customerId: string;
  /** The links it is `a` of, by `kind a b`. */
  links: ReadonlySet<string>;
  /** [ID-8] Links it would be `a` of had a person not removed them, by the same key. */
  readonly removed: ReadonlySet<string>;
  /** Customers of the users that signed in on it. */
  sharers: ReadonlySet<string>;
  stored: boolean;
  /** True while the store does not know whose it has become, or its links. */
  changed: boolean;
}

/** A customer in memory: the fold's state, the messageIds had, the traits, and what must still be written. */
export interface LiveCustomer {
  readonly workspaceId: string;
  readonly id: string;
  /** The set of definitions the state was made by. */
  readonly generation: number;
  customer: Customer;
  seen: Seen;
  /** The first of the messageIds' fingerprints as the store wants them, and how many they are. */
  seenText: { readonly hex: string; readonly size: number };
  traits: Record<string, Json>;
  /** By trait: time and messageId of the identify that set it. */
  traitOrder: Record<string, [number, string]>;
  firstSeen: number;
  lastSeen: number;
  /** The due instant as stored: at or before the true one. */
  storedDue: number | null;
  stale: boolean;
  /** True when the store says so too. */
  storedStale: boolean;
  stored: boolean;
  traitsChanged: boolean;
  dirty: boolean;
  /** True while the figures shown of them are older than the state stored. */
  behind: boolean;
}

/** Most sets stay empty, and they are many: they are one. */
export const none: ReadonlySet<string> = new Set();

export const newLiveCustomer = (program: Program, workspaceId: string, id: string): LiveCustomer => ({
  workspaceId,
  id,
  generation: program.generation,
  customer: newCustomer(program),
  seen: Seen.empty(),
  seenText: { hex: '', size: 0 },
  traits: {},
  traitOrder: {},
  firstSeen: Number.POSITIVE_INFINITY,
  lastSeen: Number.NEGATIVE_INFINITY,
  storedDue: null,
  stale: false,
  storedStale: false,
  stored: false,
  traitsChanged: true,
  dirty: false,
  behind: false,
});

/** A map that forgets its oldest entries that may go. */
export class Remembered<Value> extends Map<string, Value> {
  constructor(private readonly mayGo: (value: Value) => boolean) {
    super();
  }

  shrink(target: number): void {
    for (const [key, value] of this) {
      if (this.size <= target) return;
      if (this.mayGo(value)) this.delete(key);
    }
  }
}

/** [ID-5] A device on which several persons sign in: it has users, and joined none of them. */
export const isShared = (profile: LiveProfile): boolean =>
  profile.kind === 'anonymous' && profile.links.size > 1 && profile.customerId === profile.id;
