import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { customersQuery } from '../api/queries.js';
import type { CustomersQuery } from '../api/types.js';
import type { Model } from '../models/useModel.js';
import { type ChosenPeriod, usePeriod } from '../period/period.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { type Search, useAddress } from '../shell/search.js';

const SORTS = ['name', 'velocity', 'since', 'firstSeen', 'lastSeen'] as const;
export type Sort = (typeof SORTS)[number];
export const MOVES = ['forward', 'back', 'entered', 'fellIn'] as const;
const DIRECTIONS = ['advancing', 'steady', 'receding'] as const;
export const PACES = ['faster', 'typical', 'slower', 'stalled'] as const;
const THEN = ['followed', 'forward', 'back'] as const;
/** The stage of those the model does not place. */
export const UNPLACED = 'unplaced';

const BOUNDS = /^\d{0,3}\.\.\d{0,3}$/;

const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((candidate) => candidate === value);

/** What the address asks for, freed of what it says badly. */
export const filtersOf = (address: Search, model: Model | undefined) => ({
  q: address.q,
  stage: oneOf([...(model?.stages.map(({ id }) => id) ?? []), UNPLACED], address.stage),
  direction: oneOf(DIRECTIONS, address.direction),
  moved: oneOf(MOVES, address.moved),
  destination: oneOf(model?.stages.map(({ id }) => id) ?? [], address.destination),
  stuck: oneOf(['true'], address.stuck),
  pace: oneOf(PACES, address.pace),
  persona: address.persona,
  segment: address.segment,
  strength: BOUNDS.test(address.strength ?? '') ? address.strength : undefined,
  broken: oneOf(['true', 'false'], address.broken),
  moment: address.moment,
  then: address.moment ? oneOf(THEN, address.then) : undefined,
  sort: oneOf(SORTS, address.sort) ?? 'lastSeen',
  order: oneOf(['asc', 'desc'], address.order) ?? 'desc',
});
export type Filters = ReturnType<typeof filtersOf>;

const queryOf = (filters: Filters, model: Model | undefined, period: ChosenPeriod): CustomersQuery => {
  const during = filters.moved || filters.moment ? { from: period.from, to: period.to } : {};
  const asked = { ...filters, ...during, model: model?.id, limit: '50' };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
};

/** The customers the address asks for, a page at a time. */
export const useCustomers = (model: Model | undefined, ready: boolean) => {
  const workspace = useWorkspace();
  const [address] = useAddress();
  const period = usePeriod();
  const personal = useMay('personal');
  const filters = useMemo(() => {
    const asked = filtersOf(address, model);
    // Who sees no names can neither search nor sort by them, whatever a link says.
    return personal ? asked : { ...asked, q: undefined, sort: asked.sort === 'name' ? 'lastSeen' : asked.sort };
  }, [address, model, personal]);
  const query = useInfiniteQuery({
    ...customersQuery(workspace.id, queryOf(filters, model, period)),
    enabled: ready,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { query, filters, items, total: query.data?.pages[0]?.total };
};
