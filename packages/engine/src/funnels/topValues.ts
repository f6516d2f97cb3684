import type { FunnelGroup } from '@parcours/core';
import { DomainError, type Warehouse } from '../ports.js';
import { askScoped } from '../understand/scope.js';
import { type GroupPlace, topValues } from './funnel.sql.js';
import type { Breakdown, Funnel } from './readFunnel.js';

/** Values shown by themselves at most. */
const MOST_VALUES = 10;
/** Those who see no personal data see only values that so many share [ACCESS-2]. */
const SHARED_BY = 5;

/** The value of a breakdown as it is told, from how it is stored; null where there is none. */
export const valueOf = (stored: string, { by }: Breakdown): string | number | boolean | null => {
  if (stored === '') return null;
  return by === 'persona' ? stored : (JSON.parse(stored) as string | number | boolean);
};

/** The values shown by themselves, as they are stored, and how many there are in all. @throws DomainError as askScoped */
export const readTop = async (
  { warehouse }: { warehouse: Warehouse },
  funnel: Funnel,
  breakdown: Breakdown,
  whole: boolean,
): Promise<{ top: string[]; values: number }> => {
  const least = whole || breakdown.by === 'persona' ? 1 : SHARED_BY;
  const found = await askScoped<{ value: string | null; customers: number; values: number }>(
    warehouse,
    topValues(funnel, breakdown, MOST_VALUES),
  );
  const top = found.filter(({ customers }) => customers >= least).map(({ value }) => value ?? '');
  return { top, values: found[0]?.values ?? 0 };
};

/** @throws DomainError value.unknown (422) for a value not shown by itself; as askScoped */
export const placeOfGroup = async (
  ports: { warehouse: Warehouse },
  funnel: Funnel,
  { breakdown, group, whole }: { breakdown: Breakdown; group: FunnelGroup; whole: boolean },
): Promise<GroupPlace> => {
  const { top: values } = await readTop(ports, funnel, breakdown, whole);
  if ('rest' in group) return { breakdown, values, place: 0 };
  const place = values.findIndex((stored) => valueOf(stored, breakdown) === group.value) + 1;
  if (place > 0) return { breakdown, values, place };
  const told = group.value === null ? 'Having no value' : `“${group.value}”`;
  throw new DomainError(
    'value.unknown',
    422,
    `${told} is not told by itself here: ask for one that is, or for the rest.`,
  );
};
