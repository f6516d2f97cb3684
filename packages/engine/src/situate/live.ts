import { type Customer, type Json, newCustomer, type ProfileKind, type Program, Seen } from '@parcours/core';

/** One identifier as the situate reader remembers it. */
export interface LiveProfile {
  readonly workspaceId: string;
  readonly id: string;
  readonly kind: ProfileKind;
  readonly value: string;
  customerId: string;
  /** The links it is `a` of, by `kind a b`. */
  readonly links: Set<string>;
  /** Customers of the users that signed in on it. */
  readonly sharers: Set<string>;
  stored: boolean;
}

/** A customer in memory: the fold's state, the messageIds had, the traits, and what must still be written. */
export interface LiveCustomer {
  readonly workspaceId: string;
  readonly id: string;
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
  stored: boolean;
  traitsChanged: boolean;
  /** Models (and values) whose position is to be written. */
  readonly moved: Set<string>;
  dirty: boolean;
  /** True while the figures shown of them are older than the state stored. */
  behind: boolean;
}

export const newLiveCustomer = (program: Program, workspaceId: string, id: string): LiveCustomer => ({
  workspaceId,
  id,
  customer: newCustomer(program),
  seen: Seen.empty(),
  seenText: { hex: '', size: 0 },
  traits: {},
  traitOrder: {},
  firstSeen: Number.POSITIVE_INFINITY,
  lastSeen: Number.NEGATIVE_INFINITY,
  storedDue: null,
  stale: false,
  stored: false,
  traitsChanged: true,
  moved: new Set(),
  dirty: false,
  behind: false,
});

export const keyOf = (workspaceId: string, id: string): string => `${workspaceId}\n${id}`;

/** A map that forgets its oldest entries that may go, once it holds more than it should. */
export class Remembered<Value> extends Map<string, Value> {
  constructor(
    private readonly most: number,
    private readonly mayGo: (value: Value) => boolean,
  ) {
    super();
  }

  /** Called between batches, so that nothing in use disappears. */
  shrink(): void {
    if (this.size <= this.most) return;
    const target = Math.floor(this.most * 0.8);
    for (const [key, value] of this) {
      if (this.size <= target) return;
      if (this.mayGo(value)) this.delete(key);
    }
  }
}
