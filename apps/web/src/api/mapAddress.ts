import type { Condition } from '@parcours/core';

/** What a map and its lanes are asked about, as an address says it. */
export interface MapAddress {
  persona?: string;
  segment?: string;
  /** Conditions, as JSON. */
  where?: string;
  from?: string;
  to?: string;
}
export interface MapQuestion {
  persona?: string | undefined;
  segment?: string | undefined;
  where?: readonly Condition[] | undefined;
  from: string;
  to: string;
}

export const addressOf = ({ persona, segment, where, from, to }: MapQuestion): MapAddress => ({
  ...(persona ? { persona } : {}),
  ...(segment ? { segment } : {}),
  ...(where && where.length > 0 ? { where: JSON.stringify(where) } : {}),
  ...{ from, to },
});
