import type { funnelPeopleQuerySchema, namedPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { askScoped } from '../understand/scope.js';
import { peopleAt } from './funnel.sql.js';
import { checkStep, readBreakdown, readFunnel } from './readFunnel.js';
import { placeOfGroup } from './topValues.js';

/**
 * Who reached a step of a funnel, or reached it and no further, of all or of a group of its breakdown, page by page in the order
 * of their ids.
 * @throws DomainError as readFunnel and askScoped; step.unknown, value.unknown (422), breakdown.missing, cursor.invalid (400)
 */
export const listFunnelPeople = async (
  ports: ReadPorts,
  workspaceId: string,
  { step, left, group, limit, cursor, breakdown: by, ...asked }: z.infer<typeof funnelPeopleQuerySchema>,
  whole: boolean,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  checkStep(step, asked.steps.length);
  const breakdown = readBreakdown(by, whole);
  if (group !== undefined && breakdown === null)
    throw new DomainError(
      'breakdown.missing',
      400,
      'Say by what the funnel is broken down: “group” goes with “breakdown”.',
    );
  const funnel = await readFunnel(ports, { workspaceId, asked, whole });
  const of = group && breakdown ? await placeOfGroup(ports, funnel, { breakdown, group, whole }) : null;
  return namedPage(ports, { workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, peopleAt(funnel, { step, left, group: of }, page)),
  );
};
