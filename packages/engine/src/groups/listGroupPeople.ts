import type { groupPeopleQuerySchema, namedPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import type { FindGroups } from './discoverGroups.js';
import { readBehaviour } from './readBehaviour.js';

interface Asked {
  readonly workspaceId: string;
  readonly query: z.infer<typeof groupPeopleQuerySchema>;
  readonly whole: boolean;
}

/**
 * Those compared who are of a group, page by page in the order of their ids.
 * @throws DomainError as readBehaviour; group.unknown (404), cursor.invalid (400)
 */
export const listGroupPeople = async (
  ports: ReadPorts,
  find: FindGroups,
  { workspaceId, query: { group: place, limit, cursor, ...query }, whole }: Asked,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { rows, customers } = await readBehaviour(ports, { workspaceId, query, whole });
  const { groups, clear } = await find({ rows, count: query.count });
  const group = clear ? groups[place] : undefined;
  if (!group) throw new DomainError('group.unknown', 404, 'There is no such group any more. Look for groups again.');
  const ids = group.people.map((at) => ({ customer: customers[at] as string }));
  const inOrder = ids.sort((a, b) => (a.customer < b.customer ? -1 : 1));
  return namedPage(ports, { workspaceId, limit, cursor }, async ({ beyond, most }) =>
    inOrder.filter(({ customer }) => customer > beyond).slice(0, most),
  );
};
