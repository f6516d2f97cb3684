/**
 * What customers bought, in columns: the purchases of customer c are those from `start[c]` up to, and without, `start[c + 1]`, oldest
 * first. Products are numbered from 0 up to `products`; `at` is in any unit of time, and what was bought together has the same.
 */
export interface Histories {
  readonly products: number;
  readonly start: Int32Array;
  readonly product: Int32Array;
  readonly at: Float64Array;
}

export const customersOf = ({ start }: Histories): number => start.length - 1;

/** The different products of a customer until an instant, included, the newest bought first. */
export const boughtUntil = ({ start, product, at }: Histories, customer: number, until = Infinity): number[] => {
  const found = new Set<number>();
  for (let i = (start[customer + 1] as number) - 1; i >= (start[customer] as number); i--)
    if ((at[i] as number) <= until) found.add(product[i] as number);
  return [...found];
};

/** The histories of (product, instant) pairs per customer, in any order. */
export const historiesFrom = (
  products: number,
  customers: Iterable<readonly (readonly [product: number, at: number])[]>,
): Histories => {
  const start = [0];
  const [product, at]: [number[], number[]] = [[], []];
  for (const own of customers) {
    for (const [bought, when] of [...own].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
      product.push(bought);
      at.push(when);
    }
    start.push(product.length);
  }
  return { products, start: Int32Array.from(start), product: Int32Array.from(product), at: Float64Array.from(at) };
};
