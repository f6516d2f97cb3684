import type { mapSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Period } from '../page/period.js';
import { toldPeriod } from './scope.js';

type JourneyMap = z.infer<typeof mapSchema>;
export type MapStage = JourneyMap['stages'][number];
type Worth = JourneyMap['worthDoing'][number];
interface Seen {
  /** The address of all people of the map. */
  readonly of: Record<string, string>;
  readonly period: Period;
  readonly totals: JourneyMap['customers'];
  readonly stages: readonly MapStage[];
}

const largest = (stages: readonly MapStage[], people: (stage: MapStage) => number): MapStage | undefined =>
  [...stages].sort((a, b) => people(b) - people(a))[0];

/** Of each kind the stage with most people, then the three kinds with most people; nobody, nothing. */
export const worthDoing = ({ of: scope, period, totals, stages }: Seen): Worth[] => {
  const of = (kind: Worth['kind'], people: (stage: MapStage) => number, query: Record<string, string>): Worth[] => {
    const stage = largest(stages, people);
    return stage
      ? [{ kind, stage: stage.id, customers: people(stage), query: { ...scope, stage: stage.id, ...query } }]
      : [];
  };
  const unplaced: Worth = {
    kind: 'unplaced',
    stage: null,
    customers: Math.max(0, totals.total - totals.placed),
    query: { ...scope, stage: 'unplaced' },
  };
  // Once it is known how long people take, who is stalled says more than who is only slower than most.
  const held = stages.some(({ stalled }) => stalled !== null)
    ? of('stalled', ({ stalled }) => stalled ?? 0, { pace: 'stalled' })
    : of('stuck', ({ stuck }) => stuck, { stuck: 'true' });
  return [
    ...held,
    ...of('fellBack', ({ back }) => back, { moved: 'back', ...toldPeriod(period) }),
    ...of('receding', ({ directions }) => directions.receding, { direction: 'receding' }),
    unplaced,
  ]
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.customers - a.customers)
    .slice(0, 3);
};
