import type { recommendQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import type { Scoped } from '../understand/scope.js';
import { scopedInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Which interactions are purchases, of whom, and what their products are. */
export interface ProductsAsked {
  readonly scoped: Scoped;
  readonly event: string;
  readonly property: string;
  readonly by: z.infer<typeof recommendQuerySchema>['by'];
}

/** Products of one purchase, and characters of a name, that are looked at. */
const MOST_ITEMS = 500;
const MOST_CHARACTERS = 200;

/** A text or a number of a product, as text; '' where it has none. */
const textIn = (field: string): string =>
  `substringUTF8(trim(if(JSONType(item, '${field}') in ('String', 'Int64', 'UInt64', 'Double'),
        if(JSONType(item, '${field}') = 'String', JSONExtractString(item, '${field}'), JSONExtractRaw(item, '${field}')), '')), 1, ${MOST_CHARACTERS})`;

const KEYS: Record<ProductsAsked['by'], string> = {
  product: `if(product_id != '', product_id, if(sku != '', sku, named))`,
  name: 'named',
  category: 'category',
};
/** What a product is called. */
const NAMES: Record<ProductsAsked['by'], string> = {
  product: `if(named != '', named, product)`,
  name: 'product',
  category: 'product',
};

/** [NEXT-1] One row per product bought: customer, time_ms, product, name, category. */
const bought = ({ scoped, event, property, by }: ProductsAsked): Query => {
  const texts = textsOf(scoped, 'next');
  const list = texts.text(property);
  const interactions = scopedInteractions(texts, scoped, { condition: `event = ${texts.text(event)}`, outbound: true });
  const text = `
  select customer, time_ms, ${KEYS[by]} as product, ${NAMES[by]} as name, category
  from (
    select customer, time_ms, ${textIn('product_id')} as product_id, ${textIn('sku')} as sku, ${textIn('name')} as named,
      ${textIn('category')} as category
    from (
      select customer, time_ms, arrayJoin(if(JSONType(properties, ${list}) = 'Array',
        arraySlice(JSONExtractArrayRaw(properties, ${list}), 1, ${MOST_ITEMS}), [properties])) as item
      from (${interactions})
    )
  )
  where product != ''`;
  return { text, parameters: texts.parameters };
};

/** The products with most buyers, the most first, and how many products there are in all. */
export const catalogue = (asked: ProductsAsked, { least, most }: { least: number; most: number }): Query => {
  const { text, parameters } = bought(asked);
  return {
    parameters: { ...parameters, least, most },
    text: `
select product, name, category, toFloat64(buyers) as buyers, toFloat64(products) as products
from (
  select product, argMax(name, time_ms) as name, argMax(category, time_ms) as category, uniqExact(customer) as buyers,
    count() over () as products
  from (${text})
  group by product
)
where buyers >= {least:UInt32}
order by buyers desc, product limit {most:UInt32}`,
  };
};

/** How many bought anything, and how often. */
export const purchasing = (asked: ProductsAsked): Query => {
  const { text, parameters } = bought(asked);
  return {
    parameters,
    text: `select toFloat64(uniqExact(customer)) as customers, toFloat64(uniqExact(customer, time_ms)) as purchases from (${text})`,
  };
};

/** Of each customer the newest purchases: [customer, [[time_ms, product], …]], newest first. */
export const histories = (asked: ProductsAsked, { least, most }: { least: number; most: number }): Query => {
  const { text, parameters } = bought(asked);
  return {
    parameters: { ...parameters, least, most },
    text: `
select customer, arraySlice(arrayReverseSort(groupArray(tuple(toFloat64(time_ms), product))), 1, {most:UInt32})
from (${text})
where product in (
  select product from (${text}) group by product having uniqExact(customer) >= {least:UInt32})
group by customer order by customer`,
  };
};
