import { type Link, linkKey, type Parting } from '@parcours/core';
import { groupBy } from '../grouping.js';
import type { Sql, Warehouse } from '../ports.js';
import { lookAround } from '../situate/history.js';
import { readLink } from './link.js';
import { concernedBy } from './links.sql.js';

export interface LinkPorts {
  readonly sql: Sql;
  readonly warehouse: Warehouse;
}

/** Who there is, or would be, around a link, with how many interactions each. */
export const partingAround = async (
  { sql, warehouse }: LinkPorts,
  workspaceId: string,
  link: Link,
  asIf: { readonly removed?: ReadonlySet<string>; readonly restored?: ReadonlySet<string> } = {},
): Promise<Parting> => {
  const rows = await sql.query<{ customer_id: string }>(concernedBy, [workspaceId, link.a, link.b]);
  const concerned = new Set([link.a, link.b, ...rows.map(({ customer_id }) => customer_id)]);
  const { profiles, histories } = await lookAround({ operational: sql, warehouse }, workspaceId, [...concerned], asIf);
  const now = groupBy(profiles, ({ nowOf }) => nowOf);
  const ids = [...new Set([...now.keys(), ...histories.keys()])].filter((id) =>
    (now.get(id) ?? []).some(({ customer_id, profile_id }) => concerned.has(customer_id) || concerned.has(profile_id)),
  );
  const customers = ids.map((id) => ({
    id,
    identifiers: (now.get(id) ?? []).map(({ kind, value }) => ({ kind, value })),
    interactions: histories.get(id)?.length ?? 0,
  }));
  // a former id that an alias names counts as both kinds: where nothing ever came by it, it is nobody
  return {
    customers: customers
      .filter(({ interactions }) => interactions > 0)
      .sort((a, b) => b.interactions - a.interactions || (a.id < b.id ? -1 : 1)),
  };
};

/**
 * Who would part if a link were removed or, where it is, who would be one again if it were restored. Changes nothing.
 * @throws DomainError customer.unknown, link.unknown (404)
 */
export const previewParting = async (
  ports: LinkPorts,
  workspaceId: string,
  identifier: string,
  id: string,
): Promise<Parting> => {
  const link = await readLink(ports.sql, workspaceId, identifier, id);
  const keys = new Set([linkKey(link)]);
  return partingAround(ports, workspaceId, link, link.removed_at === null ? { removed: keys } : { restored: keys });
};
