import type { funnelLeftQuerySchema, funnelLeftSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped } from '../understand/scope.js';
import { countLeft, nextOf } from './funnel.sql.js';
import { checkStep, readFunnel } from './readFunnel.js';

export type FunnelLeft = z.infer<typeof funnelLeftSchema>;

/** What people did next that is named, at most. */
const MOST_NEXT = 8;

/**
 * What those whose best attempt ended at a step did next, within what is looked at: the most frequent next interactions.
 * @throws DomainError as readFunnel and askScoped; step.unknown (422)
 */
export const measureLeft = async (
  ports: ReadPorts,
  workspaceId: string,
  { step, ...asked }: z.infer<typeof funnelLeftQuerySchema>,
  whole: boolean,
): Promise<FunnelLeft> => {
  checkStep(step, asked.steps.length);
  const funnel = await readFunnel(ports, { workspaceId, asked, whole });
  const [[left], next] = await Promise.all([
    askScoped<{ customers: number }>(ports.warehouse, countLeft(funnel, step)),
    askScoped<{ event: string; customers: number; known: number }>(ports.warehouse, nextOf(funnel, step, MOST_NEXT)),
  ]);
  const customers = left?.customers ?? 0;
  const known = next[0]?.known ?? 0;
  const named = next.reduce((sum, one) => sum + one.customers, 0);
  return {
    customers,
    next: next.map(({ event, customers: count }) => ({ event, customers: count })),
    others: known - named,
    nothing: customers - known,
  };
};
