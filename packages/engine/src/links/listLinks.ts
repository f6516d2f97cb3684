import { type CustomerLink, typeRank } from '@parcours/core';
import type { Sql, Warehouse } from '../ports.js';
import { type LinkRow, linkId, readLinksOf } from './link.js';
import { activeProfiles, evidenceOf } from './links.sql.js';

interface EvidenceRow {
  readonly kind: 'sign_in' | 'alias';
  readonly profile_id: string;
  readonly value: string;
  readonly since: number;
  readonly last: number;
  readonly events: number;
}

const iso = (time: number): string | null => (Number.isFinite(time) ? new Date(time).toISOString() : null);

/** An alias may name a former id of either kind, so it counts for a sign-in too [ID-2]. */
const makes = (link: LinkRow, { kind, profile_id, value }: EvidenceRow): boolean =>
  profile_id === link.b && value === link.a_value && (kind === link.kind || kind === 'alias');

/**
 * An alias links a former id of either kind [ID-2], though it was only ever one: of the two links, the one of an id by which
 * nothing ever came says nothing to a person.
 */
const sayingSomething = (links: readonly LinkRow[], active: ReadonlySet<string>): LinkRow[] =>
  links.filter((link) => {
    const other = links.find(({ kind, a_value, b }) => kind !== link.kind && a_value === link.a_value && b === link.b);
    if (!other) return true;
    return link.kind === 'alias' ? active.has(link.a) || !active.has(other.a) : active.has(link.a);
  });

const toView = (link: LinkRow, evidence: readonly EvidenceRow[]): CustomerLink => {
  const own = evidence.filter((row) => makes(link, row));
  return {
    id: linkId(link),
    kind: link.kind,
    from: { kind: link.a_kind, value: link.a_value },
    to: { kind: link.b_kind, value: link.b_value },
    since: iso(Math.min(...own.map(({ since }) => since))),
    last: iso(Math.max(...own.map(({ last }) => last))),
    events: own.reduce((sum, { events }) => sum + events, 0),
    removedAt: link.removed_at?.toISOString() ?? null,
  };
};

/**
 * Who is joined with whom in a customer, why and since when; removed links come last.
 * @throws DomainError customer.unknown (404)
 */
export const listLinks = async (
  { sql, warehouse }: { readonly sql: Sql; readonly warehouse: Pick<Warehouse, 'query'> },
  workspaceId: string,
  identifier: string,
): Promise<CustomerLink[]> => {
  const links = await readLinksOf(sql, workspaceId, identifier);
  if (links.length === 0) return [];
  const evidence = await warehouse.query<EvidenceRow>(evidenceOf, {
    workspace: workspaceId,
    users: [...new Set(links.map(({ b }) => b))],
    values: [...new Set(links.map(({ a_value }) => a_value))],
    rank: typeRank('alias'),
  });
  const profiles = [...new Set(links.map(({ a }) => a))];
  const active = await warehouse.query<{ profile_id: string }>(activeProfiles, { workspace: workspaceId, profiles });
  const shown = sayingSomething(links, new Set(active.map(({ profile_id }) => profile_id)));
  return shown.map((link) => toView(link, evidence));
};
