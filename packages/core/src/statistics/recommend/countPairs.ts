import { customersOf, type Histories } from './histories.js';

/** How many customers bought each product, and each pair of products: a table of products × products, row after row. */
export interface PairCounts {
  readonly products: number;
  readonly customers: number;
  /** Customers who bought it. */
  readonly buyers: Float64Array;
  /** [i, j]: customers who bought both, whenever; on the diagonal its buyers. */
  readonly both: Float32Array;
  /** [i, j]: customers who bought both at one instant. */
  readonly together: Float32Array;
  /** [i, j]: customers who bought j after their first i; on the diagonal those who bought it again. */
  readonly after: Float32Array;
}

interface Own {
  readonly product: number;
  readonly first: number;
  readonly last: number;
}

/** The different products of a customer until an instant, each with when it was first and last bought. */
const ownOf = ({ start, product, at }: Histories, customer: number, until: number): Own[] => {
  const own = new Map<number, { product: number; first: number; last: number }>();
  for (let i = start[customer] as number; i < (start[customer + 1] as number); i++) {
    const [bought, when] = [product[i] as number, at[i] as number];
    if (when > until) break;
    const known = own.get(bought);
    if (known) known.last = when;
    else own.set(bought, { product: bought, first: when, last: when });
  }
  return [...own.values()];
};

/** Which pairs a customer bought at one instant, each once. */
const togetherOf = ({ products, start, product, at }: Histories, customer: number, until: number): Set<number> => {
  const pairs = new Set<number>();
  const end = start[customer + 1] as number;
  for (let i = start[customer] as number; i < end && (at[i] as number) <= until; i++)
    for (let j = i + 1; j < end && at[j] === at[i]; j++) {
      const [a, b] = [product[i] as number, product[j] as number];
      if (a !== b) pairs.add(a * products + b).add(b * products + a);
    }
  return pairs;
};

const add = (counts: Float32Array | Float64Array, at: number): void => {
  counts[at] = (counts[at] as number) + 1;
};

/** Counts who bought what, together and after, until an instant, included. Memory goes with products², not with customers. */
export const countPairs = (histories: Histories, until = Infinity): PairCounts => {
  const { products } = histories;
  const table = () => new Float32Array(products * products);
  const [both, together, after] = [table(), table(), table()];
  const buyers = new Float64Array(products);
  let customers = 0;
  for (let customer = 0; customer < customersOf(histories); customer++) {
    const own = ownOf(histories, customer, until);
    if (own.length > 0) customers += 1;
    for (const { product: i, first } of own) {
      add(buyers, i);
      for (const { product: j, last } of own) {
        add(both, i * products + j);
        if (last > first) add(after, i * products + j);
      }
    }
    for (const pair of togetherOf(histories, customer, until)) add(together, pair);
  }
  return { products, customers, buyers, both, together, after };
};
