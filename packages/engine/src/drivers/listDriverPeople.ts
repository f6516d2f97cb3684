import type { driverPeopleQuerySchema, namedPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import { DomainError } from '../ports.js';
import { type DriverPorts, lookAgain, readDrivers } from './readDrivers.js';

interface Asked {
  readonly workspaceId: string;
  readonly query: z.infer<typeof driverPeopleQuerySchema>;
  readonly whole: boolean;
}

/**
 * Of the people compared, those who have a variable, or have it not, page by page in the order of their ids: those of the answer
 * given last, where it is of the last minutes.
 * @throws DomainError as readDrivers and askScoped; variable.unknown (422), cursor.invalid (400)
 */
export const listDriverPeople = async (
  ports: DriverPorts,
  { workspaceId, query: { variable, has, happened, limit, cursor, ...query }, whole }: Asked,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  const asked = await readDrivers(ports, { workspaceId, query, whole });
  const { kind, name, value } = variable;
  return namedPage(ports, { workspaceId, limit, cursor }, async ({ beyond, most }) => {
    const { customers, happened: came, variables } = await lookAgain(ports, asked);
    const one = variables.find((v) => v.kind === kind && v.name === name && v.value === value);
    if (!one)
      throw new DomainError('variable.unknown', 422, `“${name}” is not compared here: too few have it, or lack it.`);
    const having = new Set(one.people);
    return customers
      .flatMap((customer, at) => {
        const isOne = having.has(at) === has && (happened === undefined || (came[at] === 1) === happened);
        return isOne && customer > beyond ? [{ customer }] : [];
      })
      .slice(0, most);
  });
};
