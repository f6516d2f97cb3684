import type { goesWithSchema, productsQuerySchema, productsSchema } from '@parcours/core';
import type { z } from 'zod';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import type { LearnPorts } from './fitRecommendations.js';
import { currentRecommendations, refuseLack } from './readRecommendModel.js';
import * as text from './recommend.sql.js';

export type GoesWith = z.infer<typeof goesWithSchema>;
export type Products = z.infer<typeof productsSchema>;

interface ProductRow {
  readonly product: number;
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  readonly buyers: number;
  readonly share: number;
}
type GoingRow = ProductRow & { readonly again: number; readonly together: number[]; readonly after: number[] };

/** Of [product, customers, …]: who they are, and how much likelier than of anybody. */
const told = (pairs: readonly number[], own: GoingRow, named: ReadonlyMap<number, ProductRow>): GoesWith['after'] => {
  const items: GoesWith['after'] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const other = named.get(pairs[at] as number);
    const customers = pairs[at + 1] as number;
    const share = Math.min(1, customers / Math.max(1, own.buyers));
    if (other)
      items.push({ product: other.key, name: other.name, customers, share, lift: share / Math.max(other.share, 1e-9) });
  }
  return items.sort((a, b) => b.share - a.share);
};

/**
 * [NEXT-4] What goes with a product, by its key: in the same purchase, and in a later one.
 * @throws DomainError product.unknown (404), data.tooLittle (422)
 */
export const readGoesWith = async (
  ports: LearnPorts,
  workspaceId: string,
  asked: { readonly product: string },
): Promise<GoesWith> => {
  const { operational: sql } = ports;
  const answer = await currentRecommendations(ports, workspaceId);
  if (answer?.is !== 'model') throw refuseLack(answer);
  const [own] = await sql.query<GoingRow>(text.selectProduct, [workspaceId, wellFormed(asked.product)]);
  if (!own)
    throw new DomainError(
      'product.unknown',
      404,
      'No product that is recommended has this id. Choose one of the list.',
    );
  const numbers = [...own.together, ...own.after].filter((_, at) => at % 2 === 0);
  const rows = await sql.query<ProductRow>(text.selectNamed, [workspaceId, numbers]);
  const named = new Map(rows.map((row) => [row.product, row]));
  return {
    ...{ product: own.key, name: own.name, category: own.category, buyers: own.buyers, again: own.again },
    together: told(own.together, own, named),
    after: told(own.after, own, named),
  };
};

/**
 * The products that are recommended, by a part of their name, id or category; those with most buyers first.
 * @throws DomainError data.tooLittle (422)
 */
export const listProducts = async (
  ports: LearnPorts,
  workspaceId: string,
  { q, limit }: z.infer<typeof productsQuerySchema>,
): Promise<Products> => {
  const answer = await currentRecommendations(ports, workspaceId);
  if (answer?.is !== 'model') throw refuseLack(answer);
  const like = q === undefined ? null : `%${wellFormed(q).replace(/[\\%_]/g, '\\$&')}%`;
  const items = await ports.operational.query<Products['items'][number]>(text.searchProducts, [
    workspaceId,
    like,
    limit,
  ]);
  return { items };
};
