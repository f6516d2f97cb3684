import type { Changes, Link } from '@parcours/core';
import type { FlowCause } from '../flows/listening.js';
import type { LiveCustomer, LiveProfile } from './live.js';

/** Everything the next checkpoint has to write besides the dirty customers themselves. */
export interface Unwritten {
  readonly links: { workspaceId: string; link: Link }[];
  readonly duplicates: Map<number, number[]>;
  /** How many movements the changes hold. */
  movements: number;
  readonly changes: { readonly live: LiveCustomer; readonly changes: Changes }[];
  readonly gone: { workspaceId: string; customerId: string }[];
  /** Profiles to be written. */
  readonly profiles: Set<LiveProfile>;
  /** Profiles whose customer or links changed, whoever writes it. */
  readonly changedProfiles: Set<LiveProfile>;
  /** What begins flows. */
  readonly causes: FlowCause[];
  /** Customers something was imported of where flows are active, and until when. */
  readonly imports: Map<LiveCustomer, number>;
}

export const nothingUnwritten = (): Unwritten => ({
  links: [],
  duplicates: new Map(),
  changes: [],
  gone: [],
  profiles: new Set(),
  changedProfiles: new Set(),
  movements: 0,
  causes: [],
  imports: new Map(),
});
