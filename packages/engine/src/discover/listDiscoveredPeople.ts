import { type discoverPeopleQuerySchema, type namedPeopleSchema, regroup } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { behaviourIn } from './behaviour.js';
import { observe } from './readDiscovery.js';

interface Asked {
  readonly workspaceId: string;
  readonly query: z.infer<typeof discoverPeopleQuerySchema>;
  readonly whole: boolean;
}

/**
 * Of the people compared, those in a group, page by page in the order of their ids.
 * @throws DomainError as observe; group.unknown (422), cursor.invalid (400)
 */
export const listDiscoveredPeople = async (
  ports: ReadPorts,
  { workspaceId, query: { group, limit, cursor, ...query }, whole }: Asked,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  if (group >= query.groups)
    throw new DomainError(
      'group.unknown',
      422,
      `There are ${query.groups} groups, from 0 on; ${group} is none of them.`,
    );
  return namedPage(ports, { workspaceId, limit, cursor }, async ({ beyond, most }) => {
    const { asked, rows } = await observe(ports, { workspaceId, query, whole });
    const { families } = behaviourIn(rows, asked, asked.catalogue);
    const labels = regroup({ families, held: rows.map(({ held }) => held) }, query.groups);
    return rows.filter(({ customer }, at) => labels[at] === group && customer > beyond).slice(0, most);
  });
};
