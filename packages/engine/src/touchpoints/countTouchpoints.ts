import { INTERACTION_TYPES, OTHER_TOUCHPOINT, type Touchpoints, type touchpointVolumesSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Clock, Warehouse } from '../ports.js';
import { countOfPeriod } from '../understand/touchpoints.sql.js';
import { shareOf } from '../warehouse/idRange.js';
import { PLACES, volumesOf } from './touchpoints.sql.js';

export type TouchpointVolumes = z.infer<typeof touchpointVolumesSchema>;

/** A place of a touch point; an event, of what fits none. */
interface VolumeRow {
  readonly touchpoint: string;
  readonly part: string;
  readonly at_part: number;
  readonly interactions: number;
  readonly customers: number;
  readonly different: number;
  readonly newest: readonly [number, string, string];
}

const DAY = 86_400_000;
/** Interactions looked into at most, about: beyond, a share of the people stands for all of them. */
const MOST = 150_000;

const objectOf = (text: string): Record<string, unknown> => {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
};

const eachOf = (rows: readonly VolumeRow[]): TouchpointVolumes['each'] => {
  const each = new Map<string, TouchpointVolumes['each'][number]>();
  for (const { touchpoint: id, part, at_part, interactions, customers, different } of rows) {
    const other = id === OTHER_TOUCHPOINT;
    const places = { different: other ? 0 : different, top: [] };
    const known = each.get(id) ?? { id, interactions, customers, places };
    const { top } = known.places;
    if (!other && part !== '' && top.length < PLACES) top.push({ place: part, interactions: at_part });
    each.set(id, known);
  }
  return [...each.values()].sort((a, b) => b.interactions - a.interactions || (a.id < b.id ? -1 : 1));
};

const unclassifiedOf = (rows: readonly VolumeRow[]): TouchpointVolumes['unclassified'] =>
  rows
    .filter(({ touchpoint }) => touchpoint === OTHER_TOUCHPOINT)
    .map(({ part: event, at_part: interactions, newest: [rank, properties, context] }) => {
      const type = INTERACTION_TYPES[rank] ?? 'track';
      return {
        event,
        interactions,
        sample: { type, properties: objectOf(properties), context: objectOf(context) },
      };
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
  const share = shareOf(interactions, MOST);
  const { text, parameters } = volumesOf(catalogue);
  const rows = await warehouse.query<VolumeRow>(text, { ...period, ...share, ...parameters });
  return { days, interactions, oneIn: share.oneIn, each: eachOf(rows), unclassified: unclassifiedOf(rows) };
};
