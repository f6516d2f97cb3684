import type { namedPeopleSchema, originPeopleQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { numberOfName } from '../page/numbered.js';
import { askScoped } from '../understand/scope.js';
import { type AttributionAsked, numbersOf, readAsked, readNames } from './attributeConversions.js';
import { customersFrom } from './journeys.sql.js';

type Asked = AttributionAsked & { readonly query: z.infer<typeof originPeopleQuerySchema> };

/**
 * Those whose conversions had a touch of a channel, a campaign or a source before them.
 * @throws DomainError as attributeConversions; cursor.invalid (400)
 */
export const listOriginPeople = async (ports: ReadPorts, asked: Asked): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { of, top, limit, cursor } = asked.query;
  const read = await readAsked(ports, asked);
  const { names } = await readNames(ports, read, top);
  const { text, parameters } = customersFrom(read);
  const bound = { ...parameters, ...numbersOf(names, read), of: numberOfName(names, of) };
  return namedPage(ports, { workspaceId: asked.workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, {
      text,
      parameters: { ...bound, ...page },
    }),
  );
};
