import type { PairCounts } from './countPairs.js';
import { inverseInPlace } from './inverseInPlace.js';
import { type Neighbours, nearest } from './neighbours.js';

/** How products follow from one another. */
export const METHODS = ['cooccurrence', 'after', 'ease'] as const;
export type Method = (typeof METHODS)[number];

/** As many customers' worth of what anybody buys is added to what follows each product. */
const PRIOR = 30;

/** Pairs that few bought say little: their weight is shrunk by so many customers. */
const SHRINK = 10;
/** How much of the cosine is how many of the buyers of i bought j, rather than of those of j who bought i. */
const ASYMMETRY = 0.7;

/**
 * Item to item by who bought both: the cosine of their buyers, shrunk for pairs that few bought; of a product with itself, those who
 * bought it again. Linden, Smith & York, Amazon.com Recommendations: Item-to-Item Collaborative Filtering, IEEE Internet Computing 7
 * (2003); asymmetric as Aiolli's, Efficient Top-N Recommendation for Very Large Scale Binary Rated Datasets, RecSys 2013, 3.1; the
 * shrinkage n/(n + β) is Bell & Koren's, Scalable Collaborative Filtering with Jointly Derived Neighborhood Interpolation Weights,
 * ICDM 2007, 3.
 */
export const byCooccurrence = ({ products, buyers, both, after }: PairCounts, most: number): Neighbours => {
  const own = buyers.map((count) => count ** ASYMMETRY);
  const other = buyers.map((count) => count ** (1 - ASYMMETRY));
  const weight = (i: number, j: number): number => {
    const pair = (i === j ? after : both)[i * products + j] as number;
    if (pair === 0) return 0;
    return ((pair / ((own[i] as number) * (other[j] as number))) * pair) / (pair + SHRINK);
  };
  return nearest(products, { weight, rest: (i) => PRIOR / ((buyers[i] as number) + PRIOR) }, most);
};

/**
 * What is bought after what: how often j follows i among those who bought i, drawn towards how often anybody buys j where few bought
 * i (a Dirichlet prior of so many customers). A Markov chain over purchases with any gap between them: Rendle, Freudenthaler &
 * Schmidt-Thieme, Factorizing Personalized Markov Chains for Next-Basket Recommendation, WWW 2010, 4.1, before its factorisation.
 */
export const byAfter = ({ products, buyers, after }: PairCounts, most: number): Neighbours =>
  nearest(
    products,
    {
      weight: (i, j) => (after[i * products + j] as number) / ((buyers[i] as number) + PRIOR),
      rest: (i) => PRIOR / ((buyers[i] as number) + PRIOR),
    },
    most,
  );

/** The ridge of EASE: so many times the mean number of buyers of a product, and at least. */
const RIDGE = { times: 10, least: 200 } as const;

/**
 * EASE: the item-to-item weights B, zero on the diagonal, that best rebuild who bought what by a ridge regression of each product on
 * all others: B = I − P·diag(P)⁻¹ with P = (XᵀX + λI)⁻¹. So what a third product explains is not counted twice. Steck, Embarrassingly
 * Shallow Autoencoders for Sparse Data, WWW 2019, (8). Time goes with products³.
 */
export const byEase = ({ products, buyers, both }: PairCounts, most: number, ridge?: number): Neighbours => {
  const mean = buyers.reduce((sum, count) => sum + count, 0) / Math.max(1, products);
  const lambda = ridge ?? Math.max(RIDGE.least, RIDGE.times * mean);
  const inverse = Float64Array.from(both);
  for (let i = 0; i < products; i++) inverse[i * products + i] = (inverse[i * products + i] as number) + lambda;
  inverseInPlace(inverse, products);
  const weight = (i: number, j: number): number =>
    i === j ? 0 : -(inverse[i * products + j] as number) / (inverse[j * products + j] as number);
  return nearest(products, { weight }, most);
};

/** The weights of each method. */
export const neighboursBy: Record<Method, (counts: PairCounts, most: number) => Neighbours> = {
  cooccurrence: byCooccurrence,
  after: byAfter,
  ease: byEase,
};
