import { type activityQuerySchema, type activitySchema, calendarStarts } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { activityOf } from './activity.sql.js';
import { askScoped, readScope, type Scoped, toldPeriod } from './scope.js';

export type Activity = z.infer<typeof activitySchema>;
type ActivityQuery = z.infer<typeof activityQuerySchema>;

interface Row {
  readonly step: string;
  readonly customers: number;
  readonly interactions: number;
}

/** A drawing has no room for more. */
const MOST_STEPS = 1_000;
const SHORTEST = { day: 86_400_000, week: 7 * 86_400_000, month: 28 * 86_400_000 } as const;

/** @throws DomainError period.long (400) for more steps than can be shown */
const startsOf = (by: ActivityQuery['by'], scoped: Scoped): number[] => {
  if ((scoped.to - scoped.from) / SHORTEST[by] > MOST_STEPS)
    throw new DomainError('period.long', 400, 'This period is too long to be shown so: ask by week or by month.');
  return calendarStarts(by, scoped, scoped.zone);
};

/**
 * How many interactions a scope holds, and of how many people, by day, week or month.
 * @throws DomainError as readScope and askScoped; period.long (400)
 */
export const measureActivity = async (
  ports: ReadPorts,
  workspaceId: string,
  { by, ...scope }: ActivityQuery,
  whole: boolean,
): Promise<Activity> => {
  const scoped = await readScope(ports, { workspaceId, scope, whole });
  const starts = startsOf(by, scoped);
  const rows = await askScoped<Row>(ports.warehouse, activityOf(scoped, starts));
  const at = new Map(rows.map((row) => [Number(row.step), row]));
  // Step 0 is that of all together.
  const all = at.get(0);
  return {
    period: toldPeriod(scoped),
    customers: all?.customers ?? 0,
    interactions: all?.interactions ?? 0,
    steps: starts.map((start) => ({
      at: new Date(Math.max(start, scoped.from)).toISOString(),
      customers: at.get(start)?.customers ?? 0,
      interactions: at.get(start)?.interactions ?? 0,
    })),
  };
};
