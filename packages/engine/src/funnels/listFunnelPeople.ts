import type { funnelPeopleQuerySchema, namedPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { askScoped } from '../understand/scope.js';
import { peopleAt } from './funnel.sql.js';
import { checkStep, readFunnel } from './readFunnel.js';

/**
 * Who reached a step of a funnel, or reached it and no further, page by page in the order of their ids.
 * @throws DomainError as readFunnel and askScoped; step.unknown (422), cursor.invalid (400)
 */
export const listFunnelPeople = async (
  ports: ReadPorts,
  workspaceId: string,
  { step, left, limit, cursor, ...asked }: z.infer<typeof funnelPeopleQuerySchema>,
  whole: boolean,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  checkStep(step, asked.steps.length);
  const funnel = await readFunnel(ports, { workspaceId, asked, whole });
  return namedPage(ports, { workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, peopleAt(funnel, { step, left }, page)),
  );
};
