import type { FunnelQuery, funnelSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { countQuickly, countSteps, countStepsBy } from './funnel.sql.js';
import { type Breakdown, type Funnel, readBreakdown, readFunnel } from './readFunnel.js';
import { readTop, valueOf } from './topValues.js';

export type FunnelMeasured = z.infer<typeof funnelSchema>;
type Step = FunnelMeasured['steps'][number];

interface Counted {
  readonly customers: readonly number[];
  readonly medians: readonly number[];
}

const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);

const toSteps = ({ steps }: Funnel, counted: Counted | undefined): Step[] => {
  const [customers, medians] = [counted?.customers ?? [], counted?.medians ?? []];
  const reached = (at: number): number => customers[at] ?? 0;
  return steps.map(({ name }, at) => ({
    name,
    customers: reached(at),
    conversion: share(reached(at), reached(0)),
    fromPrevious: share(reached(at), reached(Math.max(0, at - 1))),
    medianSeconds: at === 0 || reached(at) === 0 ? null : (medians[at] ?? null),
    left: at === steps.length - 1 ? 0 : reached(at) - reached(at + 1),
  }));
};

/** The quick way answers for nearly all histories; where it says that it does not, the whole way is gone. */
const countAll = async ({ warehouse }: Pick<ReadPorts, 'warehouse'>, funnel: Funnel): Promise<Counted | undefined> => {
  if (funnel.order !== 'any') {
    const [quick] = await askScoped<Counted & { odd: number }>(warehouse, countQuickly(funnel));
    if (!quick || quick.odd === 0) return quick;
  }
  return (await askScoped<Counted>(warehouse, countSteps(funnel)))[0];
};

const measureBy = async (
  { warehouse }: Pick<ReadPorts, 'warehouse'>,
  funnel: Funnel,
  breakdown: Breakdown,
  whole: boolean,
): Promise<FunnelMeasured['breakdown']> => {
  const { top, values } = await readTop({ warehouse }, funnel, breakdown, whole);
  const rows = await askScoped<Counted & { place: number }>(warehouse, countStepsBy(funnel, breakdown, top));
  const at = (place: number) => rows.find((row) => row.place === place);
  const others = at(0);
  return {
    groups: top.map((value, place) => ({
      value: valueOf(value, breakdown),
      steps: toSteps(funnel, at(place + 1)),
    })),
    rest: others ? { values: values - top.length, steps: toSteps(funnel, others) } : null,
  };
};

/**
 * How many customers reached each step of a funnel within its window, how long they took, and the same by value of a
 * property or by persona: the ten values with most people, and all others together.
 * @throws DomainError as readFunnel and askScoped
 */
export const measureFunnel = async (
  ports: ReadPorts,
  workspaceId: string,
  { breakdown: by, ...asked }: FunnelQuery,
  whole: boolean,
): Promise<FunnelMeasured> => {
  const breakdown = readBreakdown(by, whole);
  const funnel = await readFunnel(ports, { workspaceId, asked, whole });
  const [counted, groups] = await Promise.all([
    countAll(ports, funnel),
    breakdown === null ? null : measureBy(ports, funnel, breakdown, whole),
  ]);
  return { period: toldPeriod(funnel.scoped), steps: toSteps(funnel, counted), breakdown: groups };
};
