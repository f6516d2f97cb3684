/** Of each product, the products that follow from it, those that follow most first; weights are above 0. */
export interface Neighbours {
  readonly product: readonly Int32Array[];
  readonly weight: readonly Float32Array[];
  /** How much a product leaves to what anybody buys: so many times the share of customers who buy a product is added to its weight. */
  readonly rest: Float32Array;
}

/** Keeps of a table of weights, products × products, the `most` greatest above 0 of each row. */
export const nearest = (
  products: number,
  { weight: weightOf, rest }: { weight(i: number, j: number): number; rest?(i: number): number },
  most: number,
): Neighbours => {
  const [product, weight]: [Int32Array[], Float32Array[]] = [[], []];
  for (let i = 0; i < products; i++) {
    const row: [j: number, weight: number][] = [];
    for (let j = 0; j < products; j++) {
      const own = weightOf(i, j);
      if (own > 0) row.push([j, own]);
    }
    row.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const kept = row.slice(0, most);
    product.push(Int32Array.from(kept, ([j]) => j));
    weight.push(Float32Array.from(kept, ([, own]) => own));
  }
  return { product, weight, rest: Float32Array.from({ length: products }, (_, i) => rest?.(i) ?? 0) };
};
