import { INTERACTION_TYPES, OTHER_TOUCHPOINT, type Touchpoints, type touchpointVolumesSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Clock, Warehouse } from '../ports.js';
import { countOfPeriod } from '../understand/touchpoints.sql.js';
import { touchpointColumns } from './classify.sql.js';
import { unclassifiedOf, volumesOf } from './touchpoints.sql.js';

export type TouchpointVolumes = z.infer<typeof touchpointVolumesSchema>;

interface VolumeRow {
  readonly touchpoint: string;
  readonly place: string;
  readonly at_place: number;
  readonly interactions: number;
  readonly customers: number;
  readonly different: number;
}
interface UnclassifiedRow {
  readonly event: string;
  readonly interactions: number;
  readonly newest: readonly [number, string, string];
}

const DAY = 86_400_000;
/** Interactions looked into at most, about: beyond, a share of the people stands for all of them. */
const MOST = 300_000;
const PLACES = 8;

const objectOf = (text: string): Record<string, unknown> => {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
};

const eachOf = (rows: readonly VolumeRow[], oneIn: number): TouchpointVolumes['each'] => {
  const each = new Map<string, TouchpointVolumes['each'][number]>();
  for (const { touchpoint, place, at_place, interactions, customers, different } of rows) {
    const known = each.get(touchpoint) ?? {
      id: touchpoint,
      interactions,
      customers: customers * oneIn,
      places: { different, top: [] },
    };
    const { top } = known.places;
    if (place !== '' && top.length < PLACES) top.push({ place, interactions: at_place });
    each.set(touchpoint, known);
  }
  return [...each.values()].sort((a, b) => b.interactions - a.interactions || (a.id < b.id ? -1 : 1));
};

const toUnclassified = ({ event, interactions, newest: [rank, properties, context] }: UnclassifiedRow) => ({
  event,
  interactions,
  sample: {
    type: INTERACTION_TYPES[rank] ?? 'track',
    properties: objectOf(properties),
    context: objectOf(context),
  },
});

/** How many interactions of the last days each touch point and place of a catalogue gets, and which events fit none. */
export const countTouchpoints = async (
  { warehouse, clock }: { warehouse: Warehouse; clock: Clock },
  { workspaceId, catalogue, days }: { workspaceId: string; catalogue: Touchpoints; days: number },
): Promise<TouchpointVolumes> => {
  const to = clock.now();
  const period = { workspace: workspaceId, from: Math.max(0, to - days * DAY), to };
  const [told] = await warehouse.query<{ interactions: number }>(countOfPeriod, period);
  const interactions = Number(told?.interactions ?? 0);
  const oneIn = Math.max(1, Math.ceil(interactions / MOST));
  const [whole, bare] = [true, false].map((places) => touchpointColumns(catalogue, { places })) as [
    ReturnType<typeof touchpointColumns>,
    ReturnType<typeof touchpointColumns>,
  ];
  const asked = { ...period, oneIn };
  const [volumes, unclassified] = await Promise.all([
    warehouse.query<VolumeRow>(volumesOf(whole), { ...asked, ...whole.parameters }),
    warehouse.query<UnclassifiedRow>(unclassifiedOf(bare), { ...asked, ...bare.parameters, other: OTHER_TOUCHPOINT }),
  ]);
  return { days, interactions, oneIn, each: eachOf(volumes, oneIn), unclassified: unclassified.map(toUnclassified) };
};
