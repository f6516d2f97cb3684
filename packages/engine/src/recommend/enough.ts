/** [NEXT-5] Below any of these nothing is recommended: what so few bought is chance. */
export const ENOUGH = { customers: 50, products: 10, returning: 20 } as const;
/** A product counts from so many buyers on. */
export const LEAST_BUYERS = 5;

/** What there is to learn from. */
export interface Supply {
  readonly customers: number;
  readonly products: number;
  /** Customers who bought before the cut-off and after it. */
  readonly returning: number;
}

const COUNTED = ['customers', 'products', 'returning'] as const;

export const isEnough = (supply: Supply): boolean => COUNTED.every((name) => supply[name] >= ENOUGH[name]);

/** What is lacking, as a sentence. */
export const tellLack = ({ customers, products, returning }: Supply, event: string): string =>
  `There is too little to recommend from: ${customers} customers have “${event}”, with ${products} products that at least ${LEAST_BUYERS} people bought, ` +
  `and ${returning} customers came back in the last part of the history. It takes at least ${ENOUGH.customers} customers, ${ENOUGH.products} such products and ${ENOUGH.returning} who came back.`;

/** The same for machines: what there is, and how much of what it takes. */
export const shortOf = (supply: Supply): Supply & { of: 'customers'; needed: number; found: number; least: Supply } => {
  const short = supply.customers < ENOUGH.customers ? 'customers' : 'returning';
  return { of: 'customers', needed: ENOUGH[short], found: supply[short], ...supply, least: ENOUGH };
};
