import type { Changes, Link } from '@parcours/core';
import type { LiveProfile } from './live.js';

/** Everything the next checkpoint has to write besides the dirty customers themselves. */
export interface Unwritten {
  readonly links: { workspaceId: string; link: Link }[];
  readonly duplicates: Map<number, number[]>;
  readonly movements: { workspaceId: string; customerId: string; changes: Changes }[];
  readonly gone: { workspaceId: string; customerId: string }[];
  readonly profiles: Set<LiveProfile>;
}

export const nothingUnwritten = (): Unwritten => ({
  links: [],
  duplicates: new Map(),
  movements: [],
  gone: [],
  profiles: new Set(),
});
