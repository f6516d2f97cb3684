import {
  type CustomerFilter,
  type CustomerSort,
  isWalkable,
  isWhole,
  onPosition,
  type Part,
  type Stretch,
  selectStretch,
} from './listing.sql.js';
import type { ReadPorts } from './readPorts.js';

/** Where a page begins, and which way it is read from there; at either end of the list without a beginning. */
export interface Place {
  readonly beyond: Stretch['beyond'];
  readonly backwards: boolean;
}
export interface PageAsked extends Place {
  readonly sort: CustomerSort;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
}
interface Found {
  readonly id: string;
  readonly key: number | string | null;
}

/**
 * Customers looked at, in order, before all that match are gathered instead: most filters fill a page within far fewer, and
 * looking at these costs little where they do not.
 */
const WALK = 20_000;

const partsOf = (filter: CustomerFilter, sort: CustomerSort): readonly Part[] => {
  if (sort === 'lastSeen' || sort === 'firstSeen') return ['keyed'];
  if (sort === 'name') return ['keyed', 'keyless'];
  if (filter.unplaced) return ['keyless'];
  return onPosition(filter) ? ['keyed'] : ['keyed', 'keyless'];
};

const readStretch = async (
  { sql }: Pick<ReadPorts, 'sql'>,
  filter: CustomerFilter,
  stretch: Stretch,
): Promise<Found[]> => {
  const run = (way: Parameters<typeof selectStretch>[2]): Promise<Found[]> => {
    const { text, parameters } = selectStretch(filter, stretch, way);
    return sql.query<Found>(text, parameters);
  };
  if (!isWalkable(stretch, filter)) return run('gather');
  // Those who stand nowhere have no instant and no velocity: the part is the filter.
  const bare = stretch.part === 'keyless' && stretch.sort !== 'name' ? { ...filter, unplaced: false } : filter;
  if (isWhole(bare)) return run({ walk: stretch.limit });
  const walked = await run({ walk: Math.max(WALK, stretch.limit) });
  return walked.length === stretch.limit ? walked : run('gather');
};

/** One page of ids in order, and whether there is more on either side. */
export const findPage = async (
  ports: Pick<ReadPorts, 'sql'>,
  filter: CustomerFilter,
  { sort, order, limit, beyond, backwards }: PageAsked,
): Promise<{ rows: Found[]; more: { before: boolean; after: boolean } }> => {
  const all = partsOf(filter, sort);
  const along = backwards ? all.toReversed() : all;
  const first = beyond === null ? 0 : Math.max(0, along.indexOf(beyond.key === null ? 'keyless' : 'keyed'));
  const rows: Found[] = [];
  for (const [place, part] of along.slice(first).entries()) {
    const missing = limit + 1 - rows.length;
    if (missing <= 0) break;
    const from = place === 0 ? beyond : null;
    const stretch = { sort, part, descending: order === 'desc', beyond: from, backwards, limit: missing };
    rows.push(...(await readStretch(ports, filter, stretch)));
  }
  const further = rows.length > limit;
  const page = rows.slice(0, limit);
  const came = beyond !== null;
  return backwards
    ? { rows: page.toReversed(), more: { before: further, after: came } }
    : { rows: page, more: { before: came, after: further } };
};
