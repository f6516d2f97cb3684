import { MOVED } from '@parcours/core';
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { answerOf, client } from '../api/client.js';
import type { CustomersPage, CustomersQuery } from '../api/types.js';
import type { Model } from '../models/useModel.js';
import { type ChosenPeriod, usePeriod } from '../period/period.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { type Search, useAddress } from '../shell/search.js';
import { conditionsIn } from '../understand/useScope.js';
import { PAGE, type PlaceOfPage, placed, startPlace } from './stretch.js';

const SORTS = ['name', 'velocity', 'since', 'firstSeen', 'lastSeen'] as const;
export type Sort = (typeof SORTS)[number];
const DIRECTIONS = ['advancing', 'steady', 'receding'] as const;
export const PACES = ['faster', 'typical', 'slower', 'stalled'] as const;
const THEN = ['followed', 'forward', 'back'] as const;
/** The stage of those the model does not place. */
export const UNPLACED = 'unplaced';
/** Pages kept in memory: those furthest from where one reads leave first. */
const MOST_PAGES = 20;

const BOUNDS = /^\d{0,3}\.\.\d{0,3}$/;

const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((candidate) => candidate === value);

/** What the address asks for, freed of what it says badly. */
export const filtersOf = (address: Search, model: Model | undefined) => ({
  q: address.q,
  stage: oneOf([...(model?.stages.map(({ id }) => id) ?? []), UNPLACED], address.stage),
  direction: oneOf(DIRECTIONS, address.direction),
  moved: oneOf(MOVED, address.moved),
  destination: oneOf(model?.stages.map(({ id }) => id) ?? [], address.destination),
  stuck: oneOf(['true'], address.stuck),
  pace: oneOf(PACES, address.pace),
  persona: address.persona,
  segment: address.segment,
  strength: BOUNDS.test(address.strength ?? '') ? address.strength : undefined,
  broken: oneOf(['true', 'false'], address.broken),
  moment: address.moment,
  then: address.moment ? oneOf(THEN, address.then) : undefined,
  did: address.did,
  where: conditionsIn(address.where).length > 0 ? address.where : undefined,
  within:
    (address.moment && !address.then) || address.did
      ? oneOf(model?.stages.map(({ id }) => id) ?? [], address.within)
      : undefined,
  sort: oneOf(SORTS, address.sort) ?? 'lastSeen',
  order: oneOf(['asc', 'desc'], address.order) ?? 'desc',
});
export type Filters = ReturnType<typeof filtersOf>;

const queryOf = (filters: Filters, model: Model | undefined, period: ChosenPeriod): CustomersQuery => {
  const during =
    filters.moved || filters.moment || filters.did || filters.where ? { from: period.from, to: period.to } : {};
  const asked = { ...filters, ...during, model: model?.id };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
};

const read = (workspace: string, query: CustomersQuery) =>
  answerOf(client.GET('/api/customers', { params: { query: { workspace, ...query } } }));

const useAsked = (model: Model | undefined) => {
  const workspace = useWorkspace();
  const [address] = useAddress();
  const period = usePeriod();
  const personal = useMay('personal');
  const filters = useMemo(() => {
    const asked = filtersOf(address, model);
    // Who sees no names can neither search nor sort by them, whatever a link says.
    return personal ? asked : { ...asked, q: undefined, sort: asked.sort === 'name' ? 'lastSeen' : asked.sort };
  }, [address, model, personal]);
  return { workspace: workspace.id, filters, query: queryOf(filters, model, period) };
};

/** How many the address asks for; counted apart, so that the first of them need not wait for it. */
export const useCustomerCount = (model: Model | undefined, ready: boolean) => {
  const { workspace, query } = useAsked(model);
  const { sort: _sort, order: _order, ...counted } = query;
  const { data } = useQuery({
    queryKey: ['customers', workspace, 'count', counted],
    queryFn: () => read(workspace, { ...counted, limit: '1' }),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  return data?.total === null || data === undefined ? undefined : { total: data.total, capped: data.capped };
};

let leaps = 0;

type Pages = InfiniteData<CustomersPage, PlaceOfPage>;

/** The customers the address asks for: a stretch of pages around where one reads, forwards and backwards from any of them. */
export const useCustomers = (model: Model | undefined, ready: boolean) => {
  const { workspace, filters, query: asked } = useAsked(model);
  const queries = useQueryClient();
  const key = ['customers', workspace, 'pages', asked];
  const readPage = ({ cursor, at }: PlaceOfPage) =>
    read(workspace, { ...asked, limit: String(PAGE), count: 'false', ...(cursor === null ? { at } : { cursor }) });
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => readPage(pageParam),
    initialPageParam: startPlace,
    getNextPageParam: (last, _pages, place): PlaceOfPage | null =>
      last.next === null ? null : { ...place, cursor: last.next, at: 'start', start: place.start + last.items.length },
    getPreviousPageParam: (first, _pages, place): PlaceOfPage | null =>
      first.prev === null
        ? null
        : { ...place, cursor: first.prev, at: 'start', start: Math.max(0, place.start - PAGE) },
    maxPages: MOST_PAGES,
    enabled: ready,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const data = query.data as Pages | undefined;
  const stretch = useMemo(() => placed(data), [data]);
  // Where each page seen began, so that one can come back to any of them at once.
  const marks = useRef({ of: '', places: new Map<number, PlaceOfPage>() });
  const name = JSON.stringify(key);
  if (marks.current.of !== name) marks.current = { of: name, places: new Map() };
  for (const place of data?.pageParams ?? []) marks.current.places.set(place.start, place);

  /** Leaves the stretch for the page of a place. */
  const jump = async (place: PlaceOfPage): Promise<void> => {
    await queries.cancelQueries({ queryKey: key });
    const page = await readPage(place);
    leaps += 1;
    queries.setQueryData<Pages>(key, { pages: [page], pageParams: [{ ...place, leap: leaps }] });
  };
  const rebase = useCallback(
    (base: number) => {
      queries.setQueryData<Pages>(
        JSON.parse(name) as unknown[],
        (data) => data && { ...data, pageParams: data.pageParams.map((place) => ({ ...place, base })) },
      );
    },
    [queries, name],
  );
  /** The page seen that begins nearest before a row, when it is nearer than what is held. */
  const markBefore = (row: number): PlaceOfPage | null => {
    const near = [...marks.current.places.keys()].filter((start) => start <= row && start >= stretch.base);
    const found = marks.current.places.get(Math.max(-1, ...near));
    return found && row - found.start < stretch.start - row ? { ...found, base: stretch.base, goal: null } : null;
  };
  return { query, filters, stretch, jump, rebase, markBefore };
};
