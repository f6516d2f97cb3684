import type { Neighbours } from './neighbours.js';

/** What is recommended to one customer; `from` is which of their products speaks most for it, null where only its popularity does. */
export interface Recommendation {
  readonly product: number;
  readonly score: number;
  readonly from: number | null;
}

/** How many of all customers buy each product, and the products by that, most first. */
export interface Popularity {
  readonly share: ArrayLike<number>;
  readonly ranked: readonly number[];
}

export interface Wanted {
  readonly popularity: Popularity;
  readonly most: number;
  /** True for what the customer does not have yet. */
  readonly onlyNew: boolean;
}

/** Each purchase weighs this much of the one after it. */
const FADING = 0.98;
/** Of so many of what somebody bought last, each speaks; what came before does not. */
export const SPEAKING = 40;

interface Spoken {
  score: number;
  most: number;
  from: number | null;
}

/** Adds up what speaks for each product, and what is left to what anybody buys. */
const speakingFor = (bought: readonly number[], { product, weight, rest }: Neighbours) => {
  const found = new Map<number, Spoken>();
  let [fade, left] = [1, 0];
  for (const from of bought.slice(0, SPEAKING)) {
    const [others, weights] = [product[from] ?? [], weight[from] ?? []];
    for (let at = 0; at < others.length; at++) {
      const [other, speaks] = [others[at] as number, fade * (weights[at] as number)];
      const known = found.get(other) ?? { score: 0, most: 0, from: null };
      known.score += speaks;
      if (speaks > known.most) Object.assign(known, { most: speaks, from });
      found.set(other, known);
    }
    left += fade * (rest[from] ?? 0);
    fade *= FADING;
  }
  return { found, left };
};

/**
 * The products that follow most from what a customer bought, the newest first; where these are too few, the most popular after them.
 * Without neighbours, the most popular.
 */
export const recommend = (
  bought: readonly number[],
  neighbours: Neighbours | null,
  { popularity, most, onlyNew }: Wanted,
): Recommendation[] => {
  const hidden = new Set(onlyNew ? bought : []);
  const usual = (product: number): number => popularity.share[product] as number;
  const popular = popularity.ranked.slice(0, most + hidden.size).filter((product) => !hidden.has(product));
  if (neighbours === null)
    return popular.slice(0, most).map((product) => ({ product, score: usual(product), from: null }));
  const { found, left } = speakingFor(bought, neighbours);
  for (const product of popular) if (!found.has(product)) found.set(product, { score: 0, most: 0, from: null });
  return [...found]
    .filter(([product]) => !hidden.has(product))
    .map(([product, { score, from }]): Recommendation => ({ product, score: score + left * usual(product), from }))
    .sort((a, b) => b.score - a.score || usual(b.product) - usual(a.product) || a.product - b.product)
    .slice(0, most);
};
