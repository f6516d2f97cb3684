import { type Histories, historiesFrom } from '@parcours/core';
import type { Warehouse } from '../ports.js';
import { askScoped } from '../understand/scope.js';
import { LEAST_BUYERS } from './enough.js';
import { catalogue, histories, type ProductsAsked, purchasing } from './products.sql.js';

/** The tables of pairs go with the square of the products, and EASE's time with their cube. */
const MOST_PRODUCTS = 1_000;
/** The last products of a customer that are looked at, and purchases that are learnt from in all. */
const MOST_OF_ONE = 200;
const MOST_LEARNT = 2_000_000;

export interface Product {
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  readonly buyers: number;
}
/** Who bought what; products are numbered by their place in `products`, those with most buyers first. */
export interface Purchases {
  readonly products: readonly Product[];
  /** Products that are left out: too few buyers, or fewer than the most. */
  readonly leftOut: number;
  readonly customers: number;
  readonly purchases: number;
  readonly histories: Histories;
  /** How many customers `histories` holds: all of them, or every n-th where they are very many. */
  readonly learntFrom: number;
}

interface CatalogueRow {
  readonly product: string;
  readonly name: string;
  readonly category: string;
  readonly buyers: number;
  readonly products: number;
}

/** Where several products have one name, their keys tell them apart. */
const productsOf = (rows: readonly CatalogueRow[]): Product[] => {
  const times = new Map<string, number>();
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
  return rows.map(({ product: key, name, category, buyers }) => ({
    ...{ key, buyers, category: category === '' ? null : category },
    name: (times.get(name) ?? 0) > 1 && name !== key ? `${name} (${key})` : name,
  }));
};

type Line = [customer: string, bought: [at: number, product: string][]];
/** Told of each customer who bought any of the products: their different products, the newest bought first. */
export type OnCustomer = (customer: string, products: readonly number[]) => Promise<void> | void;

/** [NEXT-1] Gathers who bought what: memory is bounded by the number of products, and by how many purchases are learnt from. */
export const gatherPurchases = async (
  { warehouse }: { warehouse: Warehouse },
  asked: ProductsAsked,
  onCustomer: OnCustomer = () => undefined,
): Promise<Purchases> => {
  const bounds = { least: LEAST_BUYERS, most: MOST_PRODUCTS };
  const rows = await askScoped<CatalogueRow>(warehouse, catalogue(asked, bounds));
  const [counted] = await askScoped<{ customers: number; purchases: number }>(warehouse, purchasing(asked));
  const { customers = 0, purchases = 0 } = counted ?? {};
  const numbers = new Map(rows.map(({ product }, number) => [product, number]));
  const everyNth = Math.max(1, Math.ceil(rows.reduce((sum, { buyers }) => sum + buyers, 0) / MOST_LEARNT));
  const kept: (readonly [product: number, at: number])[][] = [];
  let met = 0;
  const { text, parameters } = histories(asked, { least: LEAST_BUYERS, most: MOST_OF_ONE });
  for await (const lines of warehouse.stream(text, parameters))
    for (const [customer, bought] of lines as unknown as Line[]) {
      const own = bought.flatMap(([at, key]) => {
        const number = numbers.get(key);
        return number === undefined ? [] : [[number, at] as const];
      });
      if (own.length === 0) continue;
      if (met++ % everyNth === 0) kept.push(own);
      await onCustomer(customer, [...new Set(own.map(([number]) => number))]);
    }
  return {
    products: productsOf(rows),
    leftOut: (rows[0]?.products ?? 0) - rows.length,
    ...{ customers, purchases, learntFrom: kept.length },
    histories: historiesFrom(rows.length, kept),
  };
};
