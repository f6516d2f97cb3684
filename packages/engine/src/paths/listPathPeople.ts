import type { namedPeopleSchema, PathPlaceAsked, pathPeopleQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { numberOfName } from '../page/numbered.js';
import { askScoped } from '../understand/scope.js';
import { customersOnPath, type PathPlace } from './paths.sql.js';
import { type PathsAsked, readPaths } from './readPaths.js';

type Asked = PathsAsked & { readonly query: z.infer<typeof pathPeopleQuerySchema> };

/** What is asked of a path, and the numbers it is asked with. */
const placeOf = (of: PathPlaceAsked, number: (name: string) => number): [PathPlace, Record<string, unknown>] => {
  if ('node' in of) return ['node', { before: number(of.node) }];
  if ('edge' in of) return ['edge', { before: number(of.edge.from), after: number(of.edge.to) }];
  if ('start' in of) return ['start', { before: number(of.start) }];
  if ('end' in of) return ['end', { before: number(of.end) }];
  return ['variant', { variant: of.variant.map(number) }];
};

/**
 * Those whose paths go through a node, along an edge, from a start, to an end, or just so.
 * @throws DomainError as measurePaths; cursor.invalid (400)
 */
export const listPathPeople = async (ports: ReadPorts, asked: Asked): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { of, limit, cursor } = asked.query;
  const { shape, closing, parameters, names } = await readPaths(ports, asked);
  const [place, numbers] = placeOf(of, (name) => numberOfName(names, name));
  const text = `${customersOnPath(shape, place)}\n${closing}`;
  return namedPage(ports, { workspaceId: asked.workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, {
      text,
      parameters: { ...parameters, ...numbers, ...page },
    }),
  );
};
