import { admittedConditions, type KeptAsked } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ReadDeps } from './readDeps.js';
import { workspaceQuery } from './viewing.js';

/** What a journey map and its measured lanes are asked of: whom, and over which period. */
export const keptQuery = workspaceQuery.extend({
  persona: z.string().max(64).optional(),
  segment: z.string().max(64).optional(),
  /** Conditions on properties of what people did in the period: a list of them, as JSON. */
  where: z.string().max(4000).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

/** The same as it is measured and kept, once it is sure that the one who asks may know. */
export const keptAskedOf = async (
  { gate }: Pick<ReadDeps, 'gate'>,
  request: FastifyRequest,
  { model, persona, segment, where, from, to }: z.infer<typeof keptQuery> & { readonly model: string },
): Promise<KeptAsked> => {
  const { whole } = await gate.sightOf(request);
  return { model, persona, segment, where: admittedConditions(where, whole), from, to };
};
