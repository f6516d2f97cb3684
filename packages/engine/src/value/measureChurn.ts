import { type churnSchema, kaplanMeier, type SurvivalStep, thinned } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped, readScope, refusePersonal, toldPeriod, tooLittle } from '../understand/scope.js';
import { type ChurnQuery, contractsByDays } from './churn.sql.js';

export type Churn = z.infer<typeof churnSchema>;

/** [VALUE-6] Fewer contracts tell nothing. */
const ENOUGH = 20;
const MOST_STEPS = 200;
const TOLD = [30, 90, 365] as const;

/** The share that has ended by so many days; null where nobody was seen so long and some go on. */
const lostBy = (steps: readonly SurvivalStep[], days: number): number | null => {
  const last = steps.at(-1);
  if (!last || (last.time < days && last.survival > 0)) return null;
  return 1 - (steps.findLast(({ time }) => time <= days)?.survival ?? 1);
};

/**
 * [VALUE-6] How long contracts last that began in a period (Kaplan–Meier): those that go on are seen until the period ends.
 * @throws DomainError as readScope and askScoped; data.tooLittle (422) below 20 contracts
 */
export const measureChurn = async (
  ports: ReadPorts,
  workspaceId: string,
  query: ChurnQuery,
  whole: boolean,
): Promise<Churn> => {
  const { start, end, ...scope } = query;
  refusePersonal(
    [...(start.where ?? []), ...(end.where ?? [])].map(({ property }) => property),
    whole,
  );
  const scoped = await readScope(ports, { workspaceId, scope, whole });
  const seen = Math.min(scoped.to, scoped.now);
  const rows = await askScoped<{ days: string | number; ended: number; going: number }>(
    ports.warehouse,
    contractsByDays(scoped, query, seen),
  );
  const steps = kaplanMeier(
    rows.map(({ days, ended, going }) => ({ time: Number(days), events: ended, censored: going })),
  );
  const contracts = steps[0]?.atRisk ?? 0;
  if (contracts < ENOUGH) throw tooLittle('customers', { needed: ENOUGH, found: contracts });
  return {
    period: toldPeriod(scoped),
    contracts,
    ended: steps.reduce((sum, { events }) => sum + events, 0),
    median: steps.find(({ survival }) => survival <= 0.5)?.time ?? null,
    curve: thinned(steps, MOST_STEPS).map(({ time, survival, low, high, atRisk }) => ({
      days: time,
      ...{ survival, low, high, atRisk },
    })),
    lost: TOLD.map((days) => ({ days, share: lostBy(steps, days) })),
  };
};
