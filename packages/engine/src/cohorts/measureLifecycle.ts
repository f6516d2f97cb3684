import {
  calendarStarts,
  type LifecycleQuery,
  type LifecycleState,
  type lifecyclePeopleQuerySchema,
  type lifecycleSchema,
  type namedPeopleSchema,
} from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { countStates, peopleInState } from './cohorts.sql.js';
import { stepAt } from './measureCohorts.js';
import { readInteraction, readStepped } from './readCohorts.js';

export type Lifecycle = z.infer<typeof lifecycleSchema>;

const readLifecycle = async (
  ports: ReadPorts,
  workspaceId: string,
  { by, active, period, persona, segment, where }: LifecycleQuery,
  whole: boolean,
) => {
  const scope = { period, persona, segment, where };
  const stepped = await readStepped(ports, { workspaceId, scope, whole }, by);
  const { from, zone } = stepped.scoped;
  // The step before is the one that the millisecond before the first lies in.
  const [before = 0] = calendarStarts(by, { from: from - 1, to: from }, zone);
  return { stepped, before: Math.max(0, before), active: readInteraction(active, ['active'], whole) };
};

/**
 * [COHORT-2] By week or month, how many were new, returning, resurrected and dormant.
 * @throws DomainError as readScope and askScoped; period.long (400), cohorts.invalid (422), personal.rule (403)
 */
export const measureLifecycle = async (
  ports: ReadPorts,
  workspaceId: string,
  asked: LifecycleQuery,
  whole: boolean,
): Promise<Lifecycle> => {
  const { stepped, active, before } = await readLifecycle(ports, workspaceId, asked, whole);
  const rows = await askScoped<{ step: number; state: LifecycleState; customers: number }>(
    ports.warehouse,
    countStates(stepped, active, before),
  );
  const found = new Map(rows.map(({ step, state, customers }) => [`${step} ${state}`, customers]));
  const steps = stepped.starts.map((at, index) => {
    const count = (state: LifecycleState): number => found.get(`${index + 1} ${state}`) ?? 0;
    return {
      at: new Date(at).toISOString(),
      ...{ new: count('new'), returning: count('returning') },
      ...{ resurrected: count('resurrected'), dormant: count('dormant') },
    };
  });
  return { period: toldPeriod(stepped.scoped), steps };
};

/**
 * Those in a state in a week or month, page by page.
 * @throws DomainError as measureLifecycle; step.unknown (422), cursor.invalid (400)
 */
export const listLifecyclePeople = async (
  ports: ReadPorts,
  workspaceId: string,
  { at, state, limit, cursor, ...asked }: z.infer<typeof lifecyclePeopleQuerySchema>,
  whole: boolean,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { stepped, active, before } = await readLifecycle(ports, workspaceId, asked, whole);
  const step = stepAt(stepped.starts, at);
  return namedPage(ports, { workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, peopleInState(stepped, { active, before, step, state }, page)),
  );
};
