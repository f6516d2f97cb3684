import type { GroupsQuery, groupsSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped, readScope, type Scoped, tooLittle } from '../understand/scope.js';
import { type DoneRow, MOST_COMPARED, peopleWhoDid, whatTheyDid } from './groups.sql.js';

export type GroupsTold = z.infer<typeof groupsSchema>;
export type ComparedBy = GroupsTold['traits'][number];

/** A question on groups; `whole` is false for those who see no personal data. */
export interface AskedGroups {
  readonly workspaceId: string;
  readonly query: GroupsQuery;
  readonly whole: boolean;
}

/** People and what each of them did, in an order by chance: a number for each of `by`. */
export interface Behaviour {
  readonly scoped: Scoped;
  readonly people: number;
  readonly customers: readonly string[];
  readonly by: readonly ComparedBy[];
  readonly rows: readonly (readonly number[])[];
}

const DAY = 86_400_000;
/** Fewer people, or fewer things to compare them by, make no groups. */
const ENOUGH_PEOPLE = 60;
const ENOUGH_TRAITS = 2;
const MOST_EVENTS = 10;
/** Done by fewer than these, or left undone by fewer, an event sets apart nobody to speak of. */
const LEAST_SHARE = 0.05;

const spreadOf = (values: readonly number[]): number => {
  const logs = values.map((value) => Math.log1p(value));
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  return logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logs.length;
};

interface Column {
  readonly by: ComparedBy;
  readonly values: readonly number[];
}

const eventColumns = (rows: readonly DoneRow[]): Column[] => {
  const names = new Set(rows.flatMap(({ events }) => events));
  return [...names]
    .map((event) => ({
      by: { kind: 'event' as const, event },
      values: rows.map(({ events, times }) => times[events.indexOf(event)] ?? 0),
    }))
    .filter(({ values }) => values.filter((value) => value > 0).length >= LEAST_SHARE * rows.length)
    .map((column) => ({ column, spread: spreadOf(column.values) }))
    .sort((a, b) => b.spread - a.spread || (a.column.by.event < b.column.by.event ? -1 : 1))
    .slice(0, MOST_EVENTS)
    .map(({ column }) => column);
};

/** What everybody did alike sets nobody apart. */
const columnsOf = (rows: readonly DoneRow[], until: number): Column[] =>
  [
    ...eventColumns(rows),
    { by: { kind: 'spent' as const, event: null }, values: rows.map(({ spent }) => spent) },
    {
      by: { kind: 'silent' as const, event: null },
      values: rows.map(({ last }) => Math.max(0, Math.floor((until - last) / DAY))),
    },
  ].filter(({ values }) => spreadOf(values) > 1e-9);

/**
 * [GROUP-1] What people did in the period, as numbers to compare them by.
 * @throws DomainError as readScope and askScoped; data.tooLittle (422)
 */
export const readBehaviour = async (
  ports: ReadPorts,
  { workspaceId, query: { count: _, ...scope }, whole }: AskedGroups,
): Promise<Behaviour> => {
  const scoped = await readScope(ports, { workspaceId, scope, whole });
  const [all] = await askScoped<{ people: number }>(ports.warehouse, peopleWhoDid(scoped));
  const people = all?.people ?? 0;
  if (people < ENOUGH_PEOPLE) throw tooLittle('customers', { needed: ENOUGH_PEOPLE, found: people });
  const oneIn = Math.max(1, Math.floor(people / (2 * MOST_COMPARED)));
  const rows = await askScoped<DoneRow>(ports.warehouse, whatTheyDid(scoped, oneIn));
  const columns = columnsOf(rows, Math.min(scoped.to, scoped.now));
  if (columns.length < ENOUGH_TRAITS) throw tooLittle('habits', { needed: ENOUGH_TRAITS, found: columns.length });
  return {
    ...{ scoped, people },
    customers: rows.map(({ customer }) => customer),
    by: columns.map(({ by }) => by),
    rows: rows.map((_, at) => columns.map(({ values }) => values[at] as number)),
  };
};
