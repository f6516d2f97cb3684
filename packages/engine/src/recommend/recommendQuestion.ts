import type { recommendQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { wellFormed } from '../text/wellFormed.js';
import { conditionsIn } from '../understand/conditionsIn.js';
import { readScope } from '../understand/scope.js';
import { markOf } from '../value/purchases.sql.js';
import type { ValueAsker } from '../value/valueQuestion.js';
import type { ProductsAsked } from './products.sql.js';

export type RecommendQuery = z.infer<typeof recommendQuerySchema>;
export const USUAL: RecommendQuery = { event: 'Order Completed', property: 'products', by: 'product' };

/** What is to be learnt from; `mark` changes whenever that does. */
export interface RecommendQuestion extends ProductsAsked {
  readonly workspaceId: string;
  readonly mark: string;
}

/**
 * What is asked about a workspace; null where it has no interaction yet.
 * @throws DomainError workspace.unknown, persona.unknown, segment.unknown (404), where.invalid, period.invalid (400), personal.where (403)
 */
export const askRecommend = async (
  ports: ReadPorts,
  { workspaceId, whole }: ValueAsker,
  query: RecommendQuery,
): Promise<RecommendQuestion | null> => {
  const where = conditionsIn(query.where);
  const { persona, segment, by } = query;
  const [told] = await ports.warehouse.query<{ mark: string; last: number }>(markOf, { workspace: workspaceId });
  if (!told || told.last === 0) return null;
  const period = {
    from: query.from ?? new Date(0).toISOString(),
    to: query.to ?? new Date(told.last + 1).toISOString(),
  };
  const scoped = await readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole });
  const named = { event: wellFormed(query.event), property: wellFormed(query.property), by };
  return { workspaceId, scoped, ...named, mark: told.mark };
};
